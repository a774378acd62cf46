import { describe, expect, it } from 'vitest';
import { LectorError } from '@lector/contract';
import { inFieldsOf } from './job-fields.js';

const NAMES = { '/voice': '/speaker', '/text': '/input' };

describe('inFieldsOf', () => {
  it('leads every pointer to where the call has the field, and keeps the rest of the error', () => {
    const pointers = ['/voice', '/text/0/a', '/textual', '/constructor', '/language', ''];
    const refused = new LectorError('unknown_voice', 'there is none', {
      errors: pointers.map((pointer) => ({ pointer, detail: `at ${pointer}` })),
      retryAfterSeconds: 7,
    });
    const told = inFieldsOf(NAMES, refused);
    expect(told).toMatchObject({ code: 'unknown_voice', message: 'there is none', retryAfterSeconds: 7 });
    expect(told.errors).toEqual([
      { pointer: '/speaker', detail: 'at /voice' },
      { pointer: '/input/0/a', detail: 'at /text/0/a' },
      { pointer: '/textual', detail: 'at /textual' },
      { pointer: '/constructor', detail: 'at /constructor' },
      { pointer: '/language', detail: 'at /language' },
      { pointer: '', detail: 'at ' },
    ]);
  });

  it('leaves alone what points nowhere', () => {
    const away = new LectorError('queue_unavailable', 'away');
    expect(inFieldsOf(NAMES, away)).toBe(away);
    expect(inFieldsOf(NAMES, new Error('a fault')).code).toBe('internal');
  });
});
