import { LectorError } from '@lector/contract';
import { CONNECT_TIMEOUT_MS, STALL_TIMEOUT_MS } from './fetch-http.js';
import { httpGet } from './http-request.js';

/**
 * What a model hub says of a large file before it sends it: size and sha256 stand in the headers of its first answer, which redirects
 * to the store the file lies in.
 */
export interface HubFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** @throws LectorError `pack_source_unreachable`, also where the address answers without saying both; `cancelled` */
export async function describeHubFile({
  url,
  signal,
}: {
  readonly url: string;
  readonly signal?: AbortSignal | undefined;
}): Promise<HubFile> {
  const { host } = new URL(url);
  let described: HubFile | null = null;
  try {
    const response = await httpGet({
      url,
      headers: { 'accept-encoding': 'identity' },
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      stallTimeoutMs: STALL_TIMEOUT_MS,
      signal,
      onAnswer: ({ headers }) => (described ??= readHeaders(headers['x-linked-size'], headers['x-linked-etag'])),
    });
    response.destroy();
    if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`);
  } catch (error) {
    if (error instanceof LectorError) throw error;
    if (signal?.aborted === true) {
      throw new LectorError('cancelled', `the download was stopped [host=${host}]`, { cause: error });
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new LectorError('pack_source_unreachable', `${host}: ${why}`, { cause: error });
  }
  if (described !== null) return described;
  throw new LectorError('pack_source_unreachable', `${host} does not say what the file is (size and sha256)`);
}

function readHeaders(size: unknown, etag: unknown): HubFile | null {
  const sha256 = /^"?([0-9a-f]{64})"?$/.exec(String(etag))?.[1];
  const bytes = Number(size);
  return sha256 === undefined || !Number.isSafeInteger(bytes) || bytes <= 0 ? null : { bytes, sha256 };
}
