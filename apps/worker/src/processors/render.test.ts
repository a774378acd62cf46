import { describe, expect, it } from 'vitest';
import type { JobResult } from '@lector/contract';
import { readStoredSegment, s16ToFloat } from '@lector/audio';
import type { EngineModel, Speech, Utterance } from '@lector/engines';
import {
  NOTHING_DONE,
  type FencedOutcome,
  type JobRecord,
  type ObjectStore,
  type ProgressUpdate,
  type SegmentIndex,
} from '@lector/jobs';
import { NO_TRACING } from '@lector/process-kit';
import { createFrontend, type Frontend, type PinFinder, type Plan, type Segment } from '@lector/text';
import type { Inference, InferenceResult } from '../inference/client.js';
import { render, type RenderDeps } from './render.js';
import { renderUnit } from './render-unit.js';

const RATE = 8_000;
const never = new AbortController().signal;
const calm = { abort: never, draining: never, cancelled: never };

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
    spans: [{ start, end, language: 'en', source: ipa, spoken: ipa, ipa, words: [], rule: '' }],
  };
}

const record = {
  id: 'job_a',
  tenant: 'local',
  request: { voice: 'default', language: 'auto', speed: 1, format: 'wav' },
  text: { inline: 'one. two. three.' },
  ...NOTHING_DONE,
} as unknown as JobRecord;

/** Everything render needs, in memory; `speak` is the model, given the IPA of what it is to say. */
function world(segments: readonly Segment[], speak: (ipa: string) => Float32Array = sound, expectedSeconds = 1) {
  const stored = new Map<string, Uint8Array>();
  const index = new Set<string>();
  const spoken: string[] = [];
  const reports: ProgressUpdate[] = [];
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
    speed: { min: 0.5, max: 2 },
    defaultVoice: 'v',
    limit: { maxSize: 500, targetSize: 200, size: () => 1 },
    encode: ({ spans }): Utterance => ({ family: 'test', ipa: spans.map(({ ipa }) => ipa).join(' ') }),
    expectedSeconds: () => expectedSeconds,
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
      progress: async (_id: string, _fence: number, update: ProgressUpdate) => {
        reports.push(update);
        if (update.segment?.cached === false) index.add(update.segment.contentKey);
        return state.answer;
      },
    },
    frontend: async () => frontend,
    lexiconPins: async () => undefined,
    span: NO_TRACING.span,
  } as unknown as RenderDeps;
  return { deps, stored, index, spoken, reports, state, planned: () => plans, limits };
}

/** Of a job that is rendered in one go. */
async function renderWhole(...args: Parameters<typeof render>): Promise<JobResult> {
  const rendering = await render(...args);
  if (rendering.kind !== 'rendered') throw new Error('the job is to be split');
  return rendering.result;
}

const three = [segment(0, 'one'), segment(1, 'two'), segment(2, 'three')];

