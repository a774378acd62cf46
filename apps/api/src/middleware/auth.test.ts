import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createClient } from '@lector/sdk';
import { problemOf, startRig } from '../test-rig/rig.js';

const clientOf = (baseUrl: string, apiKey: string) => createClient({ baseUrl, apiKey, maxRetries: 0 });

describe('API keys', () => {
  const keys = [
    { name: 'alice', key: 'alice-secret-key-1' },
    { name: 'bob', key: 'bob-secret-key-22' },
  ] as const;

  it('are needed for everything but health, readiness and documentation', async () => {
    const { url } = await startRig({ settings: { auth: { kind: 'keys', keys } } });
    const refused = await fetch(`${url}/v1/voices`);
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    expect((await problemOf(refused)).code).toBe('unauthorized');
    for (const headers of [
      { authorization: 'Bearer wrong' },
      { authorization: 'Basic alice-secret-key-1' },
      { authorization: 'Bearer ' },
      { 'x-api-key': '' },
      { 'x-api-key': 'alice-secret-key-' },
    ]) {
      expect((await fetch(`${url}/v1/voices`, { headers: headers as Record<string, string> })).status).toBe(401);
    }
    for (const path of ['/healthz', '/readyz', '/openapi.json', '/docs', '/docs/errors']) {
      expect((await fetch(url + path)).status, path).toBe(200);
    }
    expect((await fetch(`${url}/v1/voices`, { headers: { 'x-api-key': 'bob-secret-key-22' } })).status).toBe(200);
  });

  it('separate tenants: the jobs of others do not exist', async () => {
    const { url } = await startRig({ settings: { auth: { kind: 'keys', keys } } });
    const [alice, bob] = [clientOf(url, keys[0].key), clientOf(url, keys[1].key)];
    const { id } = await alice.jobs.create({ text: 'Hello' });
    expect((await alice.jobs.get(id)).id).toBe(id);
    expect((await bob.jobs.list()).jobs).toEqual([]);
    for (const call of [
      bob.jobs.get(id),
      bob.jobs.cancel(id),
      bob.jobs.retry(id),
      bob.jobs.audio(id),
      bob.jobs.events(id).next(),
      bob.jobs.get('job_aaaaaaaaaaaaaaaaaaaaaaaaaa'),
      bob.jobs.get('../../x'),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'not_found', status: 404 });
    }
  });
});

describe('without API keys', () => {
  const status = (url: string, host: string) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      httpRequest({ hostname, port, path: '/v1/voices', headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it('only loopback names and the public address are served, so that no web page can reach in', async () => {
    const { url } = await startRig({ settings: { publicUrl: 'https://tts.example' } });
    for (const host of ['127.0.0.1:1', 'localhost', '[::1]:80', 'tts.example'])
      expect(await status(url, host)).toBe(200);
    for (const host of ['evil.example', '127.0.0.1.evil.example', 'evil.example:8080', '10.0.0.1']) {
      expect(await status(url, host), host).toBe(403);
    }
  });
});
