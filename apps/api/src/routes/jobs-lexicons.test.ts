import { describe, expect, it } from 'vitest';
import { Job } from '@lector/contract';
import { problemOf, startRig, type Rig } from '../test-rig/rig.js';

const says = (word: string, alias: string) => ({ entries: [{ graphemes: [word], alias }] });

async function submitted(rig: Rig, lexicons: string[], more: object = {}, headers: Record<string, string> = {}) {
  const answer = await rig.post('/v1/jobs', { text: 'Qin', lexicons, ...more }, headers);
  if (answer.status !== 202) throw new Error((await problemOf(answer)).code);
  return rig.store.record(((await answer.json()) as { id: string }).id);
}

describe('a job with lexicons', () => {
  it('keeps the versions that hold when it is submitted, and shows them', async () => {
    const rig = await startRig();
    await rig.client.lexicons.put('names', says('Qin', 'chin'));
    await rig.client.lexicons.put('names', says('Qin', 'chinn'));
    const record = await submitted(rig, ['names', 'names@1']);
    const versions = rig.lexicons.records.get('default/names')?.versions ?? [];
    expect(record.lexicons).toEqual(
      [2, 1].map((version) => {
        const { key, sha256 } = versions.find((one) => one.version === version) ?? { key: '', sha256: '' };
        return { name: `names@${version}`, key, sha256 };
      }),
    );
    expect(Job.parse(await rig.client.jobs.get(record.id)).request['lexicons']).toEqual(['names@2', 'names@1']);
  });

  it('names none where it is asked for none', async () => {
    const rig = await startRig();
    const record = await submitted(rig, []);
    expect(record.lexicons).toBeUndefined();
    expect(record.request).not.toHaveProperty('lexicons');
  });

  it('is repeated with the versions it had, whatever became of the lexicon', async () => {
    const rig = await startRig();
    await rig.client.lexicons.put('names', says('Qin', 'chin'));
    const record = await submitted(rig, ['names']);
    rig.store.end(record.id, 'cancelled');
    await rig.client.lexicons.delete('names');
    const again = await rig.client.jobs.retry(record.id);
    expect(rig.store.record(again.id)).toMatchObject({ retryOf: record.id, lexicons: record.lexicons });
  });

  it('is the same job under its key, also where the lexicon has changed since', async () => {
    const rig = await startRig();
    await rig.client.lexicons.put('names', says('Qin', 'chin'));
    const key = { 'idempotency-key': 'k' };
    const record = await submitted(rig, ['names'], {}, key);
    await rig.client.lexicons.put('names', says('Qin', 'chinn'));
    expect((await submitted(rig, ['names'], {}, key)).id).toBe(record.id);
    await expect(submitted(rig, ['names@2'], {}, key)).rejects.toThrow('idempotency_key_reused');
  });

  it('is the same job under its key, also where the lexicon is gone', async () => {
    const rig = await startRig();
    await rig.client.lexicons.put('names', says('Qin', 'chin'));
    const key = { 'idempotency-key': 'k' };
    const record = await submitted(rig, ['names'], {}, key);
    await rig.client.lexicons.delete('names');
    const again = await rig.post('/v1/jobs', { text: 'Qin', lexicons: ['names'] }, key);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
    expect(await again.json()).toMatchObject({ id: record.id });
    await expect(submitted(rig, ['absent'], {}, key)).rejects.toThrow('unknown_lexicon');
  });

  it('is refused for every lexicon there is not', async () => {
    const rig = await startRig();
    await rig.client.lexicons.put('names', says('Qin', 'chin'));
    const { code, errors } = await problemOf(
      await rig.post('/v1/jobs', { text: 'Qin', lexicons: ['absent', 'names', 'names@7'] }),
    );
    expect(code).toBe('unknown_lexicon');
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/lexicons/0', '/lexicons/2']);
  });

  it('is refused at once where other words to say are in a language the voice does not speak', async () => {
    const rig = await startRig();
    await rig.client.lexicons.put('names', says('Qin', '秦'));
    const refused = await problemOf(await rig.post('/v1/jobs', { text: 'Qin', voice: 'english', lexicons: ['names'] }));
    expect(refused.code).toBe('voice_language_unavailable');
  });

  it.each([
    ['/tts', { text: 'Qin' }],
    ['/v1/audio/speech', { model: 'tone', input: 'Qin', voice: 'tone' }],
    ['/v1/text/explain', { text: 'Qin' }],
    ['/v1/text/candidates', { text: 'Qin' }],
    ['/v1/lexicons:audition', { text: 'Qin' }],
  ])('is no other at %s', async (path, body) => {
    const rig = await startRig();
    const { code, errors } = await problemOf(await rig.post(path, { ...body, lexicons: ['absent'] }));
    expect([code, errors?.[0]?.pointer]).toEqual(['unknown_lexicon', '/lexicons/0']);
    rig.objects.clear();
    await rig.client.lexicons.put('names', says('Qin', 'chin'));
    rig.objects.clear();
    // Its content is looked for: what the request named is what would be read.
    const gone = await problemOf(await rig.post(path, { ...body, lexicons: ['names'] }));
    expect(gone.code).toBe('internal');
  });
});
