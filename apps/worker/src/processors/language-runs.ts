import type { JobResult } from '@lector/contract';
import type { Plan } from '@lector/text';

/** The languages of a text in order: neighbouring spans of one language are one run, pauses between them included. */
export function languageRuns(plan: Plan): JobResult['spans'] {
  const runs: JobResult['spans'] = [];
  for (const { start, end, language } of plan.segments.flatMap((segment) => segment.spans)) {
    const last = runs.at(-1);
    if (last?.language === language) last.end = end;
    else runs.push({ start, end, language });
  }
  return runs;
}
