import { JobListQuery, JobQuery, JobRequest, LectorError, parseRequest, withoutPlannedOptions } from '@lector/contract';
import { isTerminal, jobAccepted, jobLinks } from '@lector/jobs';
import { cancelJob, deleteAudio } from '../cancel-job.js';
import type { ApiDeps } from '../deps.js';
import { estimate } from '../estimate.js';
import { idempotencyKey } from '../idempotency-key.js';
import { leaving } from '../leaving.js';
import { jobText, ownJob, ownRecord, showJob, showSummary } from '../read-job.js';
import type { ApiResponse, Route } from '../route.js';
import { submitJob, type Submission, type SubmitDeps } from '../submit-job.js';
import { waitForJob } from '../wait-for-job.js';

/** `/v1/jobs`: submit, look, list, cancel, repeat. */
export function jobRoutes(deps: ApiDeps): Route[] {
  const { settings, store } = deps;

  const accept = async (response: ApiResponse, submission: Omit<Submission, 'maxCharacters'>) => {
    const { record, replayed } = await submitJob(submitDeps(deps), {
      ...submission,
      maxCharacters: settings.maxCharacters,
    });
    const links = jobLinks(record.id, settings.publicUrl);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    response.setHeader('Location', links.self);
    const etaSeconds = await estimate(deps.load, record);
    // A replay is the same answer again but for the estimate, whatever has become of the job since; GET tells that.
    response.status(202).json(jobAccepted({ ...record, status: 'queued' }, { links, etaSeconds }));
  };

  return [
    {
      method: 'post',
      path: '/v1/jobs',
      json: true,
      handle: async (request, response) => {
        const body = parseRequest(JobRequest, withoutPlannedOptions(request.body));
        const { tenant } = response.locals;
        await accept(response, { request: body, tenant, idempotencyKey: idempotencyKey(request) });
      },
    },
    {
      method: 'get',
      path: '/v1/jobs',
      handle: async (request, response) => {
        const { status, limit, cursor } = parseRequest(JobListQuery, request.query);
        const page = await store.list(response.locals.tenant, {
          status: status ?? null,
          limit,
          cursor: cursor ?? null,
        });
        response.json({ jobs: page.records.map((record) => showSummary(deps, record)), next_cursor: page.cursor });
      },
    },
    {
      method: 'get',
      path: '/v1/jobs/{id}',
      handle: async (request, response) => {
        const { wait, include } = parseRequest(JobQuery, request.query);
        const { tenant } = response.locals;
        let record = await ownJob(store, request.params['id'], tenant);
        if (wait > 0 && !isTerminal(record.status)) {
          const signal = leaving(response, deps.closing).either;
          record = ownRecord(await waitForJob(deps, record.id, { timeoutMs: wait * 1000, signal }), tenant);
        }
        if (response.closed) return;
        const text = include === 'text' ? await jobText(deps, record) : undefined;
        response.json(showJob(deps, record, text));
      },
    },
    {
      method: 'delete',
      path: '/v1/jobs/{id}',
      handle: async (request, response) => {
        const { tenant } = response.locals;
        const record = await ownJob(store, request.params['id'], tenant);
        let outcome: 'ended' | 'requested' = 'ended';
        if (isTerminal(record.status)) await deleteAudio(deps, record);
        else outcome = await cancelJob(deps, record);
        const after = ownRecord(await store.get(record.id), tenant);
        response.status(outcome === 'requested' ? 202 : 200).json(showJob(deps, after));
      },
    },
    {
      method: 'post',
      path: '/v1/jobs/{id}/retry',
      handle: async (request, response) => {
        const { tenant } = response.locals;
        const record = await ownJob(store, request.params['id'], tenant);
        if (!isTerminal(record.status)) {
          throw new LectorError('job_not_finished', `only an ended job can be repeated [status=${record.status}]`);
        }
        const text = await jobText(deps, record);
        await accept(response, {
          request: { ...record.request, text },
          tenant,
          idempotencyKey: idempotencyKey(request),
          retryOf: record,
        });
      },
    },
  ];
}

export function submitDeps(deps: ApiDeps): SubmitDeps {
  const { formats, webhookAllowCidrs, idempotencyTtlMs, storeMs } = deps.settings;
  return { ...deps, formats, webhookAllowCidrs, idempotencyTtlMs, storeMs };
}
