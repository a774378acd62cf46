export * from './engine.js';
export * from './family.js';
export * from './content-key.js';
export { engineModel, loadEngine } from './registry.js';
