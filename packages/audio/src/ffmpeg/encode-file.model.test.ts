import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AudioFormat } from '@lector/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SPEECH_LOUDNESS, type Encoding } from '../encoding.js';
import { measureLoudness } from '../loudness/normalise.js';
import { s16ToFloat } from '../pcm.js';
import { wholeSamples } from '../pcm-source.js';
import { isStreamable, sampleRatesOf, type StreamFormat } from '../speech-format.js';
import { encodeFile, type EncodedFile } from './encode-file.js';
import { encodeStream } from './encode-stream.js';
import { ffmpegPrograms, speechLike } from './ffmpeg.fixture.js';
import { plainTitle } from './ffmetadata.js';
import type { Ffmpeg } from './find-ffmpeg.js';
import { probeAudio, probeChapters } from './probe.js';
import { runFfmpeg } from './run-ffmpeg.js';
import { id3Bytes, readXing } from './xing.js';

const RATE = 24_000;
/** No whole number of frames of anything. */
const SECONDS = 5.3217;
const pcm = speechLike(SECONDS);
const seconds = pcm.length / 2 / RATE;

let folder: string;
let source: { readonly kind: 'file'; readonly path: string; readonly sampleRate: number };
let programs: readonly Ffmpeg[];
let fetched: Ffmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lector-encode-'));
  source = { kind: 'file', path: join(folder, 'speech.pcm'), sampleRate: RATE };
  await writeFile(source.path, pcm);
  ({ fetched, all: programs } = await ffmpegPrograms());
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

let made = 0;
const depsOf = (ffmpeg: Ffmpeg) => ({ ffmpeg: () => Promise.resolve(ffmpeg) });
const encode = (ffmpeg: Ffmpeg, encoding: Encoding): Promise<EncodedFile> =>
  encodeFile(source, encoding, join(folder, `out-${(made += 1)}`), depsOf(ffmpeg));

/** Samples of a file at the rate it decodes to, as another program would get them. */
async function decode(ffmpeg: Ffmpeg, path: string, rate: number): Promise<Float32Array> {
  const out: Uint8Array[] = [];
  const args = ['-loglevel', 'error', '-i', path, '-map', '0:a:0', '-ar', `${rate}`, '-f', 's16le', 'pipe:1'];
  for await (const chunk of runFfmpeg(ffmpeg, { args })) out.push(chunk);
  return s16ToFloat(new Uint8Array(Buffer.concat(out)));
}

/** Signal to error, dB, at a given shift of the decoded samples. */
function signalToError(decoded: Float32Array, shift: number): number {
  const original = s16ToFloat(pcm);
  let signal = 0;
  let error = 0;
  for (const [index, sample] of original.entries()) {
    signal += sample ** 2;
    error += (sample - (decoded[index + shift] ?? 0)) ** 2;
  }
  return error === 0 ? Infinity : 10 * Math.log10(signal / error);
}

