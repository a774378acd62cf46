import type { FindServerOptions } from './find-server.js';
import type { ProcessIdentity } from './process-identity.js';
import type { ServiceKeys } from './service-keys.js';
import type { ServiceName } from './wheel-binaries.js';

/** One kind of server that Lector can run by itself. */
export interface Service {
  readonly name: ServiceName;
  /** How long it may take to end by itself before it is killed. */
  readonly stopGraceMs: number;
  /** Starts it and returns when it answers. */
  start(
    options: Omit<FindServerOptions, 'need'> & {
      readonly dataDir: string;
      readonly keys: ServiceKeys;
      /** Those its users know; null: free ones. */
      readonly ports: readonly number[] | null;
      readonly onSpawned: (identity: ProcessIdentity, ports: readonly number[]) => void;
    },
  ): Promise<void>;
  /** Whether what listens on these ports is this service with these keys, and works. */
  answers(ports: readonly number[], keys: ServiceKeys): Promise<boolean>;
  /** Removes what a killed server leaves behind outside its data folder. */
  cleanUp(ports: readonly number[]): Promise<void>;
}
