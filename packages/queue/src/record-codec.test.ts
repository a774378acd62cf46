import { describe, expect, it } from 'vitest';
import { decodeListed, decodeRecord, encodeRecord, encodeResult } from './record-codec.js';
import { aRecord, aResult } from './records.fixture.js';

function hashOf(flat: readonly string[]): Record<string, string> {
  return Object.fromEntries(flat.flatMap((field, at) => (at % 2 === 0 ? [[field, flat[at + 1] ?? '']] : [])));
}

describe('a record in its hash', () => {
  it('comes back as it went in', () => {
    const record = aRecord({ tenant: 'é:ü', text: { key: 'texts/job_a' }, webhookSecret: 'whsec_x', retryOf: 'job_z' });
    expect(decodeRecord(hashOf(encodeRecord(record)))).toEqual(record);
  });

  it('keeps the request that submitted it and its trace', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const record = aRecord({ requestId: 'req_1', traceparent });
    expect(decodeRecord(hashOf(encodeRecord(record)))).toEqual(record);
  });

  it('keeps fractions of a second of audio', () => {
    const record = aRecord({ progress: { segmentsDone: 1, segmentsTotal: 3, audioSeconds: 0.3 } });
    expect(decodeRecord(hashOf(encodeRecord(record)))?.progress).toEqual(record.progress);
  });

  it('has its result in two fields, of which a listing needs one', () => {
    const record = aRecord({ status: 'completed', result: aResult });
    const { short, details } = encodeResult(aResult);
    const hash = { ...hashOf(encodeRecord(record)), result: short };
    expect(decodeRecord({ ...hash, resultDetails: details })).toEqual(record);
    const { spans: _spans, needs_review: _needsReview, ...listed } = aResult;
    expect(decodeListed(hash)).toEqual({ ...record, result: listed });
    expect(short).not.toContain('spans');
  });

  it('may be one of before the result was two fields', () => {
    const record = aRecord({ status: 'completed', result: aResult });
    expect(decodeRecord({ ...hashOf(encodeRecord(record)), result: JSON.stringify(aResult) })).toEqual(record);
  });

  it('is null where there is none', () => {
    expect(decodeRecord({})).toBeNull();
  });
});
