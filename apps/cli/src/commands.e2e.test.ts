import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExplainResponse, Job, JobAccepted, JobList, Timings, Voice } from '@lector/contract';
import { CLI_PROGRAM, ownStack, sentences, startCli, waitFor, type OwnStack } from '@lector/testing';

let stack: OwnStack;
let folder: string;
beforeAll(async () => {
  stack = await ownStack();
  await stack.startWorker();
  folder = await mkdtemp(join(tmpdir(), 'lector-commands-'));
});
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
});

const env = () => ({ ...process.env, INIT_CWD: folder, LECTOR_PUBLIC_URL: stack.url });

interface Ran {
  readonly code: unknown;
  readonly bytes: Buffer;
  readonly out: string;
  readonly err: string;
}

/** Runs `lector` with what a script sees: both streams apart, and standard input. */
async function lector(args: readonly string[], stdin = ''): Promise<Ran> {
  const child = spawn(process.execPath, [CLI_PROGRAM, ...args], { env: env() });
  child.stdin.end(stdin);
  const code = new Promise((resolve) => child.once('close', resolve));
  const [bytes, err] = await Promise.all([buffer(child.stdout), text(child.stderr)]);
  return { code: await code, bytes, out: bytes.toString(), err };
}

/** Standard output as the one document that `--json` promises. */
async function json<T>(args: readonly string[], expected = 0): Promise<T> {
  const { code, out, err } = await lector([...args, '--json']);
  expect(code, err).toBe(expected);
  return JSON.parse(out) as T;
}

async function spoken(words: string, ...options: readonly string[]): Promise<Job> {
  return await json<Job>(['say', words, '-o', 'spoken.wav', ...options]);
}

describe('lector say', () => {
  it('reads standard input and writes audio to standard output, and nothing else there', async () => {
    const { code, bytes, err } = await lector(['say', '-', '-o', '-', '--format', 'wav'], '今天天气真不错。\n');
    expect(code, err).toBe(0);
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
    expect(bytes.readUInt32LE(4) + 8).toBe(bytes.length);
  });

  it('names its file after the format, or leaves the name and takes the format', async () => {
    const mine = await lector(['say', 'Hello.', '--format', 'pcm']);
    expect(mine).toMatchObject({ code: 0, out: `${join(folder, 'speech.pcm')}\n` });
    const other = await json<Job>(['say', 'Hello.', '--format', 'pcm', '-o', 'raw.data']);
    expect(other.result?.audio?.format).toBe('pcm');
    expect((await readFile(join(folder, 'raw.data'))).length).toBe(other.result?.audio?.bytes);
  });

  it('prints the job with --json, also when it failed', async () => {
    expect(await spoken('All is well.')).toMatchObject({ status: 'completed', error: null });
    const failed = await json<Job>(['say', 'Not a number.', '--voice', 'tone-nan'], 1);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'engine_bad_output' } });
  });

  it('speaks words that look like an option', async () => {
    expect(await lector(['say', '-o', 'help.wav', '--', '--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('help.wav'),
    });
  });

  it('cancels its job when it is interrupted, and leaves no file', async () => {
    const run = startCli(['say', sentences(40, 'patience'), '--voice', 'tone-slow', '-o', 'never.wav'], { env: env() });
    await run.writes(/\d+ \/ 40|queued|segments/);
    run.signal('SIGINT');
    expect(await run.ended, run.output()).toBe(130);
    const { jobs } = await stack.client.jobs.list({ limit: 1 });
    expect((await stack.client.jobs.untilEnded(jobs[0]?.id ?? '')).status).toBe('cancelled');
    expect(await readdir(folder)).not.toContain('never.wav');
  });
});

describe('lector jobs', () => {
  it('lists as many as asked for over several pages, or all of them', async () => {
    for (let made = 0; made < 101; made += 1) await stack.client.jobs.create({ text: `Job ${made}.` });
    const listed = async (...args: string[]) => (await json<JobList>(['jobs', ...args])).jobs.map(({ id }) => id);
    const all = await listed('--all');
    expect(all.length).toBeGreaterThan(101);
    expect(await listed('--limit', '101')).toEqual(all.slice(0, 101));
    expect(await listed()).toEqual(all.slice(0, 20));
    expect((await json<JobList>(['jobs', '--limit', '1'])).next_cursor).not.toBeNull();
    const { out } = await lector(['jobs', '--all']);
    expect(out.trimEnd().split('\n')).toHaveLength(all.length + 1);
    await waitFor(async () => (await stack.client.jobs.list({ status: 'queued' })).jobs.length === 0, {
      what: 'the queue to be empty',
    });
  });

  it('keeps those of one status', async () => {
    const { jobs } = await json<JobList>(['jobs', '--status', 'failed']);
    expect(jobs.map(({ status }) => status)).toEqual(['failed']);
  });
});

