import {
  floatToS16,
  inspectAudio,
  readStoredSegment,
  withGain,
  writeStoredSegment,
  type StoredSegment,
} from '@lector/audio';
import { LectorError } from '@lector/contract';
import { contentKey, type EngineModel, type Speech } from '@lector/engines';
import type { ObjectStore, SegmentIndex } from '@lector/jobs';
import { segmentKey } from '@lector/storage';
import type { Inference } from '../inference/client.js';
import { halveSpeech } from './speech.js';

export interface SegmentDeps {
  readonly objects: ObjectStore;
  readonly segments: SegmentIndex;
  readonly inference: Inference;
  readonly model: EngineModel;
  /** `packIdentity` of the pack the model was loaded from. */
  readonly packIdentity: string;
  /** Silence of the inference thread after which it counts as hung, for audio of this many seconds. */
  readonly timeoutMs: (expectedSeconds: number) => number;
  readonly now: () => number;
}

export interface SegmentSignals {
  /** Stop at once, store nothing. */
  readonly abort: AbortSignal;
  /** Nobody waits for the audio any more; what is done soon is still stored. */
  readonly cancelled: AbortSignal;
  /** Somebody waits for the audio: it is rendered before that of books. */
  readonly urgent: boolean;
  /** Rejects where the job is not this worker's to render; nothing is rendered before it resolves. */
  readonly allowed: Promise<void>;
}

export interface FinishedSegment {
  readonly stored: StoredSegment;
  readonly contentKey: string;
  /** True when it was in the store already and nothing was rendered. */
  readonly cached: boolean;
  readonly inferenceMs: number;
}

/**
 * One segment: taken from the store when its content key is there, else rendered, checked and stored; its key is noted by
 * the PROGRESS that follows. The key is the hash of everything that decides the audio, so a restarted job, another job with
 * the same sentence, or a book with one edited line all skip what is done.
 * @param gain factor on the samples; what the output check looks at is before it
 */
export async function renderSegment(
  speech: Speech,
  gain: number,
  tenant: string,
  deps: SegmentDeps,
  signals: SegmentSignals,
): Promise<FinishedSegment> {
  const { abort: signal } = signals;
  const utterance = deps.model.encode(speech);
  const identity = { pack: deps.packIdentity, revision: deps.model.revision, utterance };
  const content = contentKey(gain === 1 ? identity : { ...identity, gain });
  const key = segmentKey(tenant, content);

  const [found] = await Promise.all([findStored(tenant, content, key, deps, signal), signals.allowed]);
  if (found !== null) return { stored: found, contentKey: content, cached: true, inferenceMs: 0 };

  const spoken = await speak(speech, deps, signals);
  const stored: StoredSegment = {
    header: {
      version: 1,
      sampleRate: deps.inference.sampleRate,
      samples: spoken.pcm.length,
      durations: spoken.durations,
      samplesPerFrame: spoken.samplesPerFrame,
      findings: spoken.findings,
    },
    pcm: floatToS16(withGain(spoken.pcm, gain)),
  };
  await deps.objects.put(key, writeStoredSegment(stored), { contentType: 'application/octet-stream', signal });
  return { stored, contentKey: content, cached: false, inferenceMs: spoken.inferenceMs };
}

async function findStored(
  tenant: string,
  content: string,
  key: string,
  deps: SegmentDeps,
  signal: AbortSignal,
): Promise<StoredSegment | null> {
  if (!(await deps.segments.touch(tenant, content, deps.now()))) return null;
  const bytes = await deps.objects.get(key, { signal });
  const stored = bytes === null ? null : readStoredSegment(bytes);
  // The index promised what the store no longer has (a bucket emptied by hand): forget it and render.
  if (stored === null) await deps.segments.remove(tenant, content);
  return stored;
}

interface Spoken {
  readonly pcm: Float32Array;
  readonly durations: readonly number[] | null;
  readonly samplesPerFrame: number | null;
  readonly inferenceMs: number;
  readonly findings: readonly string[];
}

/**
 * Renders and checks. Bad audio is tried again in two halves, since the model is deterministic and would fail on the
 * whole again; what is still doubtful is reported for review, what is unusable ends the job.
 */
async function speak(speech: Speech, deps: SegmentDeps, signals: SegmentSignals): Promise<Spoken> {
  const whole = await speakOnce(speech, deps, signals);
  if (whole.findings.length === 0) return whole;
  const halves = halveSpeech(speech);
  if (halves !== null) {
    const left = await speakOnce(halves[0], deps, signals);
    const right = await speakOnce(halves[1], deps, signals);
    const inferenceMs = whole.inferenceMs + left.inferenceMs + right.inferenceMs;
    if (left.findings.length + right.findings.length === 0) {
      // Two inputs, so the durations no longer belong to the one utterance of this segment.
      return {
        pcm: joined(left.pcm, right.pcm),
        durations: null,
        samplesPerFrame: null,
        inferenceMs,
        findings: [],
      };
    }
  }
  if (whole.findings.includes('not_finite')) {
    throw new LectorError('engine_bad_output', `the model gave samples that are not numbers [voice=${speech.voice}]`);
  }
  return whole;
}

async function speakOnce(speech: Speech, deps: SegmentDeps, signals: SegmentSignals): Promise<Spoken> {
  const utterance = deps.model.encode(speech);
  const expectedSeconds = deps.model.expectedSeconds(utterance);
  const timeoutMs = deps.timeoutMs(expectedSeconds);
  const { pcm, durations, samplesPerFrame, inferenceMs } = await deps.inference.render(utterance, {
    timeoutMs,
    signal: signals.abort,
    unwanted: signals.cancelled,
    urgent: signals.urgent,
  });
  const findings = inspectAudio(pcm, deps.inference.sampleRate, { expectedSeconds, speed: speech.speed }).map(
    (finding) => finding.code,
  );
  return { pcm, durations, samplesPerFrame, inferenceMs, findings };
}

function joined(left: Float32Array, right: Float32Array): Float32Array {
  const both = new Float32Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
