import type { JobRecord } from '@lector/jobs';
import { cancelJob, type CancelDeps } from './cancel-job.js';
import type { ApiDeps } from './deps.js';

/** Cancels a job whose caller will not have its audio; that it fails is no news for anybody but the operator. */
export async function giveUp(deps: CancelDeps & Pick<ApiDeps, 'logger'>, submitted: JobRecord): Promise<void> {
  await cancelJob(deps, submitted).catch((error: unknown) => {
    deps.logger.warn({ job: submitted.id, err: error }, 'a job nobody waits for could not be cancelled');
  });
}
