import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDictionaries } from '@lector/dictionaries';
import { engineModel } from '@lector/engines';
import { loadManifest, MANIFESTS_DIR } from '@lector/packs';
import { createFrontend } from '@lector/text';
import { answerLines } from './answer-lines.js';
import { parseSentences, type SentenceLanguage } from './listening/sentences.js';
import { EVAL_DIR } from './paths.js';
import type { PlannedRun, PlanningQuestion } from './planner.js';
import { longText, type PlanningKind } from './planning-text.js';
import { VOICE_PACK } from './voice-pack.js';

/** A program: plans texts as a worker does, in a process of its own, whose memory is nobody else's. */
async function main(): Promise<void> {
  const model = engineModel(await loadManifest(VOICE_PACK, MANIFESTS_DIR));
  const frontend = createFrontend(await loadDictionaries());

  async function planned(question: PlanningQuestion): Promise<PlannedRun> {
    const text = 'text' in question ? question.text : await generated(question.kind, question.codePoints);
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    const steps = frontend.planInSteps(text, { language: 'auto', limit: model.limit });
    let longestStepMs = 0;
    let segments = -1;
    while (segments < 0) {
      const stepAt = performance.now();
      const step = steps.next();
      longestStepMs = Math.max(longestStepMs, performance.now() - stepAt);
      if (step.done === true) segments = step.value.segments.length;
    }
    const { user, system } = process.cpuUsage(cpuBefore);
    return {
      segments,
      cpuSeconds: (user + system) / 1e6,
      wallSeconds: (performance.now() - startedAt) / 1000,
      longestStepMs,
    };
  }

  await answerLines(planned);
}

async function generated(kind: PlanningKind, codePoints: number): Promise<string> {
  const language: SentenceLanguage = kind === 'zh without marks' ? 'zh' : kind;
  const tsv = await readFile(join(EVAL_DIR, 'sentences', `${language}.tsv`), 'utf8');
  const sentences = parseSentences(language, tsv).map(({ text }) => text);
  return longText(kind, sentences, codePoints);
}

await main();
