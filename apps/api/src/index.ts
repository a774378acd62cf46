export { startApi, startApiWith, type RunningApi } from './start-api.js';
export { API_FIELDS, apiConfig, type ApiConfig } from './config.js';
