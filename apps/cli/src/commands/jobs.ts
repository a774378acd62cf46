import { JOB_STATUSES, type JobStatus } from '@lector/contract';
import { CLIENT_OPTIONS, clientOf } from '../client.js';
import { EXIT, UsageError, stringValue, type Command } from '../command.js';
import { table } from '../progress.js';

export const jobs: Command = {
  name: 'jobs',
  usage: '[--status STATUS] [--limit N]',
  summary: 'Lists jobs, newest first.',
  options: {
    ...CLIENT_OPTIONS,
    status: { type: 'string', help: JOB_STATUSES.join(', ') },
    limit: { type: 'string', help: 'how many, 20 when absent' },
  },
  async run(input) {
    const status = stringValue(input, 'status');
    if (status !== undefined && !isStatus(status))
      throw new UsageError(`--status must be one of ${JOB_STATUSES.join(', ')}`);
    const limit = Number(stringValue(input, 'limit') ?? 20);
    if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new UsageError('--limit must be 1 to 100');
    const page = await clientOf(input).jobs.list({ limit, ...(status === undefined ? {} : { status }) });
    if (input.values['json'] === true) console.log(JSON.stringify(page, null, 2));
    else
      console.log(
        table([
          ['ID', 'STATUS', 'DONE', 'AUDIO', 'CREATED'],
          ...page.jobs.map((job) => [
            job.id,
            job.status,
            `${Math.floor(job.progress.percent)} %`,
            `${job.progress.audio_seconds.toFixed(1)} s`,
            job.created_at,
          ]),
        ]),
      );
    return EXIT.done;
  },
};

function isStatus(value: string): value is JobStatus {
  return (JOB_STATUSES as readonly string[]).includes(value);
}
