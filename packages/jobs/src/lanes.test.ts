import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lanePriorities, priorityOf } from './lanes.js';

describe('priorityOf', () => {
  it('puts every interactive job before every bulk job, whatever their tags', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        expect(priorityOf('interactive', one)).toBeLessThan(priorityOf('bulk', other));
      }),
    );
  });

  it('stays inside what the queue accepts', () => {
    expect(priorityOf('interactive', -5)).toBe(1);
    expect(priorityOf('bulk', Number.MAX_SAFE_INTEGER)).toBe(2_097_151);
  });

  it('starts the bulk lane right behind the interactive one', () => {
    expect(lanePriorities('bulk').first).toBe(lanePriorities('interactive').last + 1);
  });

  it('keeps the order of tags within a lane', () => {
    expect(priorityOf('bulk', 7)).toBeLessThan(priorityOf('bulk', 8));
  });
});
