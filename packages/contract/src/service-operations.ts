import { json, KEYED, type Operation, STORED, TEXT } from './operation.js';

/** What is asked about the process itself, and its documents. */
export const SERVICE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/healthz',
    operationId: 'health',
    tag: 'service',
    summary: 'Whether the process answers',
    responses: json('It does.', 'Health'),
    problems: ['internal'],
    open: true,
  },
  {
    method: 'get',
    path: '/readyz',
    operationId: 'readiness',
    tag: 'service',
    summary: 'Whether a job submitted now would be rendered',
    responses: json('It would.', 'Readiness'),
    problems: ['not_ready', 'internal'],
    open: true,
  },
  {
    method: 'get',
    path: '/v1/capacity',
    operationId: 'capacity',
    tag: 'service',
    summary: 'The packs of the deployment: their workers, what waits for them, and how long that takes',
    responses: json('As it is now; workers report every ten seconds.', 'Capacity'),
    problems: STORED,
  },
  {
    method: 'get',
    path: '/metrics',
    operationId: 'metrics',
    tag: 'service',
    summary: 'Metrics in the text format of Prometheus',
    responses: { '200': { description: 'All of them.', content: { 'text/plain': TEXT } } },
    problems: KEYED,
  },
  page('/openapi.json', 'openapi', 'This document', {
    'application/json': { type: 'object', additionalProperties: true },
  }),
  page('/docs', 'docs', 'This document as a page', { 'text/html': TEXT }),
  page('/docs/errors', 'errorDocs', 'The error codes as a page', { 'text/html': TEXT }),
];

function page(
  path: string,
  operationId: string,
  summary: string,
  content: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Operation {
  return {
    method: 'get',
    path,
    operationId,
    tag: 'service',
    summary,
    responses: { '200': { description: summary, content } },
    problems: ['internal'],
    open: true,
  };
}
