import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@lector/contract';
import { EVAL_DIR } from '../paths.js';
import { pythonWith, type PythonContext } from '../python-venv.js';
import { jsonLines, runPython } from './judge.js';
import type { System } from './result.js';
import type { Sentence } from './sentences.js';

/**
 * The package `kokoro-onnx` as its users run it: its own phonemes (espeak-ng) or those of misaki, on the published model file. It
 * is told the language, which Lector has to find. For Lector to be compared, the same raw style speaks for both.
 */
export const PEER_STYLES: Readonly<Record<Language, string>> = {
  zh: 'zf_xiaoxiao',
  en: 'af_heart',
  ja: 'jf_alpha',
  ko: 'jf_alpha',
  yue: 'zf_xiaoxiao',
};

interface PeerRequest {
  readonly system: System;
  readonly id: string;
  readonly language: Language;
  readonly voice: string;
  readonly text: string;
  readonly file: string;
}

/** Null where it failed on the sentence. */
export type PeerAnswer = Omit<PeerRequest, 'file'> & { readonly file: string | null; readonly failed?: string };

export async function speakByPeers(
  sentences: readonly Sentence[],
  options: {
    readonly graphPath: string;
    readonly voicesDir: string;
    readonly workDir: string;
    readonly audioDir: string;
    readonly threads: number;
  },
  context: PythonContext,
): Promise<readonly PeerAnswer[]> {
  const venv = { name: 'eval-peers', requirementsPath: join(EVAL_DIR, 'requirements-peers.txt') };
  const python = await pythonWith(venv, context);
  const requests = sentences.flatMap((sentence) => requestsFor(sentence, options.audioDir));
  const runDir = await mkdtemp(join(options.workDir, 'peers-'));
  const asked = join(runDir, 'asked.jsonl');
  const answered = join(runDir, 'answered.jsonl');
  await writeFile(asked, jsonLines(requests));
  const { graphPath, voicesDir, threads } = options;
  const args = [join(EVAL_DIR, 'peers.py'), asked, answered, graphPath, voicesDir, String(threads)];
  await runPython('the peer', python, args, context);
  const lines = (await readFile(answered, 'utf8')).trim().split('\n');
  await rm(runDir, { recursive: true });
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as PeerAnswer);
}

/** Nothing for mixed sentences: the package reads one language a call. */
function requestsFor({ id, language, text }: Sentence, audioDir: string): readonly PeerRequest[] {
  if (language === 'mixed') return [];
  const voice = PEER_STYLES[language];
  const systems: readonly System[] =
    language === 'zh' ? ['kokoro-onnx espeak', 'kokoro-onnx misaki'] : ['kokoro-onnx espeak'];
  return systems.map((system) => ({
    system,
    id,
    language,
    voice,
    text,
    file: join(audioDir, `${system.replace(' ', '-')}-${voice}-${id}.wav`),
  }));
}
