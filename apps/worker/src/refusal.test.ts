import { describe, expect, it } from 'vitest';
import { LectorError } from '@lector/contract';
import { readRefusal, refusalOf } from './refusal.js';

describe('a refusal', () => {
  it('says over the channel what was thrown, code and message', () => {
    const sent = JSON.parse(JSON.stringify(refusalOf(new LectorError('redis_unsuitable', 'it evicts')))) as unknown;
    const error = readRefusal(sent);
    expect(error).toBeInstanceOf(LectorError);
    expect(error).toMatchObject({ code: 'redis_unsuitable', message: 'it evicts' });
  });

  it.each(['config_invalid', 'redis_unsuitable', 'unknown_pack', 'pack_missing', 'pack_corrupt'] as const)(
    'is made of %s, which a person has to mend',
    (code) => {
      expect(refusalOf(new LectorError(code, 'x'))).not.toBeNull();
    },
  );

  it.each([
    new LectorError('queue_unavailable', 'away'),
    new LectorError('engine_failed', 'crashed'),
    new LectorError('pack_source_unreachable', 'offline'),
    new Error('a fault of ours'),
  ])('is not made of what starting again may cure: $message', (error) => {
    expect(refusalOf(error)).toBeNull();
  });

  it.each(['ready', 'alive', null, 7, {}])('is not read from %j', (message) => {
    expect(readRefusal(message)).toBeNull();
  });

  it('keeps its words when it comes from a version that has another code', () => {
    expect(readRefusal({ refused: { code: 'new_code', message: 'why' } })).toMatchObject({
      code: 'internal',
      message: 'why',
    });
  });
});
