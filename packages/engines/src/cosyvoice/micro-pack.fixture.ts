import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PackManifest, PreparedPack } from '@lector/packs';

/**
 * A pack of the smallest configuration with random weights, and what the Python reference makes of it; written by
 * `models/cosyvoice/runtime_fixture.py`. What it says is noise.
 */
export interface MicroPack {
  readonly pack: PreparedPack;
  readonly expected: (name: 'long' | 'short') => ExpectedUtterance;
  remove(): void;
}

export interface ExpectedUtterance {
  readonly text: string;
  readonly speaker: string;
  readonly seed: number;
  /** Ids of the text. */
  readonly textTokens: readonly number[];
  /** Speech tokens. */
  readonly tokens: readonly number[];
  readonly mel: Float32Array;
  readonly f0: Float32Array;
  /** Rounded to 16 bits. */
  readonly wave: Float32Array;
}

const ARCHIVE = new URL('fixtures/micro-pack.gz', import.meta.url);

export const microManifest: PackManifest = {
  name: 'cosyvoice-micro',
  family: 'cosyvoice',
  title: 'CosyVoice with random weights',
  version: '1.0.0',
  licence: { spdx: 'Apache-2.0', notice: 'Part of Lector. It speaks no words.' },
  sampleRate: 22_050,
  graph: '',
  files: [],
  voices: [
    voice('zh_female', '中文女', 'female', 'zh'),
    voice('en_female', '英文女', 'female', 'en'),
    voice('ja_male', '日语男', 'male', 'ja'),
  ],
  defaultVoice: 'zh_female',
};

function voice(id: string, name: string, gender: 'female' | 'male', own: string): PackManifest['voices'][number] {
  const languages = (['zh', 'en', 'ja', 'yue', 'ko'] as const).map((language) => {
    const quality = language === own ? ('native' as const) : ('cross-lingual' as const);
    return [language, { quality, styles: { [name]: 1 } }];
  });
  return { id, name, gender, languages: Object.fromEntries(languages) };
}

/** Unpacks it into a folder of its own. */
export function openMicroPack(): MicroPack {
  const files = unpacked();
  const dir = mkdtempSync(join(tmpdir(), 'lector-micro-pack-'));
  mkdirSync(dir, { recursive: true });
  for (const [name, content] of files) if (!name.startsWith('expected/')) writeFileSync(join(dir, name), content);
  const file = (name: string) => Uint8Array.from(files.get(`expected/${name}`) ?? []).buffer;
  return {
    pack: { manifest: microManifest, dir, graphPath: null, graphSha256: '' },
    expected: (name) => ({
      ...(JSON.parse(new TextDecoder().decode(file(`${name}.json`))) as Pick<
        ExpectedUtterance,
        'text' | 'speaker' | 'seed'
      >),
      textTokens: [...new Int32Array(file(`${name}.text.i32`))],
      tokens: [...new Int32Array(file(`${name}.tokens.i32`))],
      mel: new Float32Array(file(`${name}.mel.f32`)),
      f0: new Float32Array(file(`${name}.f0.f32`)),
      wave: Float32Array.from(new Int16Array(file(`${name}.wave.i16`)), (sample) => sample / 32_767),
    }),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function unpacked(): ReadonlyMap<string, Uint8Array> {
  const archive = gunzipSync(readFileSync(ARCHIVE));
  const headerEnd = archive.indexOf('\n');
  const header = JSON.parse(archive.toString('utf8', 0, headerEnd)) as readonly { name: string; bytes: number }[];
  let at = headerEnd + 1;
  return new Map(header.map(({ name, bytes }) => [name, archive.subarray(at, (at += bytes))]));
}

/** The greatest difference in the scale of the second. */
export function distance(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) return Infinity;
  let most = 0;
  let scale = 0;
  for (const [at, value] of expected.entries()) {
    most = Math.max(most, Math.abs((found[at] ?? Number.NaN) - value));
    scale = Math.max(scale, Math.abs(value));
  }
  return most / scale;
}
