import { describe, expect, it } from 'vitest';
import type { EngineModel, Utterance } from '@lector/engines';
import type { FencedOutcome, JobRecord, ObjectStore, RecordProgress, SegmentDone, SegmentIndex } from '@lector/jobs';
import type { Frontend, Plan, Segment } from '@lector/text';
import type { Inference, InferenceResult } from '../inference/client.js';
import { render, type RenderDeps } from './render.js';

const RATE = 1_000;
const never = new AbortController().signal;

/** Audio the output check has nothing to say about: a second of a tone. */
function sound(): Float32Array {
  return Float32Array.from({ length: RATE }, (_, index) => Math.sin(index / 3) / 2);
}

function segment(index: number, ipa: string): Segment {
  const [start, end] = [index * 10, index * 10 + 9];
  return {
    index,
    start,
    end,
    pauseMs: 0,
    spans: [{ start, end, language: 'en', source: ipa, spoken: ipa, ipa, rule: '' }],
  };
}

const record = {
  id: 'job_a',
  tenant: 'local',
  request: { voice: 'default', language: 'auto', speed: 1, format: 'wav' },
  text: { inline: 'one. two. three.' },
} as unknown as JobRecord;

/** Everything render needs, in memory; `speak` is the model, given the IPA of what it is to say. */
function world(segments: readonly Segment[], speak: (ipa: string) => Float32Array = sound) {
  const stored = new Map<string, Uint8Array>();
  const index = new Set<string>();
  const spoken: string[] = [];
  const reports: { progress: RecordProgress; segment: SegmentDone | null }[] = [];
  let plans = 0;
  const limits: number[] = [];
  const state = { answer: 'ok' as FencedOutcome };
  const objects: Partial<ObjectStore> = {
    get: async (key) => stored.get(key) ?? null,
    put: async (key, body) => void stored.set(key, body),
    putFile: async (key) => void stored.set(key, new Uint8Array()),
  };
  const index_: SegmentIndex = {
    touch: async (_tenant, key) => index.has(key),
    add: async (_tenant, key) => void index.add(key),
    remove: async (_tenant, key) => void index.delete(key),
  };
  const inference: Partial<Inference> = {
    sampleRate: RATE,
    render: async (utterance): Promise<InferenceResult> => {
      const ipa = String(utterance['ipa']);
      spoken.push(ipa);
      return { pcm: speak(ipa), durations: null, samplesPerFrame: null, inferenceMs: 100 };
    },
  };
  const model: Partial<EngineModel> = {
    revision: '1',
    defaultVoice: 'v',
    limit: { maxSize: 500, targetSize: 200, size: () => 1 },
    encode: ({ spans }): Utterance => ({ family: 'test', ipa: spans.map(({ ipa }) => ipa).join(' ') }),
    expectedSeconds: () => 1,
  };
  const plan: Plan = { version: 1, segments };
  const frontend: Partial<Frontend> = {
    // A generator that ends at once: the plan needs no steps here.
    planInSteps: function* (_text, { limit }) {
      plans += 1;
      limits.push(limit.maxSize);
      yield;
      return plan;
    },
  };
  const deps = {
    objects,
    segments: index_,
    inference,
    model,
    packIdentity: 'pack',
    timeoutMs: () => 1_000,
    now: () => 0,
    store: {
      progress: async (_id: string, _fence: number, update: (typeof reports)[number]) => (
        reports.push(update),
        state.answer
      ),
    },
    frontend: async () => frontend,
  } as unknown as RenderDeps;
  return { deps, stored, index, spoken, reports, state, planned: () => plans, limits };
}

const three = [segment(0, 'one'), segment(1, 'two'), segment(2, 'three')];

