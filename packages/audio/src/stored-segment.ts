/**
 * A finished segment as it lies in the object store: one line of JSON (what is needed to use it again without the
 * model), a newline, then the samples as s16le. One object, so a reader has all of it or nothing.
 */
export interface SegmentHeader {
  readonly version: 1;
  readonly sampleRate: number;
  /** Mono samples that follow. */
  readonly samples: number;
  /** Frames per input unit of the engine, where it tells; timings are made from them. */
  readonly durations: readonly number[] | null;
  readonly samplesPerFrame: number | null;
  /** What the output check still found after trying again; empty for sound audio. */
  readonly findings: readonly string[];
}

export interface StoredSegment {
  readonly header: SegmentHeader;
  /** s16le, two bytes a sample. */
  readonly pcm: Uint8Array;
}

const NEWLINE = 0x0a;

export function writeStoredSegment({ header, pcm }: StoredSegment): Uint8Array {
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`);
  const bytes = new Uint8Array(line.length + pcm.length);
  bytes.set(line);
  bytes.set(pcm, line.length);
  return bytes;
}

/** null when the bytes are not a whole segment of this version: the caller renders it again. */
export function readStoredSegment(bytes: Uint8Array): StoredSegment | null {
  const end = bytes.indexOf(NEWLINE);
  if (end === -1) return null;
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as SegmentHeader;
    const pcm = bytes.subarray(end + 1);
    return header.version === 1 && header.samples * 2 === pcm.length ? { header, pcm } : null;
  } catch {
    return null;
  }
}
