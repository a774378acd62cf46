import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@lector/contract';
import { parseSentences, spread } from './listening/sentences.js';
import { startEngineLoop } from './loops.js';
import { EVAL_DIR } from './paths.js';
import { startPlanner } from './planner.js';
import { cpuSeconds } from './process-tree.js';
import type { Measure } from './report.js';
import { sum } from './statistics.js';
import { repetitionsOf, type BenchContext } from './suite.js';
import { loadVoicePack, VOICE_PACK } from './voice-pack.js';

const SHARE_PERCENT_AT_MOST = 3;
const WARM_UP_CODE_POINTS = 20_000;
const SHARE_LANGUAGES: readonly Language[] = ['zh', 'en', 'ja', 'ko', 'yue'];

/** CPU seconds of planning, for each repetition, and of the engine, for the same sentences. */
export interface Share {
  readonly language: Language;
  readonly sentences: number;
  readonly planning: readonly number[];
  readonly synthesis: number;
}

/** Plans and speaks the same sentences; what is spoken is not kept. */
export async function measureShares(context: BenchContext): Promise<readonly Share[]> {
  const count = context.quick ? 1 : 12;
  const voice = await loadVoicePack(context);
  const planner = await startPlanner(context);
  const engine = await startEngineLoop(context, {
    pack: VOICE_PACK,
    graph: 'prepared',
    cpus: context.cpus.slice(0, 1),
  });
  const shares: Share[] = [];
  for (const language of SHARE_LANGUAGES) {
    const tsv = await readFile(join(EVAL_DIR, 'sentences', `${language}.tsv`), 'utf8');
    const sentences = spread(parseSentences(language, tsv), count);
    const text = sentences.map((sentence) => sentence.text).join('\n');
    // A worker plans for days: its code is compiled.
    await planner.plan({ kind: language, codePoints: WARM_UP_CODE_POINTS });
    const planningSeconds: number[] = [];
    for (const _ of repetitionsOf({ ...context, progress: () => {} }))
      planningSeconds.push((await planner.plan({ text })).cpuSeconds);
    context.progress(`${language}: speaking ${sentences.length} sentences`);
    const utterances = voice.utterances([text]).flat();
    const [first] = utterances;
    if (first !== undefined) await engine.render(first);
    const before = cpuSeconds([engine.pid]);
    for (const utterance of utterances) await engine.render(utterance);
    const synthesis = cpuSeconds([engine.pid]) - before;
    shares.push({ language, sentences: sentences.length, planning: planningSeconds, synthesis });
  }
  await planner.stop();
  await engine.stop();
  return shares;
}

export function shareMeasures(shares: readonly Share[]): readonly Measure[] {
  const repetitions = shares[0]?.planning.length ?? 0;
  const totals = Array.from({ length: repetitions }, (_, index) =>
    sum(shares.map((share) => share.planning[index] ?? Number.NaN)),
  );
  const synthesis = sum(shares.map((share) => share.synthesis));
  const measure = (name: string, planningSeconds: readonly number[], engineSeconds: number): Measure => ({
    name: `share of planning, ${name}`,
    unit: '%',
    samples: planningSeconds.map((seconds) => (100 * seconds) / engineSeconds),
    goal: { atMost: SHARE_PERCENT_AT_MOST },
  });
  return [
    ...shares.map((share) => measure(share.language, share.planning, share.synthesis)),
    measure('all', totals, synthesis),
  ];
}