describe('render', () => {
  it('speaks segment by segment, reports each, and uploads under its own fence', async () => {
    const { deps, stored, spoken, reports } = world(three);
    const { result, progress } = await render(record, 7, deps, { abort: never, draining: never });
    expect(spoken).toEqual(['one', 'two', 'three']);
    expect(reports.map((report) => report.segment?.index ?? null)).toEqual([null, 0, 1, 2]);
    expect(result.audio?.key).toBe('jobs/job_a/7/audio.wav');
    expect(stored.has('jobs/job_a/7/audio.wav')).toBe(true);
    expect(result).toMatchObject({ cached: false, needs_review: [], audio: { duration_seconds: 3 } });
    expect(result.rtf).toBeCloseTo(0.1);
    expect(progress).toEqual({ segmentsDone: 3, segmentsTotal: 3, audioSeconds: 3 });
  });

  it('takes finished segments and the plan from the store the second time', async () => {
    const { deps, spoken, planned } = world(three);
    await render(record, 1, deps, { abort: never, draining: never });
    const { result } = await render(record, 2, deps, { abort: never, draining: never });
    expect(spoken).toHaveLength(3);
    expect(planned()).toBe(1);
    expect(result).toMatchObject({ cached: true, rtf: null });
  });

  it('renders a segment again whose object is gone although the index knows it', async () => {
    const { deps, stored, index, spoken } = world([segment(0, 'one')]);
    await render(record, 1, deps, { abort: never, draining: never });
    for (const key of stored.keys()) if (key.startsWith('segments/')) stored.delete(key);
    await render(record, 2, deps, { abort: never, draining: never });
    expect(spoken).toEqual(['one', 'one']);
    expect(index.size).toBe(1);
  });

  it('plans shorter segments for slower speech, so that one pass never makes more audio', async () => {
    const { deps, limits } = world(three);
    for (const [index, speed] of [0.25, 1, 4].entries()) {
      const slow = { ...record, id: `job_${index}`, request: { ...record.request, speed } } as JobRecord;
      await render(slow, 1, deps, { abort: never, draining: never });
    }
    expect(limits).toEqual([125, 500, 500]);
  });

  it.each([
    ['cancel_requested', 'cancelled'],
    ['fenced', 'superseded'],
    ['terminal', 'superseded'],
  ] as const)('stops before the next segment when a report is answered with %s', async (answer, why) => {
    const { deps, spoken, state } = world(three);
    state.answer = answer;
    await expect(render(record, 1, deps, { abort: never, draining: never })).rejects.toMatchObject({ why });
    expect(spoken).toEqual([]);
  });

  it('finishes the segment in progress when the worker drains, and keeps it', async () => {
    const draining = new AbortController();
    const { deps, spoken, index } = world(three, () => (draining.abort(), sound()));
    await expect(render(record, 1, deps, { abort: never, draining: draining.signal })).rejects.toMatchObject({
      why: 'drain',
    });
    expect(spoken).toEqual(['one']);
    expect(index.size).toBe(1);
  });

  it('speaks a doubtful segment again in two halves and says nothing more when those are sound', async () => {
    const { deps, spoken } = world([segment(0, 'one two')], (ipa) =>
      ipa === 'one two' ? new Float32Array(RATE) : sound(),
    );
    const { result } = await render(record, 1, deps, { abort: never, draining: never });
    expect(spoken).toEqual(['one two', 'one', 'two']);
    expect(result.needs_review).toEqual([]);
    expect(result.audio?.duration_seconds).toBe(2);
  });

  it('reports a segment for review that stays doubtful, also when it comes from the store', async () => {
    const { deps } = world([segment(0, 'one two')], () => new Float32Array(RATE));
    for (const fence of [1, 2]) {
      const { result } = await render(record, fence, deps, { abort: never, draining: never });
      expect(result.needs_review).toEqual([{ segment: 0, start: 0, end: 9, reason: 'silent' }]);
    }
  });

  it('fails rather than ships samples that are not numbers', async () => {
    const { deps, stored } = world([segment(0, 'one')], () => sound().fill(Number.NaN, 5, 6));
    await expect(render(record, 1, deps, { abort: never, draining: never })).rejects.toMatchObject({
      code: 'engine_bad_output',
    });
    expect([...stored.keys()]).toEqual(['jobs/job_a/plan.json']);
  });
});
