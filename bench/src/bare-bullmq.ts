import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createObjectStore, type ObjectStoreConfig, type S3ObjectStore } from '@lector/storage';
import { Queue, Worker, type Job } from 'bullmq';
import { answerLines } from './answer-lines.js';

/**
 * A program: BullMQ alone, as little as a queue can cost, and the least anybody would have to write around it to get what
 * is measured beside it. Started as two processes, as the API and a worker are:
 *
 *   add REDISURL PREFIX                 adds jobs, and nothing else
 *   serve REDISURL PREFIX               takes jobs by HTTP, as JSON, and adds them
 *   work REDISURL PREFIX CONCURRENCY    does nothing; or, where it is given a store, uploads one object for each
 *
 * A job carries its text and is removed when it is done. Each is added by itself: `addBulk` is not for jobs that come from
 * many callers.
 */
export interface AddQuestion {
  readonly count: number;
  /** Adds under way at a time. */
  readonly inFlight: number;
  readonly text: string;
}

export interface ServeAnswer {
  readonly port: number;
}

export interface WorkQuestion {
  /** Answer when so many jobs more are done. */
  readonly expect: number;
  /** Upload so much for each of them; nothing where absent. */
  readonly upload?: { readonly store: ObjectStoreConfig; readonly bytes: number } | undefined;
}

export interface WorkAnswer {
  /** From `add` to the handler, each job. */
  readonly pickupMs: readonly number[];
}

const NAME = 'bare';

function connection(url: string) {
  const { hostname, port, password } = new URL(url);
  return { host: hostname, port: Number(port), password, maxRetriesPerRequest: null };
}

async function openQueue(url: string, prefix: string): Promise<Queue> {
  const queue = new Queue(NAME, { connection: connection(url), prefix });
  await queue.waitUntilReady();
  return queue;
}

function addTo(queue: Queue, text: string): Promise<Job> {
  return queue.add('job', { text }, { removeOnComplete: true });
}

async function add(url: string, prefix: string): Promise<void> {
  const queue = await openQueue(url, prefix);
  await answerLines(async ({ count, inFlight, text }: AddQuestion) => {
    let left = count;
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        while (left > 0) {
          left -= 1;
          await addTo(queue, text);
        }
      }),
    );
    return { added: count };
  });
  await queue.close();
}

async function serve(url: string, prefix: string): Promise<void> {
  const queue = await openQueue(url, prefix);
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const { text } = JSON.parse(await bodyOf(request)) as { readonly text: string };
    const job = await addTo(queue, text);
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ id: job.id }));
  };
  const server = createServer((request, response) => {
    take(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await answerLines(() => Promise.resolve({ port: (server.address() as AddressInfo).port } satisfies ServeAnswer));
  server.closeAllConnections();
  server.close();
  await queue.close();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

async function work(url: string, prefix: string, concurrency: number): Promise<void> {
  let pickupMs: number[] = [];
  let done = 0;
  let wake = () => {};
  let upload: (id: string) => Promise<void> = () => Promise.resolve();
  let store = null as S3ObjectStore | null;
  const handle = async (job: Job) => {
    pickupMs.push(Date.now() - job.timestamp);
    await upload(job.id ?? '');
  };
  const worker = new Worker(NAME, handle, { connection: connection(url), prefix, concurrency });
  worker.on('completed', () => {
    done += 1;
    wake();
  });
  await worker.waitUntilReady();
  await answerLines(async ({ expect, upload: wanted }: WorkQuestion): Promise<WorkAnswer> => {
    if (wanted !== undefined) {
      const objects = (store ??= createObjectStore(wanted.store));
      const body = new Uint8Array(wanted.bytes);
      upload = (id) => objects.put(`by-hand/${prefix}/${id}.wav`, body, { contentType: 'audio/wav' });
    }
    await new Promise<void>((resolve) => {
      wake = () => done >= expect && resolve();
      // They may have come before the question did.
      wake();
    });
    done -= expect;
    const answer = { pickupMs };
    pickupMs = [];
    return answer;
  });
  await worker.close();
  store?.close();
}

const [role, url = '', prefix = '', concurrency = '1'] = process.argv.slice(2);
if (role === 'add') await add(url, prefix);
else if (role === 'serve') await serve(url, prefix);
else await work(url, prefix, Number(concurrency));
