/** What the head of an MP4 says, from the first boxes of the file. Pure. */
export interface Mp4Facts {
  /** Length as players show it, seconds. */
  readonly durationSeconds: number;
  /** The index stands before the audio, so that playing can start before all is there. */
  readonly indexFirst: boolean;
}

/** A box: its name, where its content starts, and where the next box does. */
interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** null when there is no index in what was handed in (the whole index and a few bytes are enough). */
export function readMp4(head: Uint8Array): Mp4Facts | null {
  const top = boxes(head, 0, head.length);
  const index = top.find(({ name }) => name === 'moov');
  if (index === undefined) return null;
  const header = boxes(head, index.start, Math.min(index.end, head.length)).find(({ name }) => name === 'mvhd');
  if (header === undefined || header.start + 32 > head.length) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  // Version 1 has longer times.
  const isLong = view.getUint8(header.start) === 1;
  const timescale = view.getUint32(header.start + (isLong ? 20 : 12));
  const duration = isLong ? Number(view.getBigUint64(header.start + 24)) : view.getUint32(header.start + 16);
  const audio = top.find(({ name }) => name === 'mdat');
  return { durationSeconds: duration / timescale, indexFirst: audio === undefined || index.start < audio.start };
}

function boxes(bytes: Uint8Array, from: number, to: number): readonly Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Box[] = [];
  for (let at = from; at + 16 <= to;) {
    const short = view.getUint32(at);
    // 1: the length is the next eight bytes; 0: to the end.
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    if (size < 8) break;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    found.push({ name, start: at + (short === 1 ? 16 : 8), end: at + size });
    at += size;
  }
  return found;
}
