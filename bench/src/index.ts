/** What the command line measures with, too. */
export { median } from './statistics.js';
export { timeEngine, type TimedRun } from './time-engine.js';
