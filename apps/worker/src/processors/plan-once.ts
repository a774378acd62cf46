import { LectorError } from '@lector/contract';
import { splitSpeed, type EngineModel } from '@lector/engines';
import { cutIntoUnits, findChapters, type JobRecord, type LexiconUse, type ObjectStore } from '@lector/jobs';
import { inTurns, type Tracing } from '@lector/process-kit';
import type { Frontend, PinFinder, SegmentLimit } from '@lector/text';
import { speechOf } from './speech.js';
import { findPlan, keepPlan, type StoredPlan } from './stored-plan.js';

export interface PlanDeps {
  readonly objects: ObjectStore;
  /** Loaded on first need: a job whose plan is stored does without. */
  readonly frontend: () => Promise<Frontend>;
  /** What lexicons fix in a text; undefined for none. */
  readonly lexiconPins: (uses: readonly LexiconUse[]) => Promise<PinFinder | undefined>;
  readonly model: EngineModel;
  readonly span: Tracing['span'];
}

/**
 * The plan of a job, made once and kept in its record or beside it: every later attempt, deploy or worker reads the same one, so a job
 * that restarts half-way after an upgrade of the text frontend still ends as it began, in the same units.
 */
export async function planOnce(record: JobRecord, deps: PlanDeps, signal: AbortSignal): Promise<StoredPlan> {
  const stored = await findPlan(record, deps.objects, signal);
  if (stored !== null) return stored;
  const attributes = { 'lector.characters': record.characters };
  return deps.span('plan', { attributes }, () => makePlan(record, deps, signal));
}

async function makePlan(record: JobRecord, deps: PlanDeps, signal: AbortSignal): Promise<StoredPlan> {
  const { objects, model } = deps;
  const { request } = record;
  const frontend = await deps.frontend();
  const text = await readText(record, objects, signal);
  const { speed, tempo } = splitSpeed(request.speed, model.speed);
  const { format = 'plain' } = record.text;
  const { language, emoji = 'drop' } = request;
  const findPins = await deps.lexiconPins(record.lexicons ?? []);
  const pins = findPins === undefined ? {} : { findPins };
  const options = { language, emoji, format, limit: limitAt(speed, model), ...pins };
  const { segments } = await inTurns(frontend.planInSteps(text, options));
  const seconds = segments.map((segment) => {
    const expected = model.expectedSeconds(model.encode(speechOf(segment, request, model)));
    return (expected + ((segment.leadMs ?? 0) + segment.pauseMs) / 1000) / tempo;
  });
  const total = seconds.reduce((sum, one) => sum + one, 0);
  // Lines of SSML are no lines of a book.
  const chapters = format === 'plain' ? findChapters(text) : [];
  const parts = { segments, seconds: total, units: cutIntoUnits(seconds), chapters };
  return keepPlan(record.id, parts, objects, signal);
}

async function readText(record: JobRecord, objects: ObjectStore, signal: AbortSignal): Promise<string> {
  if ('inline' in record.text) return record.text.inline;
  const bytes = await objects.get(record.text.key, { signal });
  if (bytes === null) throw new LectorError('internal', `the text of the job is gone [key=${record.text.key}]`);
  return new TextDecoder().decode(bytes);
}

/**
 * Slow speech makes more audio of the same text, and memory grows with the audio of one pass: at speed 0.25 the longest
 * segment took the process from 1.1 to 2.2 GB, for good. So a segment holds as much less text as it is spoken slower.
 */
function limitAt(speed: number, { limit }: Pick<EngineModel, 'limit'>): SegmentLimit {
  const share = Math.min(1, speed);
  return {
    maxSize: Math.floor(limit.maxSize * share),
    targetSize: Math.floor(limit.targetSize * share),
    size: (span) => limit.size(span),
  };
}
