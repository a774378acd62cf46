/** How far a download has come. `totalBytes` is null where the sender does not tell. */
export interface FetchProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
}

export type OnFetchProgress = (progress: FetchProgress) => void;
