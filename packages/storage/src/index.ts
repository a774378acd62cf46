export { audioKey, jobPrefix, planKey, segmentKey, textKey } from './keys.js';
export { createObjectStore } from './object-store.js';
export type { S3ObjectStore } from './object-store.js';
export type { ObjectStoreConfig, StorageTimeouts } from './s3-client.js';
