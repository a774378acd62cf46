import type { ServiceKeys } from './service-keys.js';

/** SeaweedFS is four servers in one process; each listens for HTTP and for gRPC. */
export const S3_PORT_COUNT = 8;
export const S3_REGION = 'us-east-1';

/**
 * Command line of an embedded SeaweedFS. Every port is given (the defaults are fixed numbers, and a gRPC port left out
 * is the HTTP port plus 10000), everything is bound to loopback, and what would phone home or open further doors is off.
 */
export function s3Arguments(options: {
  readonly dir: string;
  readonly configPath: string;
  /** S3 itself is the first, the master the third. */
  readonly ports: readonly number[];
}): readonly string[] {
  const [s3, s3Grpc, master, masterGrpc, volume, volumeGrpc, filer, filerGrpc] = options.ports;
  return [
    '-logtostderr=true',
    'server',
    `-dir=${options.dir}`,
    '-ip=127.0.0.1',
    '-ip.bind=127.0.0.1',
    `-master.port=${master}`,
    `-master.port.grpc=${masterGrpc}`,
    `-volume.port=${volume}`,
    `-volume.port.grpc=${volumeGrpc}`,
    '-filer',
    `-filer.port=${filer}`,
    `-filer.port.grpc=${filerGrpc}`,
    '-s3',
    `-s3.port=${s3}`,
    `-s3.port.grpc=${s3Grpc}`,
    `-s3.config=${options.configPath}`,
    '-s3.iam=false',
    '-s3.port.iceberg=0',
    '-s3.port.lance=0',
    '-master.telemetry=false',
    // Volumes grow with their content; small ones give space back sooner after deletions. 0: as many as the disk holds.
    '-master.volumeSizeLimitMB=128',
    '-volume.max=0',
    '-volume.preStopSeconds=0',
  ];
}

/** Keys between the four servers: without them anybody on this machine could read and write past S3's access check. */
export function s3Environment(keys: ServiceKeys): Readonly<Record<string, string>> {
  return {
    WEED_JWT_SIGNING_KEY: keys.s3Internal,
    WEED_JWT_SIGNING_READ_KEY: keys.s3Internal,
    WEED_JWT_FILER_SIGNING_KEY: keys.s3Internal,
    WEED_JWT_FILER_SIGNING_READ_KEY: keys.s3Internal,
  };
}

/** The store's own configuration: one identity that may do everything, and nobody else. */
export function s3Config(keys: ServiceKeys): string {
  const credentials = [{ accessKey: keys.s3AccessKeyId, secretKey: keys.s3SecretAccessKey }];
  const identity = { name: 'lector', credentials, actions: ['Admin', 'Read', 'Write', 'List', 'Tagging'] };
  return `${JSON.stringify({ identities: [identity] }, null, 2)}\n`;
}

/** Local sockets SeaweedFS leaves in /tmp when it is killed. */
export function s3SocketPaths(ports: readonly number[]): readonly string[] {
  const [s3, s3Grpc, , masterGrpc, , volumeGrpc, filer, filerGrpc] = ports;
  return [
    `master-grpc-${masterGrpc}`,
    `volume-grpc-${volumeGrpc}`,
    `filer-${filer}`,
    `filer-grpc-${filerGrpc}`,
    `s3-${s3}`,
    `s3-grpc-${s3Grpc}`,
  ].map((name) => `/tmp/seaweedfs-${name}.sock`);
}
