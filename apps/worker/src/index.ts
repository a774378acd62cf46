export { readWorkerConfig, type WorkerConfig } from './config.js';
export { layOut, type WorkerLayout } from './layout.js';
export { supervise, type Supervisor, type SupervisorEvent } from './supervise.js';