describe('render', () => {
  it('speaks segment by segment, reports each, and uploads under its own fence', async () => {
    const { deps, stored, spoken, reports } = world(three);
    const result = await renderWhole(record, 7, deps, calm);
    expect(spoken).toEqual(['one', 'two', 'three']);
    expect(reports.map((report) => report.segment?.index ?? null)).toEqual([null, 0, 1, 2]);
    expect(result.audio?.key).toBe('jobs/job_a/7/audio.wav');
    expect(stored.has('jobs/job_a/7/audio.wav')).toBe(true);
    expect(result).toMatchObject({ cached: false, needs_review: [], audio: { duration_seconds: 3 } });
    expect(result.rtf).toBeCloseTo(0.1);
    expect(result.segments_rendered).toBe(3);
  });

  it('takes finished segments from the store and the plan from the record the second time', async () => {
    const { deps, spoken, planned, reports, stored } = world(three);
    await render(record, 1, deps, calm);
    expect(reports.map(({ plan }) => plan !== undefined)).toEqual([true, false, false, false]);
    expect([...stored.keys()].filter((key) => key.includes('plan'))).toEqual([]);
    const again = { ...record, fence: 2, plan: reports[0]?.plan ?? '' };
    const result = await renderWhole(again, 2, deps, calm);
    expect(spoken).toHaveLength(3);
    expect(planned()).toBe(1);
    expect(reports.slice(4).every(({ plan }) => plan === undefined)).toBe(true);
    expect(result).toMatchObject({ cached: true, rtf: null });
  });

  it('plans anew what an attempt planned that never came to tell of it', async () => {
    const { deps, planned, state } = world(three);
    state.answer = 'fenced';
    await expect(render(record, 1, deps, calm)).rejects.toMatchObject({ why: 'superseded' });
    state.answer = 'ok';
    await render({ ...record, fence: 2 }, 2, deps, calm);
    expect(planned()).toBe(2);
  });

  it('keeps a plan in the object store that is too long for a record', async () => {
    const { deps, planned, reports, stored } = world([segment(0, 'o'.repeat(6_000)), ...three.slice(1)]);
    await render(record, 1, deps, calm);
    expect(reports.some(({ plan }) => plan !== undefined)).toBe(false);
    expect([...stored.keys()].slice(0, 2)).toEqual(['jobs/job_a/plan/0.json', 'jobs/job_a/plan.json']);
    await render({ ...record, fence: 2 }, 2, deps, calm);
    expect(planned()).toBe(1);
  });

  it('counts what earlier attempts rendered', async () => {
    const { deps } = world([segment(0, 'one')]);
    const before = { ...record, rendering: { segments: 2, audioSeconds: 2, inferenceSeconds: 0.5 } };
    const result = await renderWhole(before, 3, deps, calm);
    expect(result).toMatchObject({ segments_rendered: 3, cached: false });
    expect(result.rtf).toBeCloseTo(0.2);
  });

  it('renders a segment again whose object is gone although the index knows it', async () => {
    const { deps, stored, index, spoken } = world([segment(0, 'one')]);
    await render(record, 1, deps, calm);
    for (const key of stored.keys()) if (key.startsWith('segments/')) stored.delete(key);
    await render(record, 2, deps, calm);
    expect(spoken).toEqual(['one', 'one']);
    expect(index.size).toBe(1);
  });

  it('plans shorter segments for slower speech, so that one pass never makes more audio', async () => {
    const { deps, limits } = world(three);
    for (const [index, speed] of [0.5, 1, 2].entries()) {
      const slow = { ...record, id: `job_${index}`, request: { ...record.request, speed } } as JobRecord;
      await render(slow, 1, deps, calm);
    }
    // The model goes down to half its speed; what is slower is stretched.
    expect(limits).toEqual([250, 500, 500]);
  });

  it.each([
    ['cancel_requested', 'cancelled'],
    ['fenced', 'superseded'],
    ['terminal', 'superseded'],
  ] as const)('stops before the next segment when a report is answered with %s', async (answer, why) => {
    const { deps, spoken, state } = world(three);
    state.answer = answer;
    await expect(render(record, 1, deps, calm)).rejects.toMatchObject({
      why,
    });
    expect(spoken).toEqual([]);
  });

  it('finishes the segment in progress when the worker drains, and keeps it', async () => {
    const draining = new AbortController();
    const { deps, spoken, index } = world(three, () => (draining.abort(), sound()));
    await expect(
      render(record, 1, deps, { abort: never, draining: draining.signal, cancelled: never }),
    ).rejects.toMatchObject({
      why: 'drain',
    });
    expect(spoken).toEqual(['one']);
    expect(index.size).toBe(1);
  });

  it('speaks a doubtful segment again in two halves and says nothing more when those are sound', async () => {
    const { deps, spoken } = world([segment(0, 'one two')], (ipa) =>
      ipa === 'one two' ? new Float32Array(RATE) : sound(),
    );
    const result = await renderWhole(record, 1, deps, calm);
    expect(spoken).toEqual(['one two', 'one', 'two']);
    expect(result.needs_review).toEqual([]);
    expect(result.audio?.duration_seconds).toBe(2);
  });

  it('plans with what the lexicons of the job said, and once', async () => {
    const { deps, planned, reports } = world(three);
    const lexicons = [{ name: 'names@3', key: 'lexicons/a/b.json', sha256: 'ab' }];
    const asked: unknown[] = [];
    const used: unknown[] = [];
    const findPins: PinFinder = function* () {
      yield;
      return [];
    };
    const frontend = await deps.frontend();
    const planning: Frontend = {
      ...frontend,
      planInSteps: (text, options) => {
        used.push(options.findPins);
        return frontend.planInSteps(text, options);
      },
    };
    const reading: RenderDeps = {
      ...deps,
      frontend: () => Promise.resolve(planning),
      lexiconPins: (uses) => Promise.resolve(asked.push(uses)).then(() => findPins),
    };
    await renderWhole({ ...record, lexicons }, 1, reading, calm);
    await renderWhole({ ...record, lexicons, fence: 2, plan: reports[0]?.plan ?? '' }, 2, reading, calm);
    expect([asked, used, planned()]).toEqual([[lexicons], [findPins], 1]);
  });

  it('reports a segment for review that stays doubtful, also when it comes from the store', async () => {
    const { deps } = world([segment(0, 'one two')], () => new Float32Array(RATE));
    for (const fence of [1, 2]) {
      const result = await renderWhole(record, fence, deps, calm);
      expect(result.needs_review).toEqual([{ segment: 0, start: 0, end: 9, reason: 'silent' }]);
    }
  });

  it('lists for review what the plan says is not heard, in the order of the text', async () => {
    const { deps } = world([]);
    const nothing = { english: { lookup: () => undefined }, japanese: { analyse: () => [] } };
    const text = { inline: '他们说㐂好话。We walk home. The sum ∑ of it all.' };
    for (const fence of [1, 2]) {
      const result = await renderWhole(
        { ...record, text },
        fence,
        { ...deps, frontend: async () => createFrontend(nothing) },
        calm,
      );
      expect(result.needs_review).toEqual([
        { segment: 0, start: 3, end: 4, reason: 'no_reading' },
        { segment: 1, start: 29, end: 30, reason: 'no_reading' },
      ]);
    }
  });

  it('fails rather than ships samples that are not numbers', async () => {
    const { deps, stored } = world([segment(0, 'one')], () => sound().fill(Number.NaN, 5, 6));
    await expect(render(record, 1, deps, calm)).rejects.toMatchObject({
      code: 'engine_bad_output',
    });
    expect([...stored.keys()]).toEqual([]);
  });
});

