import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type LectorClient } from '@lector/sdk';
import {
  sentences,
  startCli,
  testRedisUrl,
  testS3,
  uniqueBucketPrefix,
  uniquePrefix,
  waitFor,
  webhookReceiver,
  type CliRun,
  type WebhookReceiver,
} from '@lector/testing';

/**
 * What an operator sees of a running deployment: its metrics, its traces and its logs, and that no text is in any of
 * them. One API and one supervisor with two workers, as `lector api` and `lector worker` start them.
 */

/** Words that are in texts, metadata and secrets and nowhere else. */
const CANARY = `zebra${randomBytes(6).toString('hex')}`;
const SECRET = `whsec_${randomBytes(24).toString('base64')}`;

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}
type LogLine = Readonly<Record<string, unknown>>;

let api: CliRun;
let workers: CliRun;
let client: LectorClient;
let url: string;
let workerUrl: string;
let receiver: WebhookReceiver;
let otlp: WebhookReceiver;
beforeAll(async () => {
  const s3 = testS3();
  receiver = await webhookReceiver();
  otlp = await webhookReceiver();
  const env = {
    ...process.env,
    LECTOR_HOST: '127.0.0.1',
    LECTOR_PORT: '0',
    LECTOR_QUEUE_PREFIX: uniquePrefix('seen'),
    LECTOR_REDIS_URL: testRedisUrl(),
    LECTOR_S3_ENDPOINT: s3.endpoint,
    LECTOR_S3_REGION: s3.region,
    LECTOR_S3_BUCKET: uniqueBucketPrefix('seen'),
    LECTOR_S3_ACCESS_KEY_ID: s3.accessKeyId,
    LECTOR_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    LECTOR_PACK: 'tone',
    LECTOR_WORKERS: '2',
    LECTOR_THREADS: '1',
    // Killed workers' jobs are taken over soon.
    LECTOR_LOCK_SECONDS: '2',
    LECTOR_WORKER_PORT: '0',
    LECTOR_WEBHOOK_ALLOW_CIDR: '127.0.0.0/8',
    LECTOR_OTLP_ENDPOINT: new URL(otlp.url).origin,
    LECTOR_LOG_LEVEL: 'trace',
  };
  api = startCli(['api'], { env });
  workers = startCli(['worker'], { env });
  await api.writes(/Lector API at \S+ /);
  url = /Lector API at (\S+)/.exec(api.output())?.[1] ?? '';
  client = createClient({ baseUrl: url });
  const opened = /"url":"([^"]+)","msg":"health and metrics of the workers"/;
  await workers.writes(opened);
  workerUrl = opened.exec(workers.output())?.[1] ?? '';
  // The port is there before the first worker is, and says so.
  expect((await fetch(`${workerUrl}/healthz`)).status).toBe(200);
  await waitFor(async () => (await fetch(`${workerUrl}/readyz`)).ok, { timeoutMs: 60_000, what: 'a worker' });
  await waitFor(async () => (await client.ready()).workers === 2, { timeoutMs: 60_000, what: 'both workers' });
});
afterAll(async () => {
  for (const run of [workers, api]) {
    run.signal('SIGTERM');
    await run.ended;
  }
  await receiver.close();
  await otlp.close();
});

