import { describe, expect, it } from 'vitest';
import { decodeRecord, encodeRecord } from './record-codec.js';
import { aRecord } from './records.fixture.js';

function hashOf(flat: readonly string[]): Record<string, string> {
  return Object.fromEntries(flat.flatMap((field, at) => (at % 2 === 0 ? [[field, flat[at + 1] ?? '']] : [])));
}

describe('a record in its hash', () => {
  it('comes back as it went in', () => {
    const record = aRecord({ tenant: 'é:ü', text: { key: 'texts/job_a' }, webhookSecret: 'whsec_x', retryOf: 'job_z' });
    expect(decodeRecord(hashOf(encodeRecord(record)))).toEqual(record);
  });

  it('keeps fractions of a second of audio', () => {
    const record = aRecord({ progress: { segmentsDone: 1, segmentsTotal: 3, audioSeconds: 0.1 + 0.2 } });
    expect(decodeRecord(hashOf(encodeRecord(record)))?.progress).toEqual(record.progress);
  });

  it('is null where there is none', () => {
    expect(decodeRecord({})).toBeNull();
  });
});