describe('what markup asks for', () => {
  const marked = (change: Partial<Segment>) => [segment(0, 'one'), { ...segment(1, 'two'), ...change }];

  it('speaks a segment in its own voice and rate, and notes what the model cannot reach', async () => {
    const { deps } = world(marked({ voice: 'other', rate: 1.5 }));
    const asked: [string, number][] = [];
    const model = {
      ...deps.model,
      encode: (speech: Speech) => (asked.push([speech.voice, speech.speed]), deps.model.encode(speech)),
    };
    const fast = { ...record, request: { ...record.request, speed: 1.6 } };
    const result = await renderWhole(fast, 1, { ...deps, model }, calm);
    expect(new Set(asked.map((one) => one.join(' ')))).toEqual(new Set(['v 1.6', 'other 2']));
    expect(result.needs_review).toEqual([{ segment: 1, start: 10, end: 19, reason: 'rate_limited' }]);
  });

  it('stores a louder or softer segment under a key of its own, as it is heard', async () => {
    const { deps, stored, spoken } = world(marked({ gain: 0.5 }));
    await renderWhole(record, 1, deps, calm);
    await renderWhole(record, 2, { ...deps, frontend: world(marked({})).deps.frontend }, calm);
    expect(spoken).toEqual(['one', 'two', 'two']);
    const loudest = [...stored]
      .filter(([key]) => key.startsWith('segments/'))
      .map(([, bytes]) => Math.max(...s16ToFloat(readStoredSegment(bytes)?.pcm ?? new Uint8Array())));
    expect(loudest.map((peak) => Math.round(peak * 100))).toEqual([50, 25, 50]);
  });

  it('is silent before the first where a pause is asked for, and tells it to who listens meanwhile', async () => {
    const { deps, reports } = world([{ ...segment(0, 'one'), leadMs: 500, pauseMs: 250 }]);
    const result = await renderWhole(record, 1, deps, calm);
    expect(result.audio?.duration_seconds).toBe(1.75);
    expect(reports.at(-1)?.segment).toMatchObject({ leadMs: 500, pauseMs: 250 });
  });

  it('is planned with the names of emoji where the request asks for them', async () => {
    const { deps } = world([]);
    const nothing = { english: { lookup: () => undefined }, japanese: { analyse: () => [] } };
    const frontend = async () => createFrontend(nothing);
    const text = { inline: '今天好😂' };
    const named = { ...record, text, request: { ...record.request, emoji: 'name' as const } };
    const result = await renderWhole(named, 1, { ...deps, frontend }, calm);
    expect(result.spans).toEqual([{ start: 0, end: 4, language: 'zh' }]);
    const unnamed = { ...named, text: { inline: 'We walk 🇽🇽' } };
    const lost = await renderWhole(unnamed, 2, { ...deps, frontend }, calm);
    expect(lost.needs_review).toEqual([{ segment: 0, start: 8, end: 10, reason: 'no_reading' }]);
  });

  it('is planned as SSML where the text is', async () => {
    const { deps } = world([]);
    const nothing = { english: { lookup: () => undefined }, japanese: { analyse: () => [] } };
    const text = { inline: '<speak>We walk <prosody pitch="low">home</prosody>.</speak>', format: 'ssml' as const };
    const frontend = async () => createFrontend(nothing);
    const result = await renderWhole({ ...record, text }, 1, { ...deps, frontend }, calm);
    expect(result.spans).toEqual([{ start: 7, end: 51, language: 'en' }]);
    expect(result.needs_review.map(({ reason }) => reason)).toEqual(['pitch_unsupported']);
  });
});

