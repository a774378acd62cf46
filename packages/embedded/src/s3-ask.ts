import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { signedListBuckets } from './s3-signature.js';
import type { S3Keys } from './s3-signature.js';

const ANSWER_TIMEOUT_MS = 3_000;

/**
 * Whether an embedded store can be used. Two questions, because S3 answers up to 4 s before the disk below it has
 * registered (seen in a third of all starts), and until then every object it holds is an internal error:
 * does S3 take our keys, and does the master know of a place for data?
 */
export async function s3Answers(
  ports: { readonly s3: number; readonly master: number },
  region: string,
  keys: S3Keys,
): Promise<boolean> {
  return (await takesOurKeys(ports.s3, region, keys)) && (await hasRoom(ports.master));
}

async function takesOurKeys(port: number, region: string, keys: S3Keys): Promise<boolean> {
  const headers = signedListBuckets({ host: `127.0.0.1:${port}`, region, keys, now: new Date() });
  return (await ask(port, '/', headers)).status === 200;
}

/** `Topology.Max` counts the volumes that all registered disks could hold. */
async function hasRoom(port: number): Promise<boolean> {
  const answer = await ask(port, '/dir/status', {});
  try {
    const status = JSON.parse(answer.body) as { readonly Topology?: { readonly Max?: unknown } } | null;
    return Number(status?.Topology?.Max) > 0;
  } catch {
    return false;
  }
}

/** Status 0 when there is no answer. */
async function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve) => {
    const none = () => resolve({ status: 0, body: '' });
    const request = get({ host: '127.0.0.1', port, path, headers, agent: false }, (response: IncomingMessage) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.once('error', none);
    });
    request.setTimeout(ANSWER_TIMEOUT_MS, () => request.destroy());
    request.once('error', none);
    request.once('close', none);
  });
}
