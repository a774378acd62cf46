/** The part of proper-lockfile that `file-lock.ts` uses; the package carries no types. */
declare module 'proper-lockfile' {
  interface LockOptions {
    /** Milliseconds without a touch after which the lock counts as left behind by a dead process. */
    stale: number;
    /** Milliseconds between touches. */
    update: number;
    realpath: boolean;
    lockfilePath: string;
    onCompromised: (error: Error) => void;
  }
  /** Takes the lock or throws an error whose `code` is `ELOCKED`; the answer lets it go. */
  export function lock(file: string, options: LockOptions): Promise<() => Promise<void>>;
}
