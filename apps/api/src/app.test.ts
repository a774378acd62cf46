import { describe, expect, it } from 'vitest';
import { openApiDocument } from '@lector/contract';
import { apiRoutes } from './app.js';
import { CANARY, finishedJob, problemOf, startRig } from './test-rig/rig.js';

describe('addresses and methods', () => {
  it('are the ones of the OpenAPI document, no more and no less', async () => {
    const { deps } = await startRig();
    const served = apiRoutes(deps).map(({ method, path }) => `${method} ${path}`);
    const document = openApiDocument({ version: '1', serverUrl: '/' });
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(served.sort()).toEqual(described.sort());
    const open = apiRoutes(deps).filter((route) => route.open === true);
    for (const { path } of open) expect(document.paths[path]?.['get']?.security).toEqual([]);
  });

  it('that do not exist get 404, wrong methods 405 with what is allowed', async () => {
    const { url } = await startRig();
    expect((await problemOf(await fetch(`${url}/nothing`))).code).toBe('not_found');
    expect((await problemOf(await fetch(`${url}/v1/jobs/%E0%A4%A`))).code).toBe('invalid_request');
    const wrong = await fetch(`${url}/v1/jobs`, { method: 'PUT', body: '{}' });
    expect(wrong.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS');
    expect((await problemOf(wrong)).code).toBe('method_not_allowed');
    const options = await fetch(`${url}/v1/jobs`, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, GET, HEAD, OPTIONS']);
  });

  it('keep a usable request id and replace one that could forge a log line', async () => {
    const { url } = await startRig();
    const of = async (id: string) =>
      (await fetch(`${url}/healthz`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await of('trace-1')).toBe('trace-1');
    expect(await of('a b"c')).toMatch(/^req_[0-9a-f]{24}$/);
  });

  it('refuse query parameters that are unknown or out of bounds', async () => {
    const rig = await startRig();
    const id = await finishedJob(rig);
    for (const path of [`/v1/jobs/${id}?wait=61`, `/v1/jobs/${id}?what=1`, '/v1/jobs?limit=0', '/v1/jobs?status=odd']) {
      expect((await problemOf(await fetch(rig.url + path))).code).toBe('invalid_request');
    }
  });
});

describe('unforeseen errors', () => {
  it('answer 500 without their message, which goes to the log under the request id', async () => {
    const rig = await startRig();
    rig.store.port.get = () => Promise.reject(new TypeError(`cannot read ${CANARY}`));
    const problem = await problemOf(await fetch(`${rig.url}/v1/jobs/job_aaaaaaaaaaaaaaaaaaaaaaaaaa`));
    expect(problem.code).toBe('internal');
    expect(JSON.stringify(problem)).not.toContain(CANARY);
    expect(rig.log.some((line) => line.includes(problem.instance) && line.includes('TypeError'))).toBe(true);
  });
});

describe('the log', () => {
  it('holds neither text nor keys nor secrets', async () => {
    const key = 'alice-canary-key-1';
    const rig = await startRig({ settings: { auth: { kind: 'keys', keys: [{ name: 'alice', key }] } } });
    const headers = { authorization: `Bearer ${key}` };
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const webhook = { url: 'https://example.com/hook', secret };
    await rig.post('/v1/jobs', { text: CANARY, webhook }, headers);
    await rig.post('/v1/jobs', `{"text":"${CANARY}"`, headers);
    await rig.post('/v1/jobs', { text: CANARY, [CANARY]: 1 }, headers);
    await rig.post('/v1/text/explain', { text: CANARY }, headers);
    await fetch(`${rig.url}/v1/jobs?x=${CANARY}`, { headers });
    rig.store.down = true;
    await rig.post('/v1/jobs', { text: CANARY }, headers);
    expect(rig.log.length).toBeGreaterThanOrEqual(6);
    const log = rig.log.join('');
    for (const private_ of [CANARY, key, secret]) expect(log).not.toContain(private_);
  });
});