describe('lector job', () => {
  it('shows a job to people and to programs', async () => {
    const { id } = await spoken('Show me.');
    const { code, out } = await lector(['job', id]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^job +${id}\\nstatus +completed`));
    expect(await json<Job>(['job', id])).toMatchObject({ id, status: 'completed', attempts: 1 });
  });

  it('waits for the end in silence, or shows the way there', async () => {
    const submit = async (topic: string): Promise<JobAccepted> =>
      await stack.client.jobs.create({ text: sentences(3, topic), voice: 'tone-slow' });
    const first = await submit('silence');
    const waited = await lector(['job', first.id, '--wait', '-o', 'waited.wav']);
    expect(waited).toMatchObject({ code: 0, err: '', out: expect.stringContaining('completed') });
    expect((await readFile(join(folder, 'waited.wav'))).subarray(0, 4).toString()).toBe('RIFF');
    const second = await submit('company');
    const followed = await lector(['job', second.id, '--follow', '--json']);
    expect(JSON.parse(followed.out)).toMatchObject({ id: second.id, status: 'completed' });
    expect(followed.err).toContain('completed: ');
  });

  it('cancels a job, submits it again and waits for the new one', async () => {
    const { id } = await stack.client.jobs.create({ text: sentences(30, 'change'), voice: 'tone-slow' });
    await lector(['job', id, '--cancel']);
    expect(await json<Job>(['job', id, '--wait'], 1)).toMatchObject({ id, status: 'cancelled' });
    const again = await json<Job>(['job', id, '--retry']);
    expect(again.retry_of).toBe(id);
    expect(await json<Job>(['job', again.id, '--cancel'])).toMatchObject({ id: again.id });
    const done = await spoken('Twice.');
    const repeated = await json<Job>(['job', done.id, '--retry', '--wait']);
    expect(repeated).toMatchObject({ status: 'completed', retry_of: done.id });
  });

  it('saves timings as subtitles, and prints them where no file is named', async () => {
    const { id } = await spoken('One sentence. Another one.', '--timings', 'sentence');
    const saved = await lector(['job', id, '--timings', 'srt', '-o', 'spoken.srt']);
    expect(saved.code, saved.err).toBe(0);
    expect(await readFile(join(folder, 'spoken.srt'), 'utf8')).toMatch(/^1\n00:00:00,000 --> /);
    const { out } = await lector(['job', id, '--timings', 'json']);
    expect((JSON.parse(out) as Timings).sentences).toHaveLength(2);
  });

  it('has 1 for a job without audio, and says why', async () => {
    const { id } = await json<Job>(['say', 'Not a number.', '--voice', 'tone-nan'], 1);
    const { code, out, err } = await lector(['job', id, '-o', '-']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('[engine_bad_output]');
    const { id: deleted } = await spoken('Gone.');
    await lector(['job', deleted, '--cancel']);
    expect(await lector(['job', deleted, '-o', 'gone.wav'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('[audio_deleted]'),
    });
  });

  it('does not wait for audio unless it is told to', async () => {
    const { id } = await stack.client.jobs.create({ text: sentences(30, 'haste'), voice: 'tone-slow' });
    expect(await lector(['job', id, '-o', 'haste.wav'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--wait'),
    });
    await stack.client.jobs.cancel(id);
  });
});

describe('lector voices', () => {
  it('keeps those that fit', async () => {
    const all = await json<Voice[]>(['voices']);
    const female = await json<Voice[]>(['voices', '--gender', 'female', '--language', 'zh', '--kind', 'preset']);
    expect(female).toEqual(
      all.filter(
        ({ gender, kind, languages }) =>
          gender === 'female' && kind === 'preset' && languages.some(({ language }) => language === 'zh'),
      ),
    );
  });
});

describe('lector say --ssml', () => {
  const ssml = '<speak>One word here.<break time="2s"/><mark name="second"/>Two more words.</speak>';

  it('speaks with its pauses, and its marks come with the timings', async () => {
    const job = await spoken(ssml, '--ssml', '--timings', 'sentence');
    expect(job.result?.audio?.duration_seconds).toBeGreaterThan(2);
    const { code, out, err } = await lector(['job', job.id, '--timings', 'json']);
    expect(code, err).toBe(0);
    const { sentences: found, marks } = JSON.parse(out) as Timings;
    expect(found.map(({ text: said }) => said)).toEqual(['One word here.', 'Two more words.']);
    const [first, second] = found;
    expect((second?.start_seconds ?? 0) - (first?.end_seconds ?? 0)).toBeGreaterThanOrEqual(2);
    expect(marks).toEqual([{ name: 'second', offset: ssml.indexOf('<mark'), seconds: second?.start_seconds }]);
  });

  it('refuses what is no SSML, with its place', async () => {
    const { code, err } = await lector(['say', '<speak>Hi <blink>you</blink></speak>', '--ssml', '-o', 'x.wav']);
    expect(code).toBe(2);
    expect(err).toContain('line 1, column 11');
  });
});

describe('lector explain', () => {
  it('shows what markup fixes, of text and of SSML', async () => {
    const plain = await lector(['explain', '漢字《かんじ》を読む。']);
    expect(plain.out).toMatch(/ja +漢字《かんじ》 +かんじ +kaɲdʑi +ruby/);
    const marked = await lector(['explain', '--ssml', '<speak>The <sub alias="company">Co</sub>.</speak>']);
    expect(marked.out).toMatch(/ssml:sub$/m);
  });

  it('shows one row a span, with texts of standard input too', async () => {
    const { code, out } = await lector(['explain', '-', '--language', 'zh'], '会议在14:30开始。\nHello!\n');
    expect(code).toBe(0);
    const [head, ...rows] = out
      .trimEnd()
      .split('\n')
      .filter((line) => line !== '');
    expect(head).toMatch(/^OFFSETS +LANG +SOURCE +SPOKEN +IPA +RULE$/);
    const spans = rows.filter((row) => !row.startsWith(' '));
    expect(spans.length).toBeGreaterThanOrEqual(2);
    expect(spans.every((row) => /^\d+–\d+ +(zh|en) /.test(row))).toBe(true);
    expect(rows.some((row) => /^ {2}then a pause of \d+ ms$/.test(row))).toBe(true);
    const { segments } = await json<ExplainResponse>(['explain', '会议。']);
    expect(segments[0]?.spans[0]).toMatchObject({ start: 0, language: 'zh' });
  });
});

describe('lector refuses with 2', () => {
  it.each([
    ['audio and JSON on one stream', ['say', 'x', '-o', '-', '--format', 'wav', '--json'], 'cannot both go'],
    ['standard output without a format', ['say', 'x', '-o', '-'], '--format is needed'],
    ['an unknown format', ['say', 'x', '--format', 'midi'], '--format must be one of'],
    ['a folder that is not there', ['say', 'x', '-o', 'no/x.wav'], 'there is no folder'],
    ['a level of timings that is none', ['say', 'x', '--timings', 'srt'], '--timings must be one of sentence, word'],
    ['a key that no header can hold', ['voices', '--key', 'ключ'], 'visible ASCII'],
    ['an address with a password', ['voices', '--url', 'http://me:secret@127.0.0.1'], 'without a user'],
    ['all of them, and a number', ['jobs', '--all', '--limit', '3'], '--limit and --all'],
    ['a status that is none', ['jobs', '--status', 'lost'], '--status must be one of queued'],
    ['a number that is none', ['jobs', '--limit', '1e2'], '--limit must be a whole number'],
    ['waiting in two ways', ['job', 'job_1', '--wait', '--follow'], '--wait and --follow'],
    ['cancelling what is to be saved', ['job', 'job_1', '--cancel', '-o', 'x.wav'], '--cancel and --output'],
    ['an id that is none', ['job', ''], '"" is no ID'],
    ['a format of timings that is none', ['job', 'job_1', '--timings', 'word'], '--timings must be one of json'],
    ['a gender that is none', ['voices', '--gender', 'any'], '--gender must be one of female, male'],
    ['a language that is none', ['explain', 'x', '-l', 'tlh'], '--language must be one of auto'],
    ['building what is published', ['models', 'build', 'kokoro-82m'], 'models pull kokoro-82m'],
    ['an option of another action', ['models', 'verify', '--from', '.'], '--from belongs to pull'],
    ['JSON where nothing is read', ['models', 'pull', 'tone', '--json'], '--json belongs to list, verify and build'],
  ])('%s', async (_what, args, words) => {
    const { code, out, err } = await lector(args);
    expect({ code, out }, err).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });

  it('text that is not UTF-8', async () => {
    const child = spawn(process.execPath, [CLI_PROGRAM, 'explain', '-'], { env: env() });
    child.stdin.end(Buffer.from([0xc4, 0xe3, 0xba, 0xc3]));
    expect(await text(child.stderr)).toContain('standard input is not UTF-8');
  });
});

describe('lector before something that is not Lector', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      response.writeHead(request.url === '/v1/voices' ? 200 : 404, { 'content-type': 'text/html' }).end('<p>Welcome');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  it.each(['voices', 'jobs'])('asks about the address in place of a stack trace (%s)', async (command) => {
    const { code, out, err } = await lector([command, '--url', url]);
    expect({ code, out }, err).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringContaining('[unexpected]'),
      'Is this the address of Lector?',
    ]);
  });
});

describe('help', () => {
  it('is there for every command, in lines that fit a wide terminal', async () => {
    const names = [...(await lector(['--help'])).out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
    expect(names).toEqual(expect.arrayContaining(['say', 'jobs', 'job', 'voices', 'models', 'explain', 'bench', 'up']));
    for (const name of names) {
      const { code, out, err } = await lector([name, '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(`usage: lector ${name}`);
      for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(132);
    }
  });

  it('of a command is also lector help COMMAND', async () => {
    expect((await lector(['help', 'job'])).out).toBe((await lector(['job', '--help'])).out);
  });
});
