import { describe, expect, it } from 'vitest';
import { HIDDEN, withoutSecrets } from './without-secrets.js';

describe('withoutSecrets', () => {
  it('hides a field by its name wherever it stands, lists included', () => {
    const fields = { job: 'job_1', text: 'a', calls: [{ headers: { cookie: 'b', accept: '*/*' } }, 'c'] };
    expect(withoutSecrets(fields)).toEqual({
      job: 'job_1',
      text: HIDDEN,
      calls: [{ headers: { cookie: HIDDEN, accept: '*/*' } }, 'c'],
    });
  });

  it('hides whatever the field holds', () => {
    expect(withoutSecrets({ secret: { key: 'a' }, password: null, text: 7 })).toEqual({
      secret: HIDDEN,
      password: HIDDEN,
      text: HIDDEN,
    });
  });

  it('leaves what it is given as it is, and gives the very same where nothing is to be hidden', () => {
    const open = { job: 'job_1', err: new Error('a'), at: new Date(0), ms: 3 };
    expect(withoutSecrets(open)).toBe(open);
    const closed = { inner: { text: 'a' } };
    withoutSecrets(closed);
    expect(closed).toEqual({ inner: { text: 'a' } });
  });

  it('comes to an end with an object that holds itself, and shows nothing of it that it has not looked at', () => {
    const loop: Record<string, unknown> = { text: 'CANARY' };
    loop['self'] = loop;
    expect(JSON.stringify(withoutSecrets(loop))).not.toContain('CANARY');
  });
});
