import type { PackManifest } from '@lector/packs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, canonicalJsonInSteps, contentKey, packIdentity } from './content-key.js';

const identity = {
  pack: 'ab'.repeat(32),
  revision: 'kokoro-1',
  utterance: { family: 'kokoro', tokens: [1, 2], style: [['af_heart', 1]], speed: 1 },
};

describe('contentKey', () => {
  test('is the same on every machine and in every version: stored segments are found by it', () => {
    expect(contentKey(identity)).toBe('0bb33df558fd84f71ce84ff6b820ae37c8dbfd1ce359b231d3f4de324d3afc62');
  });

  test('does not depend on the order in which fields were written', () => {
    const { speed, style, tokens, family } = identity.utterance;
    const reordered = {
      utterance: { speed, style, tokens, family },
      revision: 'kokoro-1',
      pack: 'ab'.repeat(32),
    };
    expect(contentKey(reordered)).toBe(contentKey(identity));
  });

  test.each([
    ['the pack', { ...identity, pack: 'cd'.repeat(32) }],
    ['the revision', { ...identity, revision: 'kokoro-2' }],
    ['the speed', { ...identity, utterance: { ...identity.utterance, speed: 1.01 } }],
    ['a token', { ...identity, utterance: { ...identity.utterance, tokens: [1, 3] } }],
    ['the order of tokens', { ...identity, utterance: { ...identity.utterance, tokens: [2, 1] } }],
  ])('changes with %s', (_, other) => {
    expect(contentKey(other)).not.toBe(contentKey(identity));
  });
});

describe('packIdentity', () => {
  const manifest = { files: [{ path: 'voices/a.bin', sha256: 'aa' }] } as unknown as PackManifest;

  test('changes with the graph and with any file of the pack', () => {
    const identity = packIdentity({ graphSha256: 'g', manifest });
    expect(packIdentity({ graphSha256: 'h', manifest })).not.toBe(identity);
    const voice = { files: [{ path: 'voices/a.bin', sha256: 'bb' }] } as unknown as PackManifest;
    expect(packIdentity({ graphSha256: 'g', manifest: voice })).not.toBe(identity);
  });
});

describe('canonicalJson', () => {
  test('is the same in steps', () => {
    const list = Array.from({ length: 1234 }, (_, at) => ({ b: [at, 'é'], a: { z: null, y: 'x' } }));
    for (const value of [{}, { list: [] }, { list, about: 'a "list":[]', nested: { list: [1, 2] } }]) {
      const steps = canonicalJsonInSteps(value);
      let count = 0;
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) count += 1;
      expect(step.value).toBe(canonicalJson(value));
      expect(count).toBeGreaterThanOrEqual('list' in value ? Math.floor(value.list.length / 100) : 0);
    }
    expect(() => [...canonicalJsonInSteps({ list: [NaN] })]).toThrow(/without a JSON form/);
  });

  test('reads back as the value it was made from', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each([[Number.NaN], [Infinity], [undefined], [new Date(0)], [() => 1], [10n]])(
    'refuses %s, which JSON would change silently',
    (value) => {
      expect(() => canonicalJson({ value })).toThrow(/without a JSON form/);
    },
  );
});
