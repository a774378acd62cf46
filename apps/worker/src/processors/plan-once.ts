import type { JobRecord, ObjectStore } from '@lector/jobs';
import { LectorError } from '@lector/contract';
import { inTurns } from '@lector/process-kit';
import type { Frontend, Plan, SegmentLimit } from '@lector/text';
import type { EngineModel } from '@lector/engines';
import { planKey } from '@lector/storage';

/**
 * The plan of a job, made once and stored beside it: every later attempt, deploy or worker reads the same one, so a job
 * that restarts half-way after an upgrade of the text frontend still ends as it began.
 */
export async function planOnce(
  record: JobRecord,
  deps: { readonly objects: ObjectStore; readonly frontend: () => Promise<Frontend>; readonly model: EngineModel },
  signal: AbortSignal,
): Promise<Plan> {
  const key = planKey(record.id);
  const stored = await deps.objects.get(key, { signal });
  if (stored !== null) return readPlan(stored, key);
  const frontend = await deps.frontend();
  const text = await readText(record, deps.objects, signal);
  const plan = await inTurns(
    frontend.planInSteps(text, { language: record.request.language, limit: limitAt(record.request.speed, deps.model) }),
  );
  await deps.objects.put(key, new TextEncoder().encode(JSON.stringify(plan)), {
    contentType: 'application/json',
    signal,
  });
  return plan;
}

function readPlan(bytes: Uint8Array, key: string): Plan {
  const plan = JSON.parse(new TextDecoder().decode(bytes)) as Plan;
  if (plan.version !== 1)
    throw new LectorError('internal', `cannot read this plan [key=${key}, version=${String(plan.version)}]`);
  return plan;
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
