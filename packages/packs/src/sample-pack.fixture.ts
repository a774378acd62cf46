import { createHash } from 'node:crypto';
import type { PackFile, PackManifest, PackSource } from './manifest.js';

/** Small packs for tests. */

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function sampleFile(path: string, content: Uint8Array, sources: readonly PackSource[] = []): PackFile {
  const nowhere: PackSource = { type: 'http', url: `http://hub.invalid/${path}` };
  return {
    path,
    bytes: content.byteLength,
    sha256: sha256Of(content),
    sources: sources.length === 0 ? [nowhere] : [...sources],
  };
}

export function sampleManifest(files: readonly PackFile[], graph = ''): PackManifest {
  return {
    name: 'sample',
    family: graph === '' ? 'tone' : 'kokoro',
    title: 'A sample',
    version: '1.0.0',
    licence: { spdx: 'CC0-1.0', notice: 'None.' },
    sampleRate: 24_000,
    graph,
    files: [...files],
    voices: [
      { id: 'anna', name: 'Anna', gender: 'female', languages: { zh: { quality: 'native', styles: { a: 1 } } } },
    ],
    defaultVoice: 'anna',
  };
}
