import type { AudioFormat } from '@lector/contract';

/** What each format of the contract is called on the wire and on disk. */
const FORMATS: Readonly<Record<AudioFormat, { readonly contentType: string; readonly extension: string }>> = {
  wav: { contentType: 'audio/wav', extension: 'wav' },
  mp3: { contentType: 'audio/mpeg', extension: 'mp3' },
  opus: { contentType: 'audio/ogg', extension: 'opus' },
  aac: { contentType: 'audio/aac', extension: 'aac' },
  flac: { contentType: 'audio/flac', extension: 'flac' },
  // Raw S16. Not `audio/L16`: RFC 2586 makes that big-endian.
  pcm: { contentType: 'audio/pcm', extension: 'pcm' },
  m4b: { contentType: 'audio/mp4', extension: 'm4b' },
};

/** Formats this version writes; the others need an encoder and are refused at submit with `format_unavailable`. */
export const WRITABLE_FORMATS = ['wav', 'pcm'] as const satisfies readonly AudioFormat[];
export type WritableFormat = (typeof WRITABLE_FORMATS)[number];

export function isWritable(format: AudioFormat): format is WritableFormat {
  return (WRITABLE_FORMATS as readonly AudioFormat[]).includes(format);
}

export function contentType(format: AudioFormat): string {
  return FORMATS[format].contentType;
}

/** Without the dot. */
export function fileExtension(format: AudioFormat): string {
  return FORMATS[format].extension;
}
