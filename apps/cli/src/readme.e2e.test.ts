import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownStack, type OwnStack } from '@lector/testing';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const exec = promisify(execFile);

/**
 * Every shell example of the README but the two commands at its head, which the demo test and the tests of `up` run, and
 * those of the pages that go on from it.
 */
async function examples(): Promise<string[]> {
  const pages = await Promise.all(['README.md', 'docs/lexicons.md'].map((page) => readFile(join(ROOT, page), 'utf8')));
  const blocks = [...pages.join('\n').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks.filter((block) => !/npm (start|run demo)/.test(block));
}

let stack: OwnStack;
let folder: string;
beforeAll(async () => {
  stack = await ownStack();
  await stack.startWorker();
  folder = await mkdtemp(join(tmpdir(), 'lector-readme-'));
  // What the reader has lying about.
  await writeFile(join(folder, 'novel.txt'), 'Chapter 1\n\nIt began.\n\nChapter 2\n\nIt ended.\n');
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('the README', () => {
  it('shows examples that work as they stand, one after the other', async () => {
    const blocks = await examples();
    expect(blocks.length).toBeGreaterThanOrEqual(8);
    const script = [
      'set -euo pipefail',
      // curl itself is content with any answer; an example that ends in a 4xx is broken.
      'curl() { command curl --fail-with-body "$@"; }',
      `npm() { command npm --silent --prefix ${JSON.stringify(ROOT)} "$@"; }`,
      ...blocks,
    ].join('\n');
    const { port } = new URL(stack.url);
    // The examples name the usual address; here it is another.
    const { stdout } = await exec('bash', ['-c', script.replace('http://127.0.0.1:8080', stack.url)], {
      cwd: folder,
      env: { ...process.env, LECTOR_PORT: port },
      timeout: 180_000,
      maxBuffer: 16_000_000,
    });
    expect(stdout).toContain('"status":"completed"');
    expect(stdout).toContain('event: job.completed');
    expect((await stat(join(folder, 'speech.wav'))).size).toBeGreaterThan(44);
    expect((await stat(join(folder, 'hello.wav'))).size).toBeGreaterThan(44);
    expect((await readFile(join(folder, 'piped.wav'))).subarray(0, 4).toString()).toBe('RIFF');
    expect((await readFile(join(folder, 'novel.m4b'))).subarray(4, 8).toString()).toBe('ftyp');
    expect((await readFile(join(folder, 'heard.wav'))).subarray(0, 4).toString()).toBe('RIFF');
    const tts = JSON.parse(await readFile(join(folder, 'tts.json'), 'utf8')) as { audio_base64: string };
    expect(Buffer.from(tts.audio_base64, 'base64').subarray(0, 4).toString()).toBe('RIFF');
  });
});