describe('a long job', () => {
  const long = () => world(three, sound, 25);

  it('is only planned at first, into units', async () => {
    const { deps, spoken, stored } = long();
    expect(await render(record, 1, deps, calm)).toEqual({ kind: 'long', units: 3 });
    expect(spoken).toEqual([]);
    expect(stored.has('jobs/job_a/plan.json')).toBe(true);
  });

  it('leaves the segments of a unit in the store, and says how much text that was', async () => {
    const { deps, spoken, reports } = long();
    await render(record, 1, deps, calm);
    expect(await renderUnit(record, 2, 1, deps, calm)).toEqual({ characters: 9 });
    expect(spoken).toEqual(['two']);
    expect(reports).toMatchObject([
      { unit: 1, segmentsTotal: 3, segment: null },
      { unit: 1, segment: { index: 1, audioSeconds: 1, cached: false, inferenceMs: 100 } },
    ]);
    expect(await renderUnit(record, 2, 1, deps, calm)).toEqual({ characters: null });
    expect(spoken).toEqual(['two']);
  });

  it('is assembled from the store without telling its segments again, but for one that is gone', async () => {
    const { deps, spoken, reports, stored, index } = long();
    await render(record, 1, deps, calm);
    for (const unit of [2, 0, 1]) await renderUnit(record, 2, unit, deps, calm);
    reports.length = 0;
    const assembling = { ...record, stage: 'assembly' as const };
    const result = await renderWhole(assembling, 3, deps, calm);
    expect(result.audio).toMatchObject({ key: 'jobs/job_a/3/audio.wav', duration_seconds: 3 });
    expect(spoken).toEqual(['three', 'one', 'two']);
    expect(reports).toMatchObject([{ segment: null }]);
    const [first = ''] = [...stored.keys()].filter((key) => key.startsWith('segments/'));
    stored.delete(first);
    await renderWhole(assembling, 4, deps, calm);
    expect(spoken).toEqual(['three', 'one', 'two', 'three']);
    expect(index.size).toBe(3);
    expect(reports.flatMap(({ segment }) => (segment === null ? [] : [segment.index]))).toEqual([2]);
  });
});
