import { LectorError } from '@lector/contract';
import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.js';
import type { LogLevel } from './env-fields.js';

function capture(level: LogLevel = 'info') {
  const lines: string[] = [];
  const logger = createLogger({ name: 'test', level, destination: { write: (line: string) => void lines.push(line) } });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('createLogger', () => {
  it('writes one JSON object a line, with level and time readable', () => {
    const { logger, last, lines } = capture();
    logger.info({ jobId: 'job_1' }, 'accepted');
    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({ level: 'info', name: 'test', jobId: 'job_1', msg: 'accepted' });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('writes nothing below its level', () => {
    const { logger, lines } = capture('warn');
    logger.info('no');
    logger.warn('yes');
    expect(lines).toHaveLength(1);
  });

  it('hides secrets and texts wherever an object carries them', () => {
    const { logger, lines } = capture();
    logger.info({
      text: 'CANARY',
      job: { text: 'CANARY', ssml: 'CANARY', webhookSecret: 'CANARY' },
      request: { headers: { authorization: 'CANARY', cookie: 'CANARY', 'webhook-signature': 'CANARY' } },
      headers: { authorization: 'CANARY' },
      s3: { secretAccessKey: 'CANARY' },
      secret: 'CANARY',
      password: 'CANARY',
    });
    expect(lines.join('')).not.toContain('CANARY');
    expect(lines.join('')).toContain('[redacted]');
  });

  it('hides secrets and texts in the fields of a child logger', () => {
    const { logger, lines } = capture();
    logger.child({ job: 'job_1', text: 'CANARY', cookie: 'CANARY' }).info({ headers: { cookie: 'CANARY' } }, 'a');
    expect(lines.join('')).not.toContain('CANARY');
    expect(lines.join('')).toContain('job_1');
  });

  it('writes of an error its code, message and causes, and nothing a client library hung on it', () => {
    const { logger, last, lines } = capture();
    const cause = Object.assign(new Error('connection reset'), { code: 'ECONNRESET', command: { args: ['CANARY'] } });
    logger.error({ err: new LectorError('storage_unavailable', 'no store', { cause }) }, 'failed');
    expect(last()['err']).toMatchObject({
      type: 'LectorError',
      code: 'storage_unavailable',
      message: 'no store',
      cause: { code: 'ECONNRESET', message: 'connection reset' },
    });
    expect(lines.join('')).not.toContain('CANARY');
  });

  it('survives errors that cause each other and things thrown that are no errors', () => {
    const { logger, last } = capture();
    const loop = new Error('a');
    loop.cause = new Error('b', { cause: loop });
    logger.error({ err: loop });
    logger.error({ err: 'CANARY' });
    expect(last()['err']).toEqual({ type: 'string' });
  });
});
