import type { Request } from 'express';
import { JobListQuery, JobQuery, JobRequest, LectorError, parseRequest, textField } from '@lector/contract';
import { isTerminal, jobAccepted, jobLinks } from '@lector/jobs';
import { apiUrlOf } from '../api-url.js';
import { cancelJob, deleteAudio } from '../cancel-job.js';
import type { TextLimit } from '../check-request.js';
import type { ApiDeps } from '../deps.js';
import { idempotencyKey } from '../idempotency-key.js';
import { leaving } from '../leaving.js';
import { jobText, ownJob, ownRecord, showJob, showSummary } from '../read-job.js';
import type { ApiResponse, Route } from '../route.js';
import { submitJob, type Submission, type SubmitDeps } from '../submit-job.js';
import { waitForJob } from '../wait-for-job.js';

/** `/v1/jobs`: submit, look, list, cancel, repeat. */
export function jobRoutes(deps: ApiDeps): Route[] {
  const { settings, store } = deps;

  const accept = async (
    request: Request,
    response: ApiResponse,
    submission: Pick<Submission, 'request' | 'retryOf' | 'lexicons'>,
  ) => {
    const { record, replayed } = await submitJob(submitDeps(deps), {
      ...submission,
      tenant: response.locals.tenant,
      idempotencyKey: idempotencyKey(request),
      call: response.locals,
      apiUrl: apiUrlOf(settings.publicUrl, request.socket),
      textLimit: jobTextLimit(settings),
    });
    response.locals.job = record.id;
    const links = jobLinks(record.id, settings.publicUrl);
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    response.setHeader('Location', links.self);
    response.status(202).json(jobAccepted(record, links));
  };

  return [
    {
      method: 'post',
      path: '/v1/jobs',
      json: jobTextLimit(settings),
      handle: async (request, response) => {
        const body = parseRequest(JobRequest, request.body);
        await accept(request, response, { request: body });
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
        const { format = 'plain' } = record.text;
        const again = { ...record.request, pack: record.pack, ...textField({ text, format }) };
        // As they were then: what is repeated is that job.
        await accept(request, response, { request: again, retryOf: record, lexicons: record.lexicons ?? [] });
      },
    },
  ];
}

export function jobTextLimit({ maxCharacters }: ApiDeps['settings']): TextLimit {
  return { maxCharacters, remedy: 'split it into several jobs, or let the operator raise LECTOR_MAX_CHARS' };
}

export function submitDeps(deps: ApiDeps): SubmitDeps {
  const { webhookAllowCidrs, idempotencyTtlMs, storeMs } = deps.settings;
  return { ...deps, webhookAllowCidrs, idempotencyTtlMs, storeMs };
}
