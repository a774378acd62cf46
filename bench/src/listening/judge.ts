import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@lector/contract';
import { startChild } from '../child.js';
import { EVAL_DIR } from '../paths.js';
import { pythonWith, type PythonContext } from '../python-venv.js';
import type { Judgement, Likeness, System } from './result.js';
import type { SentenceLanguage } from './sentences.js';
import type { Cut } from './span-cuts.js';

/** One utterance for the judge; `models/eval/judge.py` says what it does with it. */
export interface ManifestEntry {
  readonly id: string;
  readonly system: System;
  readonly voice: string;
  readonly language: SentenceLanguage;
  readonly expected: string;
  readonly kana?: string;
  /** WAV; null: it could not be spoken. */
  readonly file: string | null;
  readonly spans?: readonly (Cut & { readonly language: string; readonly expected: string })[];
}

export interface Judgements {
  /** In the order of the manifest. */
  readonly utterances: readonly Judgement[];
  readonly likeness: readonly Likeness[];
  readonly versions: Readonly<Record<string, string>>;
}

/** @throws Error with the judge's last words when it fails */
export async function judge(
  entries: readonly ManifestEntry[],
  workDir: string,
  threads: number,
  context: PythonContext,
): Promise<Judgements> {
  const { lines, last } = await answersOf('judge.py', entries, workDir, threads, context);
  return { utterances: lines as readonly Judgement[], ...(last as Pick<Judgements, 'likeness' | 'versions'>) };
}

/** An utterance whose words are known, for `models/eval/align.py`. */
export interface AlignEntry {
  readonly language: Language;
  readonly file: string;
  /** Words at even places, what is written behind each at odd ones. */
  readonly pieces: readonly string[];
}

export interface Aligned {
  /** For each word of the entry. */
  readonly words: readonly { readonly startSeconds: number; readonly endSeconds: number }[];
}

/** When a recogniser hears words it is told. @throws Error with its last words when it fails */
export async function align(
  entries: readonly AlignEntry[],
  workDir: string,
  threads: number,
  context: PythonContext,
): Promise<{ readonly utterances: readonly Aligned[]; readonly versions: Judgements['versions'] }> {
  const { lines, last } = await answersOf('align.py', entries, workDir, threads, context);
  return { utterances: lines as readonly Aligned[], ...(last as Pick<Judgements, 'versions'>) };
}

/** What a program of the judges writes: a line for each of the manifest, and one about all. */
async function answersOf(
  program: string,
  entries: readonly unknown[],
  workDir: string,
  threads: number,
  context: PythonContext,
): Promise<{ readonly lines: readonly unknown[]; readonly last: unknown }> {
  const venv = { name: 'eval', requirementsPath: join(EVAL_DIR, 'requirements.txt') };
  const python = await pythonWith(venv, context);
  // Of this run alone: another may be judging beside it, and only what is remembered is shared.
  const runDir = await mkdtemp(join(workDir, 'run-'));
  const manifest = join(runDir, 'manifest.jsonl');
  const out = join(runDir, 'judged.jsonl');
  await writeFile(manifest, jsonLines(entries));
  const cache = join(workDir, 'remembered.jsonl');
  const args = [join(EVAL_DIR, program), manifest, out, '--threads', String(threads), '--cache', cache];
  await runPython(program, python, args, context);
  const lines = (await readFile(out, 'utf8')).trim().split('\n');
  await rm(runDir, { recursive: true });
  const parsed = lines.map((line) => JSON.parse(line) as unknown);
  return { lines: parsed.slice(0, -1), last: parsed.at(-1) };
}

/** Runs a program of `models/eval` to its end; its lines are shown as progress. @throws Error when it fails */
export async function runPython(
  name: string,
  python: string,
  args: readonly string[],
  { env, stops, progress }: Pick<PythonContext, 'env' | 'stops' | 'progress'>,
): Promise<void> {
  const child = startChild({ name, command: python, args, env, cpus: null }, stops);
  child.onLine((line) => progress(line));
  // A line that never comes: what it wrote last is in the error when it fails.
  const failed = child.line(() => undefined).catch((error: unknown) => error);
  if ((await child.ended) !== 0) throw new Error(`${name} failed`, { cause: await failed });
}

export function jsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
