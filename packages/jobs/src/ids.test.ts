import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobId, terminalEventId } from './ids.js';

const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('jobId', () => {
  it('writes base32 as RFC 4648 does', () => {
    expect(jobId(new TextEncoder().encode('foobarfoobar'))).toBe('job_mzxw6ytbojtg633cmfza');
  });

  it('is always a name the queue accepts', () => {
    fc.assert(
      fc.property(sixteenBytes, (bytes) => {
        expect(jobId(bytes)).toMatch(/^job_[a-z2-7]{26}$/);
      }),
    );
  });

  it('differs when the bytes differ', () => {
    fc.assert(
      fc.property(sixteenBytes, sixteenBytes, (one, other) => {
        const same = one.every((byte, index) => byte === other[index]);
        expect(jobId(one) === jobId(other)).toBe(same);
      }),
    );
  });

  it('refuses bytes too few to be unguessable', () => {
    expect(() => jobId(new Uint8Array(4))).toThrow(/too few random bytes/);
  });
});

describe('terminalEventId', () => {
  it('follows from the job and holds no dot, which separates the signed parts of a webhook', () => {
    expect(terminalEventId('job_abc')).toBe('evt_abc');
  });
});
