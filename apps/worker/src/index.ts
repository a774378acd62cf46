export { readWorkerConfig, WORKER_FIELDS, type WorkerConfig } from './config.js';
export { layOut, type WorkerLayout } from './layout.js';
export { supervise, type Supervisor, type SupervisorEvent } from './supervise.js';
export { createSupervisorMetrics } from './supervisor-metrics.js';
export { startWorkerServer } from './worker-server.js';
