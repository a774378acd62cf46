/** Speeds a family's model reaches by itself, as factors of its normal one. */
export interface SpeedRange {
  readonly min: number;
  readonly max: number;
}

export interface SplitSpeed {
  /** What the model is asked for. */
  readonly speed: number;
  /** How much faster (above 1) or slower the audio is then to be played, its pitch kept; 1: as it is. */
  readonly tempo: number;
}

/**
 * A speed as what the model does of it and what is left for stretching the finished audio. Beyond its range a model loses
 * words or drawls; a segment is rendered, and stored, at the nearest speed it speaks well.
 */
export function splitSpeed(asked: number, { min, max }: SpeedRange): SplitSpeed {
  const speed = Math.min(max, Math.max(min, asked));
  return { speed, tempo: speed === asked ? 1 : asked / speed };
}
