import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LANGUAGES } from '@lector/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listManifests, loadManifest, MANIFESTS_DIR } from './load-manifest.js';
import { parseManifest } from './parse-manifest.js';
import { sampleManifest } from './sample-pack.fixture.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lector-manifests-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('loading manifests', () => {
  test('an unknown pack is refused with the names of the known ones', async () => {
    await writeFile(join(dir, 'sample.json'), JSON.stringify(sampleManifest([])));
    await expect(loadManifest('other', dir)).rejects.toMatchObject({
      code: 'unknown_pack',
      message: 'there is no model pack other; there are: sample',
    });
  });

  test.each(['../sample', 'sample.json', 'SAMPLE', ''])('%j is never looked for on the disk', async (name) => {
    await writeFile(join(dir, 'sample.json'), JSON.stringify(sampleManifest([])));
    await expect(loadManifest(name, dir)).rejects.toMatchObject({ code: 'unknown_pack' });
  });

  test('a manifest that names another pack is refused', async () => {
    await writeFile(join(dir, 'renamed.json'), JSON.stringify(sampleManifest([])));
    await expect(loadManifest('renamed', dir)).rejects.toMatchObject({ code: 'config_invalid' });
  });

  test('a folder that is not there is a wrong configuration', async () => {
    await expect(listManifests(join(dir, 'nowhere'))).rejects.toMatchObject({ code: 'config_invalid' });
  });
});

describe('parsing a manifest', () => {
  const parse = (change: object) => parseManifest(JSON.stringify({ ...sampleManifest([]), ...change }), 'sample.json');
  const [voice] = sampleManifest([]).voices;

  test.each([
    ['a graph that is not among the files', { graph: 'missing.onnx' }, /graph missing.onnx is not among/],
    ['a default voice that is not there', { defaultVoice: 'nobody' }, /default voice nobody/],
    ['the same voice twice', { voices: [voice, voice] }, /voice anna is listed twice/],
    [
      'weights that do not add up to 1',
      { voices: [{ ...voice, languages: { zh: { quality: 'native', styles: { a: 0.5, b: 0.4 } } } }] },
      /weights of anna in zh add up to 0.9/,
    ],
    [
      'a file without a source in a pack that is not built',
      { files: [{ path: 'a.bin', bytes: 1, sha256: '0'.repeat(64), sources: [] }] },
      /the file a\.bin has no source/,
    ],
    ['a field that is not known', { colour: 'red' }, /colour/],
    [
      'a file that climbs out of the pack',
      {
        files: [{ path: 'a/../../b', bytes: 1, sha256: '0'.repeat(64), sources: [{ type: 'http', url: 'http://h/' }] }],
      },
      /files\.0\.path/,
    ],
  ])('refuses %s', (_title, change, message) => {
    expect(() => parse(change)).toThrow(
      expect.objectContaining({ code: 'config_invalid', message: expect.stringMatching(message) as string }),
    );
  });

  test('refuses what is not JSON', () => {
    expect(() => parseManifest('{', 'sample.json')).toThrow(expect.objectContaining({ code: 'config_invalid' }));
  });
});

describe('the MANIFESTS_DIR manifests', () => {
  test('are all valid', async () => {
    const manifests = await listManifests(MANIFESTS_DIR);
    expect(manifests.map(({ name }) => `${name}.json`)).toEqual((await readdir(MANIFESTS_DIR)).sort());
  });

  test('every voice of every pack speaks all five languages', async () => {
    for (const manifest of await listManifests(MANIFESTS_DIR)) {
      for (const voice of manifest.voices) {
        expect(Object.keys(voice.languages).sort(), voice.id).toEqual([...LANGUAGES].sort());
      }
    }
  });

  test('every style a Kokoro voice is made of is a file of the pack', async () => {
    const manifest = await loadManifest('kokoro-82m', MANIFESTS_DIR);
    const files = new Set(manifest.files.map(({ path }) => path));
    const styles = manifest.voices.flatMap((voice) =>
      Object.values(voice.languages).flatMap((how) => Object.keys(how.styles)),
    );
    expect(styles.filter((style) => !files.has(`voices/${style}.bin`))).toEqual([]);
  });

  test('Korean and Cantonese are not claimed to be native in Kokoro, which was not trained on them', async () => {
    const { voices } = await loadManifest('kokoro-82m', MANIFESTS_DIR);
    for (const { languages } of voices) {
      expect([languages.ko?.quality, languages.yue?.quality]).toEqual(['cross-lingual', 'cross-lingual']);
    }
  });

  test('every file has a source that needs no hub', async () => {
    for (const { files } of await listManifests(MANIFESTS_DIR)) {
      for (const file of files)
        expect(
          file.sources.some(({ type }) => type !== 'http'),
          file.path,
        ).toBe(true);
    }
  });
});
