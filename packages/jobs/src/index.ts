export * from './record.js';
export * from './ports.js';
