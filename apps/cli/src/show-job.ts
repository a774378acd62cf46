import type { Job } from '@lector/contract';
import { hoursMinutes, megabytes, table } from './progress.js';

/** One job for people: what it is, how far it is, and what came of it. */
export function showJob(job: Job): string {
  const { progress, request, result, error } = job;
  const audio = result?.audio ?? null;
  const rows: (readonly [string, string | null])[] = [
    ['job', job.id],
    ['retry of', job.retry_of ?? null],
    ['status', job.status],
    ['lane', job.lane],
    ['voice', `${String(request['voice'])}, ${String(request['format'])}`],
    ['progress', progressOf(progress)],
    ['created', job.created_at],
    ['started', job.started_at],
    ['finished', job.finished_at],
    ['attempts', String(job.attempts)],
    [
      'audio',
      audio === null
        ? null
        : `${hoursMinutes(audio.duration_seconds)}, ${audio.sample_rate} Hz, ${sizeOf(audio.bytes)}`,
    ],
    ['sha256', audio?.sha256 ?? null],
    ['chapters', result?.chapters === undefined ? null : String(result.chapters.length)],
    ['timings', result?.timings === undefined ? null : `${result.timings.level}, ${result.timings.precision}`],
    ['to review', result === null || result.needs_review.length === 0 ? null : reviewOf(result.needs_review)],
    ['error', error === null ? null : failureOf(job)],
    ...Object.entries(job.metadata),
  ];
  return table(rows.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** Why there is no audio, in one line. */
export function failureOf({ error, status }: Pick<Job, 'error' | 'status'>): string {
  return error === null ? `the job was ${status}` : `${error.title}: ${error.detail} [${error.code}]`;
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : megabytes(bytes);
}

function progressOf({
  segments_done: done,
  segments_total: total,
  audio_seconds,
  percent,
  eta_seconds,
}: Job['progress']): string {
  if (total === 0) return 'not begun';
  const eta = eta_seconds === null || done === total ? '' : `, ${hoursMinutes(eta_seconds)} to go`;
  return `${Math.floor(percent)} %, ${done} of ${total} segments, ${hoursMinutes(audio_seconds)} of audio${eta}`;
}

function reviewOf(
  places: readonly { readonly start: number; readonly end: number; readonly reason: string }[],
): string {
  const shown = places.slice(0, 5).map(({ start, end, reason }) => `${start}–${end} ${reason}`);
  const more = places.length > shown.length ? ` and ${places.length - shown.length} more (--json)` : '';
  return shown.join(', ') + more;
}
