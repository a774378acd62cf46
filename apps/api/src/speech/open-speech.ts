import { type EncoderDeps, encodeStream, type Ffmpeg, needsFfmpeg } from '@lector/audio';
import { LectorError, SPEECH_SAMPLE_RATE, type SpeechFormat } from '@lector/contract';
import { within } from '../within.js';
import { type FeedDeps, segmentsInOrder } from './segment-feed.js';
import { type SamplesDeps, speechSamples } from './speech-samples.js';

export interface OpenDeps extends FeedDeps, Omit<SamplesDeps, 'tempo'> {
  readonly ffmpeg: EncoderDeps['ffmpeg'];
  /** Longest wait for an ffmpeg that is still being fetched. */
  readonly encoderMs: number;
}

export interface SpeechOf {
  readonly jobId: string;
  readonly tenant: string;
  readonly format: SpeechFormat;
  /** What of the speed is left to stretching; 1 for nothing. */
  readonly tempo: number;
  /** Nobody listens any more. */
  readonly signal: AbortSignal;
}

/** The audio of a job, encoded while it is being rendered; its first bytes are there. */
export interface OpenSpeech {
  /** To be read once. Throws what the job failed with. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Audio given out so far. */
  seconds(): number;
  /** Ends encoder and reading wherever they are; to be called however it went. */
  close(): Promise<void>;
}

/** When an ffmpeg that is being fetched is worth asking for again. */
const FETCHED_SECONDS = 10;

/**
 * Waits for the first segment and for its first encoded bytes: whatever goes wrong until then can still be told as an
 * ordinary refusal.
 * @throws LectorError of `segmentsInOrder`, `speechSamples` and `encodeStream`
 */
export async function openSpeech(deps: OpenDeps, speech: SpeechOf): Promise<OpenSpeech> {
  const { format, tempo } = speech;
  const over = new AbortController();
  const signal = AbortSignal.any([speech.signal, over.signal]);
  const segments = segmentsInOrder(deps, { id: speech.jobId, signal });
  const samples = speechSamples(segments, speech.tenant, { ...deps, tempo });
  let encoded: AsyncGenerator<Uint8Array> | null = null;
  const close = async () => {
    over.abort();
    await encoded?.return(undefined);
    // Not started, or held up by an encoder that did not start.
    await samples.return(undefined);
  };
  let bytes = 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  };

  try {
    const encoding = { format, sampleRate: SPEECH_SAMPLE_RATE, tempo };
    const needed = needsFfmpeg(encoding, deps.sampleRate);
    const [ffmpeg, first] = await Promise.all([needed ? inTime(deps) : null, samples.next()]);
    const source = {
      kind: 'chunks',
      chunks: counted(startingWith(first, samples)),
      sampleRate: deps.sampleRate,
    } as const;
    encoded = encodeStream(source, encoding, { ffmpeg: () => givenFfmpeg(ffmpeg), signal });
    const chunks = startingWith(await encoded.next(), encoded);
    return { chunks, seconds: () => bytes / 2 / deps.sampleRate / tempo, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first call on a machine without ffmpeg finds it being fetched; the fetch goes on when the caller no longer waits. */
function inTime({ ffmpeg, encoderMs }: Pick<OpenDeps, 'ffmpeg' | 'encoderMs'>): Promise<Ffmpeg> {
  return within(
    encoderMs,
    () => ffmpeg(),
    () =>
      new LectorError('encoder_unavailable', `ffmpeg is still being fetched; ask again soon [ms=${encoderMs}]`, {
        retryAfterSeconds: FETCHED_SECONDS,
      }),
  );
}

function givenFfmpeg(ffmpeg: Ffmpeg | null): Promise<Ffmpeg> {
  return ffmpeg === null
    ? Promise.reject(new LectorError('internal', 'an encoder nobody asked for'))
    : Promise.resolve(ffmpeg);
}

/** What was read already, then the rest; the rest is closed even when nobody reads beyond the first. */
async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    if (first.done === true) return;
    yield first.value;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
