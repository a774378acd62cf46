export {
  audioKey,
  jobPrefix,
  lexiconKey,
  planKey,
  planPageKey,
  sampleKey,
  segmentKey,
  textKey,
  timingsKey,
} from './keys.js';
export { createObjectStore } from './object-store.js';
export type { S3ObjectStore } from './object-store.js';
export type { ObjectStoreConfig, StorageTimeouts } from './s3-client.js';
