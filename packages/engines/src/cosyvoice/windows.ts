/** A stretch of frames for the vocoder, and which of them are used. Half-open. */
export interface Window {
  readonly start: number;
  readonly end: number;
  readonly keepStart: number;
  readonly keepEnd: number;
}

/**
 * Cuts a mel for the vocoder. With enough context on each side (14 frames for this one) a window's own frames come out
 * as those of the whole utterance do: windows bound the memory and the time of a step without changing any sample.
 */
export function windowsOf(
  frames: number,
  { window, context }: { readonly window: number; readonly context: number },
): readonly Window[] {
  const windows: Window[] = [];
  for (let keepStart = 0; keepStart < frames; keepStart += window) {
    const keepEnd = Math.min(keepStart + window, frames);
    windows.push({
      start: Math.max(keepStart - context, 0),
      end: Math.min(keepEnd + context, frames),
      keepStart,
      keepEnd,
    });
  }
  return windows;
}
