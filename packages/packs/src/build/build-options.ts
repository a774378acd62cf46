import type { ModelSize, Precision } from './buildable.js';

/** How far a build has come. Without numbers: one thing that takes as long as it takes. */
export interface BuildProgress {
  readonly what: string;
  readonly done?: number;
  readonly total?: number;
  readonly unit?: 'bytes' | 'steps';
}

export interface BuildOptions {
  /** Where the pack goes, in a folder of its name. */
  readonly modelDir: string;
  /** Where environments of Python packages and downloaded checkpoints are kept. */
  readonly cacheDir: string;
  /** Of this process, for the programs that build. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Another name for the pack, for checkpoints of one's own. */
  readonly as?: string | undefined;
  /** A folder with the checkpoints; absent: they are downloaded, or made. */
  readonly from?: string | undefined;
  readonly precision?: Precision | undefined;
  /** `graph=precision`, for single graphs. */
  readonly parts?: readonly string[] | undefined;
  readonly size?: ModelSize | undefined;
  /** Of random weights. */
  readonly seed?: number | undefined;
  /** The tokenizer's vocabulary as a file; fetched when absent. */
  readonly vocabulary?: string | undefined;
  /** A file that says who the speakers are which the model does not bring; `speakers.ts` has its shape. */
  readonly voices?: string | undefined;
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Folder of the programs that build; Lector's own when absent. */
  readonly toolsDir?: string | undefined;
  /** Where checkpoints are published, when not where the table says. */
  readonly hub?: string | undefined;
}
