export { startApi, startApiWith, type RunningApi } from './start-api.js';
export { apiConfig, type ApiConfig } from './config.js';