/** Everything both ports export, series by series; what the workers tell under their numbers is added up. */
async function exported(): Promise<ReadonlyMap<string, number>> {
  const pages = [`${url}/metrics`, `${workerUrl}/metrics`].map(async (page) => (await fetch(page)).text());
  const values = new Map<string, number>();
  for (const line of (await Promise.all(pages)).join('\n').split('\n')) {
    const [, series = '', value] = /^(\w+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
    const name = series.replace(/,?worker="\d+"/, '').replace('{}', '');
    if (value !== undefined) values.set(name, (values.get(name) ?? 0) + Number(value));
  }
  return values;
}

async function exportedOnce(series: string, least: number): Promise<ReadonlyMap<string, number>> {
  const reached = async () => {
    const values = await exported();
    return (values.get(series) ?? 0) >= least && values;
  };
  // Workers report every two seconds.
  return waitFor(reached, { timeoutMs: 20_000, what: `${series} to reach ${least}` });
}

function sentSpans(): SentSpan[] {
  return otlp.requests.flatMap(({ body }) => {
    const { resourceSpans } = JSON.parse(body.toString()) as {
      resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[];
    };
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  });
}

const newTrace = () => ({ traceId: randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex') });

/** Waits until the trace has spans of all these names. */
function traceWith(traceId: string, names: readonly string[]): Promise<SentSpan[]> {
  const complete = () => {
    const spans = sentSpans().filter((span) => span.traceId === traceId);
    return names.every((name) => spans.some((span) => span.name === name)) && spans;
  };
  return waitFor(complete, { timeoutMs: 30_000, what: `spans ${names.join(', ')}` });
}

const submit = async (body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}/v1/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(202);
  return ((await response.json()) as { id: string }).id;
};

describe('a deployment at work', () => {
  it('exports every metric of the contract with values that fit what was done', async () => {
    const text = `Hello ${CANARY}. This is the second sentence of it.`;
    const id = await submit({ text, webhook: { url: receiver.url, secret: SECRET } });
    const job = await client.jobs.untilEnded(id);
    expect(job.status).toBe('completed');
    await receiver.waitForRequests(1);
    await exportedOnce('lector_webhook_deliveries_total{outcome="delivered"}', 1);
    const values = await exportedOnce('lector_jobs_finished_total{status="completed"}', 1);
    const value = (series: string) => values.get(series);

    expect(value('lector_jobs_accepted_total')).toBe(1);
    expect(value('lector_jobs_finished_total{status="completed"}')).toBe(1);
    expect(value('lector_jobs_finished_total{status="failed"}')).toBe(0);
    expect(value('lector_queue_characters{lane="bulk",pack="tone"}')).toBe(0);
    expect(value('lector_queue_characters{lane="interactive",pack="tone"}')).toBe(0);
    expect(value('lector_queue_oldest_age_seconds')).toBe(0);
    expect(value('lector_backlog_seconds{pack="tone"}')).toBe(0);
    expect(value('lector_job_wait_seconds_count')).toBe(1);
    expect(value('lector_job_wait_seconds_sum')).toBeLessThan(30);
    expect(value('lector_job_processing_seconds_count')).toBe(1);
    expect(value('lector_job_processing_seconds_sum')).toBeLessThan(30);
    const utterances = value('lector_inference_seconds_count{pack="tone"}') ?? 0;
    expect(utterances).toBeGreaterThanOrEqual(1);
    expect(value('lector_realtime_factor_count{pack="tone"}')).toBe(utterances);
    const seconds = value('lector_audio_seconds_total') ?? 0;
    expect(seconds).toBeGreaterThan(0.1);
    // The file has the pauses as well.
    expect(seconds).toBeLessThanOrEqual((job.result?.audio?.duration_seconds ?? 0) + 0.01);
    expect(value('lector_webhook_deliveries_total{outcome="delivered"}')).toBe(1);
    const rss = value('lector_worker_rss_bytes') ?? 0;
    expect(rss).toBeGreaterThan(2 * 20e6);
    expect(rss).toBeLessThan(value('lector_worker_rss_limit_bytes') ?? 0);
    expect(value('lector_fenced_results_total')).toBe(0);
    expect(value('lector_http_request_seconds_count{method="POST",route="/v1/jobs",status="2xx"}')).toBe(1);
    expect(value('lector_live_workers{pack="tone"}')).toBe(2);
    expect(value('lector_ready_workers')).toBe(2);
    expect(value('lector_up{dependency="queue"}')).toBe(1);
    expect(value('lector_up{dependency="storage"}')).toBe(1);
  });

  it.each(['infra/prometheus/alerts.yml', 'infra/grafana/lector.json'])(
    'exports all that %s asks for',
    async (path) => {
      const file = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
      const asked = new Set(file.match(/\blector_[a-z_]+/g));
      expect(asked.size).toBeGreaterThan(8);
      const names = new Set([...(await exported()).keys()].map((series) => series.replace(/\{.*/, '')));
      expect([...asked].filter((name) => !names.has(name))).toEqual([]);
    },
  );

  it("keeps what one request caused in its caller's trace, from the request to segment and webhook", async () => {
    const caller = newTrace();
    const before = receiver.requests.length;
    const text = `A trace for ${CANARY}.`;
    const headers = { traceparent: `00-${caller.traceId}-${caller.spanId}-01` };
    await client.jobs.untilEnded(await submit({ text, webhook: { url: receiver.url, secret: SECRET } }, headers));
    await receiver.waitForRequests(before + 1);
    const names = 'POST /v1/jobs,admit,enqueue,job,plan,segment,inference,upload,finish,webhook'.split(',');
    const spans = await traceWith(caller.traceId, names);
    expect(spans.map(({ name }) => name).sort()).toEqual([...names].sort());
    const parentOf = (name: string) => {
      const parent = spans.find((span) => span.name === name)?.parentSpanId;
      return parent === caller.spanId ? 'the caller' : spans.find(({ spanId }) => spanId === parent)?.name;
    };
    expect(Object.fromEntries(names.map((name) => [name, parentOf(name)]))).toEqual({
      'POST /v1/jobs': 'the caller',
      admit: 'POST /v1/jobs',
      enqueue: 'POST /v1/jobs',
      job: 'POST /v1/jobs',
      plan: 'job',
      segment: 'job',
      inference: 'segment',
      upload: 'job',
      finish: 'job',
      webhook: 'POST /v1/jobs',
    });
  });

  it('keeps the units of a long job, rendered by several workers, in one trace', async () => {
    const caller = newTrace();
    const text = sentences(60, CANARY);
    const headers = { traceparent: `00-${caller.traceId}-${caller.spanId}-01` };
    const job = await client.jobs.untilEnded(await submit({ text }, headers));
    expect(job.status).toBe('completed');
    const spans = await traceWith(caller.traceId, ['job', 'unit', 'segment', 'assembly', 'finish']);
    expect(spans.filter(({ name }) => name === 'unit').length).toBeGreaterThanOrEqual(2);
  });

  it('traces nothing of a caller who does not sample', async () => {
    const caller = newTrace();
    const headers = { traceparent: `00-${caller.traceId}-${caller.spanId}-00` };
    await client.jobs.untilEnded(await submit({ text: `Untraced ${CANARY}.` }, headers));
    // What comes after it has been sent shows that this was not.
    const later = newTrace();
    const next = await submit({ text: 'Traced.' }, { traceparent: `00-${later.traceId}-${later.spanId}-01` });
    await client.jobs.untilEnded(next);
    await traceWith(later.traceId, ['POST /v1/jobs', 'job', 'finish']);
    expect(sentSpans().filter(({ traceId }) => traceId === caller.traceId)).toEqual([]);
  });

  it('names the request in what API and workers log about its job', async () => {
    const requestId = `mine-${randomBytes(6).toString('hex')}`;
    const id = await submit({ text: 'To be followed.' }, { 'x-request-id': requestId });
    await client.jobs.untilEnded(id);
    const about = (run: CliRun, of: (line: LogLine) => boolean) => logLines(run).filter(of);
    const ended = () => about(workers, (line) => line['job'] === id && line['msg'] === 'ended');
    await waitFor(() => ended().length > 0, { what: 'the end in the log' });
    for (const line of about(workers, ({ job }) => job === id)) expect(line).toMatchObject({ requestId });
    expect(about(api, (line) => line['requestId'] === requestId)).toMatchObject([
      { msg: 'request', status: 202, job: id },
    ]);
  });

  it('puts no text into logs, metrics or traces, of jobs that fail and of calls that are refused neither', async () => {
    const failing = await submit({
      text: `Fails ${CANARY}. `.repeat(200),
      voice: 'tone-nan',
      metadata: { name: CANARY },
      webhook: { url: `${receiver.url}/${CANARY}`, secret: SECRET },
    });
    const before = receiver.requests.length;
    const job = await client.jobs.untilEnded(failing);
    expect(job).toMatchObject({ status: 'failed', error: { code: 'engine_bad_output' } });
    await receiver.waitForRequests(before + 1);
    const posted = (path: string, body: string) =>
      fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const refused = await Promise.all([
      posted('/v1/jobs', JSON.stringify({ text: CANARY, voice: CANARY })),
      posted('/v1/jobs', `{"text": "${CANARY}`),
      posted('/v1/jobs', JSON.stringify({ text: CANARY, [CANARY]: 1 })),
      posted('/v1/text/explain', JSON.stringify({ text: `${CANARY} `.repeat(1_000) })),
      fetch(`${url}/v1/jobs?cursor=${CANARY}`),
    ]);
    for (const { status } of refused) expect(status).toBeGreaterThanOrEqual(400);
    const spoken = await posted('/tts', JSON.stringify({ text: `Aloud ${CANARY}.` }));
    expect(spoken.status).toBe(200);
    await exportedOnce('lector_jobs_finished_total{status="failed"}', 1);

    for (const run of [api, workers]) {
      expect(logLines(run).length).toBeGreaterThan(5);
      expect(run.output()).not.toContain(CANARY);
      expect(run.output()).not.toContain(SECRET);
    }
    const metrics = await Promise.all(
      [`${url}/metrics`, `${workerUrl}/metrics`].map(async (page) => (await fetch(page)).text()),
    );
    expect(metrics.join('\n')).not.toContain(CANARY);
    expect(metrics.join('\n')).not.toContain(failing);
    expect(otlp.requests.map(({ body }) => body.toString()).join('\n')).not.toContain(CANARY);
    for (const line of logLines(api).filter(({ msg }) => String(msg).startsWith('request'))) {
      expect(line['requestId']).toMatch(/^[A-Za-z0-9._-]+$/);
    }
  });

  it('goes on counting where workers are killed and replaced, and tells how often that was', async () => {
    const finished = 'lector_jobs_finished_total{status="completed"}';
    const { length: before } = (await client.jobs.list({ status: 'completed', limit: 100 })).jobs;
    expect(before).toBeGreaterThan(3);
    expect((await exportedOnce(finished, before)).get(finished)).toBe(before);
    // Each worker that renders it dies, until the job is given up.
    const job = await client.jobs.untilEnded(await submit({ text: 'A poison pill.', voice: 'tone-crash' }));
    expect(job.error?.code).toBe('attempts_exhausted');
    await client.jobs.untilEnded(await submit({ text: 'And one that is none.' }));
    const values = await exportedOnce(finished, before + 1);
    expect(values.get(finished)).toBe(before + 1);
    expect(values.get('lector_worker_ends_total{reason="crashed"}')).toBe(3);
    // Of workers that are gone nothing is left but their counts.
    expect(values.get('lector_worker_rss_bytes')).toBeLessThan(values.get('lector_worker_rss_limit_bytes') ?? 0);
  });
});

function logLines(run: CliRun): LogLine[] {
  const lines = run.output().split('\n').slice(0, -1);
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogLine);
}