/** Share of a tone in samples, amplitude. */
function toneLevel(samples: Float32Array, hz: number, rate: number): number {
  let real = 0;
  let imaginary = 0;
  for (const [index, sample] of samples.entries()) {
    const angle = (2 * Math.PI * hz * index) / rate;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

describe('encodeFile', () => {
  test.each(AudioFormat.options)(
    '%s comes back as it went in: same place, same length, hard to tell apart',
    async (format) => {
      for (const ffmpeg of programs) {
        const file = await encode(ffmpeg, { format });
        expect(file.sampleRate).toBe(RATE);
        expect(Math.abs(file.durationSeconds - seconds)).toBeLessThan(0.02);
        const raw = format === 'pcm' ? s16ToFloat(await readFile(file.path)) : await decode(ffmpeg, file.path, RATE);
        const lossless = format === 'wav' || format === 'pcm' || format === 'flac';
        expect(signalToError(raw, 0)).toBeGreaterThan(lossless ? 90 : 12);
        expect(file.bytes).toBe((await readFile(file.path)).length);
      }
    },
  );

  test.each(AudioFormat.options)('%s has every rate it is said to have, and its length', async (format) => {
    for (const sampleRate of sampleRatesOf(format)) {
      const ffmpeg = programs.at(-1) ?? fetched;
      const file = await encode(ffmpeg, { format, sampleRate });
      expect(file.probed.decodedRate).toBe(format === 'opus' ? 48_000 : sampleRate);
      // Half a frame of MP3 is 36 ms at 8 kHz.
      expect(Math.abs(file.durationSeconds - seconds)).toBeLessThan(
        format === 'mp3' && sampleRate < 16_000 ? 0.045 : 0.02,
      );
    }
  });

  test('an mp3 starts with a Xing header that counts its frames, and no note that players read differently', async () => {
    for (const ffmpeg of programs) {
      const file = await encode(ffmpeg, { format: 'mp3' });
      const bytes = await readFile(file.path);
      const start = id3Bytes(bytes);
      const xing = readXing(bytes.subarray(start));
      expect(xing).toMatchObject({ kind: 'Xing', sampleRate: RATE, frames: file.probed.xingFrames });
      expect(file.durationSeconds).toBe(((xing?.frames ?? 0) * 576) / RATE);
      const part = bytes.subarray(start).subarray(xing?.encoderPart.start, xing?.encoderPart.end);
      expect(part).toEqual(Buffer.alloc(36));
    }
  });

  test('the same samples give the same bytes', async () => {
    for (const format of AudioFormat.options) {
      const [first, second] = [await encode(fetched, { format }), await encode(fetched, { format })];
      expect((await readFile(first.path)).equals(await readFile(second.path))).toBe(true);
    }
  });

  test('a lower rate keeps what fits below its half and lets nothing fold back', async () => {
    const tones = new Int16Array(RATE).map((_, index) => {
      const at = (hz: number) => 8_000 * Math.sin((2 * Math.PI * hz * index) / RATE);
      return at(1_000) + at(5_000);
    });
    const path = join(folder, 'tones.pcm');
    await writeFile(path, new Uint8Array(tones.buffer));
    for (const ffmpeg of programs) {
      const out = join(folder, `tones-${(made += 1)}.wav`);
      await encodeFile({ ...source, path }, { format: 'wav', sampleRate: 8_000 }, out, depsOf(ffmpeg));
      const samples = (await decode(ffmpeg, out, 8_000)).subarray(1_000, 7_000);
      expect(toneLevel(samples, 1_000, 8_000)).toBeCloseTo(8_000 / 32_768, 2);
      // 5 kHz would fold to 3 kHz.
      expect(toneLevel(samples, 3_000, 8_000)).toBeLessThan(0.0005);
    }
  });

  test.each([0.5, 1.5, 3, 4])('tempo %d changes the length and not the pitch', async (tempo) => {
    for (const ffmpeg of programs) {
      const file = await encode(ffmpeg, { format: 'wav', tempo });
      expect(Math.abs(file.durationSeconds - seconds / tempo)).toBeLessThan(0.12);
      const samples = await decode(ffmpeg, file.path, RATE);
      const [voice, octave] = [1_900, 1_900 * tempo].map((hz) => toneLevel(samples, hz, RATE));
      expect(voice).toBeGreaterThan(5 * (octave ?? 1));
    }
  });

  test('loudness comes to the target, as ffmpeg’s own meter reads it', async () => {
    for (const ffmpeg of programs) {
      const before = await measureLoudness(wholeSamples(source), RATE);
      const file = await encode(ffmpeg, { format: 'wav', loudness: SPEECH_LOUDNESS });
      let report = '';
      const onLine = (line: string) => {
        report += `${line}\n`;
      };
      const meter = 'loudnorm=print_format=json';
      const args = (path: string, input: readonly string[]) => [
        '-hide_banner',
        '-nostats',
        ...input,
        '-i',
        path,
        '-af',
        meter,
        '-f',
        'null',
        '-',
      ];
      const read = async (path: string, input: readonly string[] = []) => {
        report = '';
        for await (const _ of runFfmpeg(ffmpeg, { args: args(path, input), onLine }));
        const value = (name: string) => Number(new RegExp(`"${name}" : "([^"]+)"`).exec(report)?.[1]);
        return { lufs: value('input_i'), peakDb: value('input_tp') };
      };
      const theirs = await read(source.path, ['-f', 's16le', '-ar', `${RATE}`, '-ac', '1']);
      expect(Math.abs(theirs.lufs - (before.lufs ?? 0))).toBeLessThan(0.15);
      expect(Math.abs(theirs.peakDb - (before.peakDb ?? 0))).toBeLessThan(0.3);
      const after = await read(file.path);
      expect(Math.abs(after.lufs - SPEECH_LOUDNESS.lufs)).toBeLessThan(0.5);
      expect(after.peakDb).toBeLessThan(SPEECH_LOUDNESS.peakDb + 0.3);
      expect(file.durationSeconds).toBe(seconds);
    }
  });

  test('title and chapters arrive whatever they are called, and stand where they were put', async () => {
    const chapters = [
      { title: '第一章 = 始; #1 \\', startSample: 0 },
      { title: '[CHAPTER]\nSTART=0', startSample: 50_001 },
      { title: 'end', startSample: 100_000 },
    ];
    for (const ffmpeg of programs) {
      for (const format of ['m4b', 'mp3'] as const) {
        const file = await encode(ffmpeg, { format, title: 'A=b; c', chapters });
        const marks = await probeChapters(file.path, format, depsOf(ffmpeg));
        expect(marks.map(({ title }) => title)).toEqual(chapters.map(({ title }) => plainTitle(title)));
        for (const [index, mark] of marks.entries()) {
          const given = (chapters[index]?.startSample ?? -1) / RATE;
          expect(Math.abs(mark.startSeconds - given)).toBeLessThanOrEqual(0.001);
        }
        expect((await readFile(file.path)).includes('A=b; c')).toBe(true);
      }
    }
    expect((await readdir(folder)).filter((name) => name.endsWith('.metadata'))).toEqual([]);
  });

  test('ten milliseconds of silence are a file as well', async () => {
    for (const ffmpeg of programs) {
      for (const format of AudioFormat.options) {
        const path = join(folder, 'short.pcm');
        await writeFile(path, new Uint8Array(480));
        const file = await encodeFile({ ...source, path }, { format }, join(folder, 'short'), depsOf(ffmpeg));
        expect(file.durationSeconds).toBeLessThan(0.15);
      }
    }
  });
});

describe('encodeStream', () => {
  const formats = AudioFormat.options.filter(isStreamable);

  async function* live(cuts = 4_801): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < pcm.length; at += cuts) yield pcm.subarray(at, at + cuts);
  }
  const streamed = async (ffmpeg: Ffmpeg, format: StreamFormat, sampleRate = RATE): Promise<string> => {
    const path = join(folder, `stream-${(made += 1)}`);
    const out: Uint8Array[] = [];
    const chunks = { kind: 'chunks', chunks: live(), sampleRate: RATE } as const;
    for await (const chunk of encodeStream(chunks, { format, sampleRate }, depsOf(ffmpeg))) out.push(chunk);
    await writeFile(path, Buffer.concat(out));
    return path;
  };

  test.each(formats)('%s holds all that was sent', async (format) => {
    for (const ffmpeg of programs) {
      for (const sampleRate of [RATE, 16_000]) {
        const path = await streamed(ffmpeg, format, sampleRate);
        if (format === 'pcm') {
          expect(Math.abs((await readFile(path)).length / 2 - seconds * sampleRate)).toBeLessThan(3);
          continue;
        }
        const samples = await decode(ffmpeg, path, sampleRate);
        const extra = samples.length / sampleRate - seconds;
        // Delay and padding stand in no head: of MP3 they are made up for, AAC has two frames and a half at most.
        const halfFrame = 288 / sampleRate + 0.001;
        const least = format === 'mp3' ? -halfFrame : -0.001;
        const most = { mp3: halfFrame, aac: 0.17, opus: 0.001, flac: 0.001, wav: 0.001 }[format];
        expect(extra).toBeGreaterThan(least);
        expect(extra).toBeLessThan(most);
      }
    }
  });

  test.each(formats)('%s is heard before it is finished', async (format) => {
    for (const ffmpeg of programs) {
      // One second is given; the source ends only once bytes of it have arrived.
      const arrived = deferred();
      async function* waiting(): AsyncGenerator<Uint8Array> {
        yield pcm.subarray(0, 48_000);
        await arrived.promise;
      }
      let bytes = 0;
      const chunks = { kind: 'chunks', chunks: waiting(), sampleRate: RATE } as const;
      for await (const chunk of encodeStream(chunks, { format }, depsOf(ffmpeg))) {
        bytes += chunk.length;
        // Beyond heads: about half of what a second takes.
        if (bytes > 2_000) arrived.resolve();
      }
      expect(bytes).toBeGreaterThan(2_000);
    }
  });
});

describe('probeAudio', () => {
  test('does not believe a file that is cut short or damaged', async () => {
    for (const format of ['mp3', 'm4b', 'flac'] as const) {
      const file = await encode(fetched, { format });
      const bytes = await readFile(file.path);
      await writeFile(file.path, bytes.subarray(0, bytes.length / 2));
      await expect(probeAudio(file.path, format, RATE, depsOf(fetched))).rejects.toMatchObject({
        code: 'encoding_failed',
      });
    }
    const path = join(folder, 'noise.mp3');
    await writeFile(path, 'these words are no sound');
    const refusal = await probeAudio(path, 'mp3', RATE, depsOf(fetched)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'encoding_failed' });
    expect(String(refusal)).not.toContain('words');
  });

  test('does not believe a WAV whose head says another length', async () => {
    const file = await encode(fetched, { format: 'wav' });
    const bytes = await readFile(file.path);
    await writeFile(file.path, bytes.subarray(0, -200));
    await expect(probeAudio(file.path, 'wav', RATE, depsOf(fetched))).rejects.toMatchObject({
      code: 'encoding_failed',
    });
  });
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
