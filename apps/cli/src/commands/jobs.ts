import { JOB_STATUSES, type JobList, type JobStatus } from '@lector/contract';
import type { LectorClient } from '@lector/sdk';
import { CLIENT_OPTIONS, clientOf, printJson } from '../client.js';
import { EXIT, exclusive, oneOf, wholeNumber, type Command } from '../command.js';
import { hoursMinutes, table } from '../progress.js';

/** The API's most. */
const PAGE = 100;

export const jobs: Command = {
  name: 'jobs',
  usage: '[--status STATUS] [--limit N | --all]',
  summary: 'Lists jobs, newest first.',
  maxArguments: 0,
  options: {
    ...CLIENT_OPTIONS,
    status: { type: 'string', help: JOB_STATUSES.join(', ') },
    limit: { type: 'string', help: 'how many, 20 when absent' },
    all: { type: 'boolean', help: 'all of them' },
  },
  async run(input) {
    exclusive(input, 'limit', 'all');
    const status = oneOf(input, 'status', JOB_STATUSES);
    const limit = wholeNumber(input, 'limit', { fallback: 20, max: 100_000 });
    const wanted = input.values['all'] === true ? Number.POSITIVE_INFINITY : limit;
    const list = await newest(clientOf(input), wanted, status);
    if (input.values['json'] === true) {
      printJson(list);
      return EXIT.done;
    }
    const rows = list.jobs.map(({ id, status: now, progress, created_at: created }) => {
      return [id, now, `${Math.floor(progress.percent)} %`, hoursMinutes(progress.audio_seconds), created];
    });
    console.log(table([['ID', 'STATUS', 'DONE', 'AUDIO', 'CREATED'], ...rows]));
    return EXIT.done;
  },
};

async function newest(client: LectorClient, wanted: number, status: JobStatus | undefined): Promise<JobList> {
  const found: JobList = { jobs: [], next_cursor: null };
  do {
    const page = await client.jobs.list({
      limit: Math.min(PAGE, wanted - found.jobs.length),
      ...(status === undefined ? {} : { status }),
      ...(found.next_cursor === null ? {} : { cursor: found.next_cursor }),
    });
    found.jobs.push(...page.jobs);
    found.next_cursor = page.next_cursor;
  } while (found.next_cursor !== null && found.jobs.length < wanted);
  return found;
}
