import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate, ExplainResponse, Job, Lexicon, LexiconDocument, LexiconView } from '@lector/contract';
import { lexiconTag } from '@lector/sdk';
import { CLI_PROGRAM, ownStack, type OwnStack } from '@lector/testing';

const exec = promisify(execFile);
const NAMES: Lexicon = {
  language: 'en',
  description: 'People',
  entries: [{ graphemes: ['Qin'], alias: 'chin shi huang' }],
};
const PLS = `<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
  <lexeme><grapheme>Nguyen</grapheme><phoneme>wˈɪn</phoneme></lexeme>
</lexicon>
`;

let stack: OwnStack;
let folder: string;
beforeAll(async () => {
  stack = await ownStack();
  folder = await mkdtemp(join(tmpdir(), 'lector-lexicons-'));
  await writeFile(join(folder, 'names.json'), JSON.stringify(NAMES));
  await writeFile(join(folder, 'more.pls'), PLS);
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Standard output of a command that has to end well. */
async function lector(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, INIT_CWD: folder, LECTOR_PUBLIC_URL: stack.url };
  return (await exec(process.execPath, [CLI_PROGRAM, ...args], { env })).stdout;
}

async function json<T>(...args: readonly string[]): Promise<T> {
  return JSON.parse(await lector(...args, '--json')) as T;
}

/** Why a command ended badly: code and what it said. */
async function refusal(...args: readonly string[]): Promise<readonly [unknown, string]> {
  try {
    await lector(...args);
  } catch (error) {
    const { code, stderr } = error as { code: unknown; stderr: string };
    return [code, stderr];
  }
  throw new Error('it ended well');
}

describe('lexicons', () => {
  it('are put as JSON and as PLS, listed, and given back as they can be put again', async () => {
    expect(await lector('lexicons', 'put', 'names', 'names.json')).toBe('names@1: 1 entries\n');
    expect(await json<LexiconView>('lexicons', 'put', 'more', 'more.pls')).toMatchObject({ id: 'more', version: 1 });
    expect((await json<LexiconView[]>('lexicons')).map(({ id }) => id)).toEqual(['more', 'names']);
    expect(await lector('lexicons', 'list')).toMatch(/^names +1 +1 +en .*People$/m);
    expect(JSON.parse(await lector('lexicons', 'get', 'names'))).toEqual(NAMES);
    expect((await json<LexiconDocument>('lexicons', 'get', 'more@1')).entries).toMatchObject([
      { graphemes: ['Nguyen'], phoneme: 'wˈɪn', alphabet: 'ipa' },
    ]);
    expect(await lector('lexicons', 'get', 'more', '--pls')).toContain('<grapheme>Nguyen</grapheme>');
  });

  it('are what explain shows, and what a job says', async () => {
    const given = ['--lexicon', 'names', '--lexicon', 'more@1'];
    const explained = await json<ExplainResponse>('explain', 'Qin met Nguyen.', ...given);
    const spans = explained.segments.flatMap((segment) => segment.spans);
    expect(spans.map(({ source, rule }) => [source.replace('.', ''), rule.startsWith('lexicon:') ? rule : ''])).toEqual(
      [
        ['Qin', 'lexicon:names@1'],
        ['met', ''],
        ['Nguyen', 'lexicon:more@1'],
      ],
    );
    await stack.startWorker();
    const job = await json<Job>('say', 'Qin met Nguyen.', '-o', 'said.wav', ...given);
    expect(job).toMatchObject({ status: 'completed', request: { lexicons: ['names@1', 'more@1'] } });
    expect((await readFile(join(folder, 'said.wav'))).length).toBeGreaterThan(44);
    const plain = await json<Job>('say', 'Qin met Nguyen.', '-o', 'plain.wav');
    expect(plain.result?.audio?.bytes).toBeLessThan(job.result?.audio?.bytes ?? 0);
  });

  it('are asked for words that need an entry, those that have one left out', async () => {
    await writeFile(join(folder, 'text.txt'), `Zyxwq met Zyxwq.\n${'All is well. '.repeat(450)}\nZyxwq left.\n`);
    const found = await json<Candidate[]>('lexicons', 'candidates', 'text.txt', '-l', 'en');
    expect(found.find(({ word }) => word === 'Zyxwq')).toMatchObject({ language: 'en', count: 3, offset: 0 });
    await writeFile(join(folder, 'z.json'), JSON.stringify({ entries: [{ graphemes: ['Zyxwq'], alias: 'zicks' }] }));
    await lector('lexicons', 'put', 'z', 'z.json');
    const left = await json<Candidate[]>('lexicons', 'candidates', 'text.txt', '-l', 'en', '--lexicon', 'z');
    expect(left.map(({ word }) => word)).not.toContain('Zyxwq');
  });

  it('can be heard before they are kept', async () => {
    const { client } = stack;
    const entries = [{ graphemes: ['Qin'], alias: 'a much longer name' }];
    const [tried, plain] = await Promise.all([
      client.lexicons.audition({ text: 'Qin.', entries }),
      client.lexicons.audition({ text: 'Qin.' }),
    ]);
    expect(Buffer.from(tried.subarray(0, 4)).toString()).toBe('RIFF');
    expect(tried.length).toBeGreaterThan(plain.length);
    expect((await client.lexicons.list()).lexicons.map(({ id }) => id)).not.toContain('audition');
  });

  it('end a command as any refusal does', async () => {
    expect(await refusal('say', 'Qin', '--lexicon', 'absent')).toEqual([2, expect.stringContaining('/lexicons/0')]);
    expect(await refusal('lexicons', 'get', 'absent')).toEqual([2, expect.stringContaining('not_found')]);
    expect(await refusal('lexicons', 'put', 'names')).toEqual([2, expect.stringContaining('FILE is missing')]);
    expect(await refusal('lexicons', 'put', 'names', 'more.txt')).toEqual([2, expect.stringContaining('cannot read')]);
    expect(await refusal('lexicons', 'sing')).toEqual([2, expect.stringContaining('no action sing')]);
    await writeFile(
      join(folder, 'bad.json'),
      JSON.stringify({ entries: [{ graphemes: ['重庆'], phoneme: 'xyz', alphabet: 'x-pinyin' }] }),
    );
    expect(await refusal('lexicons', 'put', 'bad', 'bad.json')).toEqual([
      2,
      expect.stringContaining('/entries/0/phoneme'),
    ]);
  });
});

describe('a job that waits', () => {
  it('is read with what its lexicon said when it was submitted, whatever becomes of that', async () => {
    const own = await ownStack();
    try {
      const { client } = own;
      const text = 'Qin.';
      const says = (alias: string): Lexicon => ({ entries: [{ graphemes: ['Qin'], alias }] });
      const first = await client.lexicons.put('names', says('chin'));
      const waiting = await client.jobs.create({ text, lexicons: ['names'] });
      await client.lexicons.put('names', says('a much longer name'), { ifMatch: lexiconTag(first) });
      const later = await client.jobs.create({ text, lexicons: ['names'] });
      await client.lexicons.delete('names');
      await expect(client.jobs.create({ text, lexicons: ['names'] })).rejects.toMatchObject({
        code: 'unknown_lexicon',
      });
      await own.startWorker();
      const seconds = async (id: string) =>
        (await client.jobs.untilCompleted(id)).result?.audio?.duration_seconds ?? Number.NaN;
      const [short, long] = [await seconds(waiting.id), await seconds(later.id)];
      expect(short).toBeLessThan(long);
      const again = await client.jobs.retry(waiting.id);
      expect(await seconds(again.id)).toBe(short);
      expect((await client.jobs.get(again.id)).request['lexicons']).toEqual(['names@1']);
    } finally {
      await own.stop();
    }
  });
});
