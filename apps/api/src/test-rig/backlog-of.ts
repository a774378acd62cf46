import type { LaneBacklogs } from '@lector/jobs';

/** So many characters of open jobs in each lane, none of them split. */
export function backlogOf(interactive: number, bulk: number): LaneBacklogs {
  const whole = (characters: number) => ({ characters, laterCharacters: 0, splitJobs: 0 });
  return { interactive: whole(interactive), bulk: whole(bulk) };
}
