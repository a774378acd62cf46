import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  findSilences,
  readStoredSegment,
  silence,
  floatToS16,
  wavHeader,
  writeStoredSegment,
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
  readonly seconds: number;
  readonly words: readonly HeardWord[];
  /** As planning found them, in order; equal neighbours once. */
  readonly languages: readonly Language[];
}

/** A segment's speech, the silence behind it, and where its words are written. */
interface Part {
  readonly speech: Speech;
  readonly pauseMs: number;
  readonly words: readonly (readonly { start: number; end: number; ipaStart: number; ipaEnd: number }[])[];
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

  async function segment(speech: Speech): Promise<StoredSegment> {
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
    const words: HeardWord[] = [];
    let at = 0;
    for (const { speech, pauseMs, words: places } of parts) {
      const { header, pcm } = await segment(speech);
      const seconds = header.samples / header.sampleRate;
      const silences = findSilences(pcm, header.sampleRate);
      const times = model.wordTimes(speech, places, { ...header, seconds, silences });
      for (const [span, inSpan] of places.entries())
        for (const [index, { start, end }] of inSpan.entries()) {
          const time = times.spans[span]?.[index] ?? { startSeconds: 0, endSeconds: 0 };
          words.push({ start, end, startSeconds: at + time.startSeconds, endSeconds: at + time.endSeconds });
        }
      pieces.push(pcm, silence(pauseMs, header.sampleRate));
      at += seconds + pauseMs / 1000;
    }
    const bytes = Buffer.concat(pieces);
    const header = wavHeader({ sampleRate: model.sampleRate, channels: 1, bytes: bytes.length });
    const languages = parts.flatMap(({ speech }) => speech.spans.map(({ language }) => language));
    return {
      wav: Buffer.concat([header, bytes]),
      seconds: at,
      words,
      languages: languages.filter((language, index) => language !== languages[index - 1]),
    };
  }

  const plan = (text: string) => frontend.plan(text, { language: 'auto', limit: model.limit }).segments;
  const speakSegments = (segments: readonly Segment[], voice: string) =>
    speakParts(
      segments.map(({ spans, pauseMs }) => ({
        speech: { spans, voice, speed: 1, seed: 0 },
        pauseMs,
        words: spans.map((span) => span.words),
      })),
    );
  return {
    plan,
    speakSegments,
    speak: (text, voice) => speakSegments(plan(text), voice),
    speakIpa: (span, voice) =>
      speakParts([{ speech: { spans: [span], voice, speed: 1, seed: 0 }, pauseMs: 0, words: [[]] }]),
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
