export { findManifest, knownManifests, type KnownIn } from './known-packs.js';
export { listManifests, loadManifest, MANIFESTS_DIR } from './load-manifest.js';
export { PackBuild, PackFile, PackManifest, PackSource, PackVoice, type PreparedPack } from './manifest.js';
export { parseManifest } from './parse-manifest.js';
export { packDir, publishedGraphPath } from './pack-paths.js';
export { preparePack, type PrepareOptions } from './prepare-pack.js';
export type { Fetchers } from './pull/fetchers.js';
export { pullPack, type PullOptions, type PullProgress, type PullSummary } from './pull/pull-pack.js';
export { checkPack, verifyPack, type FileState, type VerifiedFile } from './verify-pack.js';
