import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '@lector/contract';
import { CLI_PROGRAM, ownStack, sentences, uniquePrefix, type OwnStack } from '@lector/testing';

let stack: OwnStack;
const folder = mkdtempSync(join(tmpdir(), 'lector-book-'));

beforeAll(async () => {
  stack = await ownStack();
  await stack.startWorker();
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true });
});

/** Two chapters, together long enough for several units. */
const text = `Chapter 1: The Sea\n\n${sentences(8, uniquePrefix())}\n\nChapter 2: The Land\n\n${sentences(8, uniquePrefix())}\n`;

/** The built program, called from the folder of the book. */
function book(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const call = [CLI_PROGRAM, 'book', ...args, '--url', stack.url];
    const env = { ...process.env, INIT_CWD: folder };
    execFile(process.execPath, call, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
  });
}

describe('lector book', () => {
  it('makes an audiobook with chapters, its title that of the file, in units', async () => {
    writeFileSync(join(folder, 'Two Shores.txt'), text);
    const made = await book('Two Shores.txt', '--json');
    expect(made.code, made.stderr).toBe(0);
    const job = JSON.parse(made.stdout) as Job;
    expect(job.request).toMatchObject({ format: 'm4b', metadata: { title: 'Two Shores' }, normalize_loudness: true });
    expect(job.result?.chapters).toMatchObject([
      { title: 'Chapter 1: The Sea', start: 0, start_seconds: 0 },
      { title: 'Chapter 2: The Land', start: text.indexOf('Chapter 2') },
    ]);
    const file = readFileSync(join(folder, 'Two Shores.m4b'));
    expect(file.length).toBe(job.result?.audio?.bytes);
    expect(stack.logs.filter(({ msg }) => msg === 'unit done').length).toBeGreaterThan(2);
  });

  it('finds its job again when it is called again, and says which chapters there are', async () => {
    const again = await book('Two Shores.txt', '-o', 'again.m4b');
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toContain('Chapter 2: The Land');
    expect(readFileSync(join(folder, 'again.m4b'))).toEqual(readFileSync(join(folder, 'Two Shores.m4b')));
    expect((await stack.client.jobs.list()).jobs).toHaveLength(1);
  });

  it('says what is wrong with a file it cannot speak', async () => {
    writeFileSync(join(folder, 'gb.txt'), Uint8Array.from([0xc4, 0xe3, 0xba, 0xc3]));
    const refused = await book('gb.txt');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--encoding (possible: gb18030')]);
    const format = await book('Two Shores.txt', '-o', 'book.doc');
    expect([format.code, format.stderr]).toEqual([2, expect.stringContaining('m4b')]);
  });
});
