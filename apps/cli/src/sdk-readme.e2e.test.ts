import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { transformWithEsbuild } from 'vite';
import { signWebhook } from '@lector/contract';
import { ownStack, type OwnStack } from '@lector/testing';

const README = fileURLToPath(new URL('../../../packages/sdk/README.md', import.meta.url));
/** Beside this test, where `@lector/sdk` is found as in any program that depends on it. */
const PROGRAM = fileURLToPath(new URL(`sdk-readme-${process.pid}.mjs`, import.meta.url));
const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

let stack: OwnStack;
beforeAll(async () => {
  stack = await ownStack();
  await stack.startWorker();
});
afterAll(async () => {
  await stack.stop();
  await rm(PROGRAM, { force: true });
});

/** All examples as one program, and a call of the receiver that the README only defines. */
async function program(): Promise<string> {
  const readme = await readFile(README, 'utf8');
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block);
  expect(blocks.length).toBeGreaterThanOrEqual(9);
  const body = '{"type":"job.completed","timestamp":"2026-11-22T00:00:00Z","data":{"id":"job_of_the_webhook"}}';
  const message = { id: 'evt_1', timestampSeconds: Date.now() / 1000, body, secret: SECRET };
  const headers = signWebhook(message, (key, signed) => createHmac('sha256', key).update(signed).digest());
  const receiving = `console.log(await receive(new Headers(${JSON.stringify(headers)}), ${JSON.stringify(body)}, ${JSON.stringify(SECRET)}));`;
  const source = [...blocks, receiving].join('\n').replace('http://127.0.0.1:8080', stack.url);
  return (await transformWithEsbuild(source, 'readme.ts', { target: 'node20' })).code;
}

it('shows examples of the SDK that work as they stand, one after the other', async () => {
  await writeFile(PROGRAM, await program());
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM], { timeout: 120_000 });
  expect(stderr).toBe('');
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toContain('true');
  expect(lines).toContain('done');
  expect(lines).toContainEqual(expect.stringMatching(/ s are ready$/));
  expect(lines).toContainEqual(expect.stringMatching(/^job_\w+ completed$/));
  expect(lines).toContainEqual(expect.stringMatching(/^job_\w+ \d{4,}$/));
  expect(lines).toContainEqual(expect.stringMatching(/^unknown_voice /));
  expect(lines.slice(-1)).toEqual(['204']);
});
