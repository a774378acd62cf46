import { LectorError } from '@lector/contract';
import type { JobRecord } from '@lector/jobs';
import { planOnce } from './plan-once.js';
import { renderRange, type RenderSignals } from './render-range.js';
import type { RenderDeps } from './render.js';

/**
 * One unit of a long job: its segments are rendered into the store, and nothing else is left behind.
 * @returns code points of the text it covers; null when some of it was in the store already, which says nothing about speed
 * @throws as `renderRange`
 */
export async function renderUnit(
  record: JobRecord,
  fence: number,
  unit: number,
  deps: RenderDeps,
  signals: RenderSignals,
): Promise<{ readonly characters: number | null }> {
  const plan = await planOnce(record, deps, signals.abort);
  const range = plan.units[unit];
  if (range === undefined)
    throw new LectorError('internal', `the plan has no such unit [job=${record.id}, unit=${unit}]`);
  let characters = 0;
  let cached = false;
  for await (const { segment, finished } of renderRange({ record, fence, plan, range, unit }, deps, signals)) {
    characters += segment.end - segment.start;
    cached ||= finished.cached;
  }
  return { characters: cached ? null : characters };
}
