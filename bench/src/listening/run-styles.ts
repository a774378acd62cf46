import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@lector/contract';
import { readCommit, readMachine } from '../machine.js';
import { EVAL_DIR } from '../paths.js';
import { judge } from './judge.js';
import type { EvalOptions } from './options.js';
import { chosenSentences } from './run-eval.js';
import { openStudio, spoken, type EvalContext, type Utterance } from './studio.js';
import { presentStyles } from './present-styles.js';
import { NATIVE, parseCandidates, trialOf, type StyleCandidate, type StylesResult } from './styles.js';

/** Tries each candidate style on the sentences to tune with; `frozen` ones are never used to choose. */
export async function runStyles(options: EvalOptions, context: EvalContext): Promise<StylesResult> {
  const studio = await openStudio(context);
  try {
    const table = await readFile(join(EVAL_DIR, 'styles.tsv'), 'utf8');
    const wanted = ({ preset, language }: StyleCandidate) =>
      (options.voices?.includes(preset) ?? true) && options.languages.includes(language);
    const named = (one: StyleCandidate) => ({ ...one, voice: studio.model.voice(one.voice).id });
    const present = presentStyles(studio.pack.manifest, studio.model);
    const candidates = distinct([...present, ...parseCandidates(table).map(named)].filter(wanted));
    const jobs = new Map<string, { language: Language; voice: string }>();
    // What a preset sounds like in its native languages is spoken too, to compare with.
    const compared = present.filter(
      ({ preset, language }) =>
        NATIVE.includes(language) && candidates.some((candidate) => candidate.preset === preset),
    );
    for (const { language, voice } of [...candidates, ...compared])
      jobs.set(`${language}/${voice}`, { language, voice });
    const languages = [...new Set([...jobs.values()].map(({ language }) => language))];
    const sentences = await chosenSentences({ languages, limit: options.limit, split: 'dev' }, context.progress);
    const utterances: Utterance[] = [];
    for (const { language, voice } of jobs.values()) {
      context.progress(`speaking ${language} as ${voice}`);
      for (const sentence of sentences.filter((one) => one.language === language))
        utterances.push(await spoken(sentence, voice, studio));
    }
    await studio.speaker.close();
    const judged = await judge(utterances, studio.workDir, context.threads, context);
    return {
      version: 1,
      at: new Date().toISOString(),
      commit: readCommit(),
      machine: readMachine(),
      limit: options.limit,
      trials: candidates.flatMap((candidate) => {
        const own = judged.utterances.filter((_, index) => {
          const { language, voice } = utterances[index] ?? {};
          return language === candidate.language && voice === candidate.voice;
        });
        return own.length === 0 ? [] : [trialOf(candidate, own, judged.likeness, present)];
      }),
    };
  } finally {
    await studio.speaker.close();
  }
}

function distinct(candidates: readonly StyleCandidate[]): readonly StyleCandidate[] {
  return [...new Map(candidates.map((one) => [`${one.preset}/${one.language}/${one.voice}`, one])).values()];
}
