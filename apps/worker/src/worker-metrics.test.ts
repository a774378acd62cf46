import { describe, expect, it } from 'vitest';
import { LectorError } from '@lector/contract';
import type { JobStore, StartOutcome } from '@lector/jobs';
import { mergedText, NO_TRACING } from '@lector/process-kit';
import type { Inference, InferenceResult } from './inference/client.js';
import { measuredStore } from './measured-store.js';
import { observedInference, observedSteps } from './observed-inference.js';
import { createWorkerMetrics } from './worker-metrics.js';

const make = () => createWorkerMetrics({ worker: 3, rssBytes: () => 700, maxRssBytes: 2_000 });
type Made = ReturnType<typeof make>;

/** Value of a series; the labels are those besides the worker's. */
async function value(metrics: Made, name: string, labels = ''): Promise<number | undefined> {
  const text = await mergedText([JSON.parse(JSON.stringify(await metrics.snapshot()))]);
  const series = `${name}{${labels === '' ? '' : `${labels},`}worker="3"}`;
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length));
}

describe('the metrics of a worker', () => {
  it('begin at 0 for everything that is counted, and know its memory', async () => {
    const metrics = make();
    for (const status of ['completed', 'failed', 'cancelled']) {
      expect(await value(metrics, 'lector_jobs_finished_total', `status="${status}"`)).toBe(0);
    }
    for (const outcome of ['delivered', 'rejected', 'gone', 'unreachable', 'refused']) {
      expect(await value(metrics, 'lector_webhook_deliveries_total', `outcome="${outcome}"`)).toBe(0);
    }
    expect(await value(metrics, 'lector_fenced_results_total')).toBe(0);
    expect(await value(metrics, 'lector_worker_rss_bytes')).toBe(700);
    expect(await value(metrics, 'lector_worker_rss_limit_bytes')).toBe(2_000);
  });

  it('time a job from its first start to its end; one that never started has no such time', async () => {
    const metrics = make();
    metrics.noteEnd({ startedAtMs: 1_000 }, 'completed', 3_500);
    metrics.noteEnd({ startedAtMs: null }, 'cancelled', 9_000);
    expect(await value(metrics, 'lector_jobs_finished_total', 'status="completed"')).toBe(1);
    expect(await value(metrics, 'lector_jobs_finished_total', 'status="cancelled"')).toBe(1);
    expect(await value(metrics, 'lector_job_processing_seconds_sum')).toBe(2.5);
    expect(await value(metrics, 'lector_job_processing_seconds_count')).toBe(1);
  });
});

describe('measuredStore', () => {
  const started = (fence: number) => ({ kind: 'started', fence, record: { createdAtMs: 1_000 } }) as StartOutcome;
  const options = { maxAttempts: 3, nowMs: 4_000 };

  it('tells how long a job waited at its first start, and at no later one', async () => {
    const metrics = make();
    const outcomes: StartOutcome[] = [started(1), started(2), { kind: 'split' }, { kind: 'missing' }];
    const store = measuredStore({ start: async () => outcomes.shift() } as unknown as JobStore, metrics);
    for (let call = 0; call < 4; call += 1) await store.start('job', options);
    expect(await value(metrics, 'lector_job_wait_seconds_count')).toBe(1);
    expect(await value(metrics, 'lector_job_wait_seconds_sum')).toBe(3);
  });

  it('waits no negative time where clocks differ', async () => {
    const metrics = make();
    const store = measuredStore({ start: async () => started(1) } as unknown as JobStore, metrics);
    await store.start('job', { ...options, nowMs: 500 });
    expect(await value(metrics, 'lector_job_wait_seconds_sum')).toBe(0);
  });

  it('counts what is refused by a fence, of jobs and of units, and nothing else', async () => {
    const metrics = make();
    const answers = {
      progress: async () => 'fenced',
      finish: async () => 'fenced',
      handBack: async () => 'terminal',
      handBackUnit: async () => 'ok',
      finishUnit: async () => ({ kind: 'fenced' }),
      split: async () => ({ kind: 'ok', units: [1] }),
    };
    const store = measuredStore(answers as unknown as JobStore, metrics);
    const any = undefined as never;
    expect(await store.progress('job', 1, any)).toBe('fenced');
    expect(await store.finish(any)).toBe('fenced');
    expect(await store.handBack('job', 1, any)).toBe('terminal');
    expect(await store.handBackUnit('job', 1, 0, any)).toBe('ok');
    expect(await store.finishUnit('job', 1, 0, any)).toEqual({ kind: 'fenced' });
    expect(await store.split('job', 1, any)).toEqual({ kind: 'ok', units: [1] });
    expect(await value(metrics, 'lector_fenced_results_total')).toBe(3);
  });
});

describe('observedInference', () => {
  const never = new AbortController().signal;
  const options = { timeoutMs: 1, signal: never, unwanted: never, urgent: false };
  const rendered: InferenceResult = {
    pcm: new Float32Array(48_000),
    durations: null,
    samplesPerFrame: null,
    inferenceMs: 500,
  };
  const observed = (render: Inference['render'], metrics: Made) =>
    observedInference({ sampleRate: 24_000, render } as Inference, { pack: 'tone', metrics, tracing: NO_TRACING });

  it('tells seconds, audio and their ratio by pack', async () => {
    const metrics = make();
    expect(await observed(async () => rendered, metrics).render({ family: 'tone' }, options)).toBe(rendered);
    expect(await value(metrics, 'lector_inference_seconds_sum', 'pack="tone"')).toBe(0.5);
    expect(await value(metrics, 'lector_realtime_factor_sum', 'pack="tone"')).toBe(0.25);
    expect(await value(metrics, 'lector_audio_seconds_total')).toBe(2);
  });

  it('tells nothing of what failed', async () => {
    const metrics = make();
    const failing = observed(() => Promise.reject(new LectorError('engine_failed', 'no')), metrics);
    await expect(failing.render({ family: 'tone' }, options)).rejects.toThrow('no');
    expect(await value(metrics, 'lector_audio_seconds_total')).toBe(0);
    expect(await value(metrics, 'lector_inference_seconds_count', 'pack="tone"')).toBeUndefined();
  });
});

describe('observedSteps', () => {
  it('tells how many utterances a step advanced, and the tokens of those that decoded any', async () => {
    const metrics = make();
    const onStep = observedSteps({ pack: 'tone', metrics });
    onStep({ occupied: 8, tokens: 7 });
    onStep({ occupied: 2, tokens: 0 });
    expect(await value(metrics, 'lector_engine_slots_occupied_sum', 'pack="tone"')).toBe(10);
    expect(await value(metrics, 'lector_engine_slots_occupied_count', 'pack="tone"')).toBe(2);
    expect(await value(metrics, 'lector_engine_tokens_per_step_sum', 'pack="tone"')).toBe(7);
    expect(await value(metrics, 'lector_engine_tokens_per_step_count', 'pack="tone"')).toBe(1);
  });
});
