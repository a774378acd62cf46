import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  findSilences,
  readStoredSegment,
  sentenceTimings,
  silence,
  floatToS16,
  wavHeader,
  writeStoredSegment,
  type SentenceTiming,
  type StoredSegment,
} from '@lector/audio';
import type { Language } from '@lector/contract';
import {
  contentKey,
  loadEngine,
  packIdentity,
  type Engine,
  type EngineModel,
  type Rendered,
  type Speech,
} from '@lector/engines';
import type { PreparedPack } from '@lector/packs';
import type { Frontend, Segment } from '@lector/text';
import type { HeardWord } from './span-cuts.js';

/** Speaks as a worker does, but in this process: plan, encode, engine, and the pauses between segments. */
export interface Speaker {
  /** @throws LectorError as planning and the engine */
  speak(text: string, voice: string): Promise<Spoken>;
  /** As a job would be: one plan, and the offsets of its words in the whole text. @throws LectorError as planning */
  plan(text: string): readonly Segment[];
  speakSegments(segments: readonly Segment[], voice: string): Promise<Spoken>;
  /** From IPA instead of the frontend's. */
  speakIpa(
    span: { readonly language: Language; readonly spoken: string; readonly ipa: string },
    voice: string,
  ): Promise<Spoken>;
  /** Frees the model; speaking again would load it again. May be called any time. */
  close(): Promise<void>;
}

export interface Spoken {
  readonly wav: Uint8Array;
  /** The samples of `wav`, mono s16le. */
  readonly pcm: Uint8Array;
  readonly sampleRate: number;
  readonly seconds: number;
  /** As a job's timings have them. */
  readonly sentences: readonly SentenceTiming[];
  /** All words of the sentences. */
  readonly words: readonly HeardWord[];
  /** As planning found them, in order; equal neighbours once. */
  readonly languages: readonly Language[];
}

/** A segment's speech, the silence behind it, and where its words are written: null where nothing is. */
interface Part {
  readonly speech: Speech;
  readonly pauseMs: number;
  readonly segment: Segment | null;
}

export interface SpeakerDeps {
  readonly pack: PreparedPack;
  readonly model: EngineModel;
  readonly frontend: Frontend;
  readonly threads: number;
  /** Segments rendered before, by content key. */
  readonly segmentsDir: string;
}

export async function createSpeaker(deps: SpeakerDeps): Promise<Speaker> {
  const { model, frontend, segmentsDir } = deps;
  await mkdir(segmentsDir, { recursive: true });
  const identity = packIdentity(deps.pack);
  let loading: Promise<Engine> | null = null;

  async function rendering(speech: Speech): Promise<StoredSegment> {
    const utterance = model.encode(speech);
    const path = join(segmentsDir, contentKey({ pack: identity, revision: model.revision, utterance }));
    const known = await readFile(path).then(readStoredSegment, () => null);
    if (known !== null) return known;
    // Loaded only when something is new to say.
    loading ??= loadEngine(deps.pack, { intraOp: deps.threads, cpus: null });
    const { pcm, durations, samplesPerFrame } = await rendered(await loading, utterance);
    const stored: StoredSegment = {
      header: {
        version: 1,
        sampleRate: model.sampleRate,
        samples: pcm.length,
        durations,
        samplesPerFrame,
        findings: [],
      },
      pcm: floatToS16(pcm),
    };
    await writeFile(`${path}.part`, writeStoredSegment(stored));
    await rename(`${path}.part`, path);
    return stored;
  }

  async function speakParts(parts: readonly Part[]): Promise<Spoken> {
    const pieces: Uint8Array[] = [];
    const sentences: SentenceTiming[] = [];
    let at = 0;
    for (const { speech, pauseMs, segment: written } of parts) {
      const { header, pcm } = await rendering(speech);
      const seconds = header.samples / header.sampleRate;
      if (written !== null) {
        const silences = findSilences(pcm, header.sampleRate);
        const places = written.spans.map((span) => span.words);
        const times = model.wordTimes(speech, places, { ...header, seconds, silences });
        sentences.push(...sentenceTimings(written, times, { startSeconds: at, tempo: 1, level: 'word' }));
      }
      pieces.push(pcm, silence(pauseMs, header.sampleRate));
      at += seconds + pauseMs / 1000;
    }
    const bytes = Buffer.concat(pieces);
    const header = wavHeader({ sampleRate: model.sampleRate, channels: 1, bytes: bytes.length });
    const languages = parts.flatMap(({ speech }) => speech.spans.map(({ language }) => language));
    return {
      wav: Buffer.concat([header, bytes]),
      pcm: bytes,
      sampleRate: model.sampleRate,
      seconds: at,
      sentences,
      words: sentences.flatMap(({ words }) => words),
      languages: languages.filter((language, index) => language !== languages[index - 1]),
    };
  }

  const plan = (text: string) => frontend.plan(text, { language: 'auto', limit: model.limit }).segments;
  const speakSegments = (segments: readonly Segment[], voice: string) =>
    speakParts(
      segments.map((segment) => ({
        speech: { spans: segment.spans, voice, speed: 1, seed: 0 },
        pauseMs: segment.pauseMs,
        segment,
      })),
    );
  return {
    plan,
    speakSegments,
    speak: (text, voice) => speakSegments(plan(text), voice),
    speakIpa: (span, voice) =>
      speakParts([{ speech: { spans: [span], voice, speed: 1, seed: 0 }, pauseMs: 0, segment: null }]),
    close: async () => {
      const opened = loading;
      loading = null;
      await (await opened)?.dispose();
    },
  };
}

async function rendered(engine: Engine, utterance: ReturnType<EngineModel['encode']>): Promise<Rendered> {
  const slot = engine.open(utterance);
  try {
    for (;;) {
      const [result] = await engine.step([slot]);
      if (result?.kind === 'done') return result.rendered;
    }
  } finally {
    engine.close(slot);
  }
}
