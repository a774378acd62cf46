/**
 * How far a download has come. `totalBytes` is null where the sender does not tell. Nothing is told of what needs no
 * download; else the first word says where it begins (0, or what an earlier one has left), and the last of a complete one
 * its size. The difference is what was downloaded.
 */
export interface FetchProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
}

export type OnFetchProgress = (progress: FetchProgress) => void;
