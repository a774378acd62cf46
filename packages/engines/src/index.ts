export * from './engine.js';
export * from './family.js';
export * from './content-key.js';
export { splitSpeed, type SpeedRange, type SplitSpeed } from './speed.js';
export { engineModel, loadEngine } from './registry.js';
