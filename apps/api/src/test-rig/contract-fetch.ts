import { isDeepStrictEqual } from 'node:util';
import { type Operation, OPERATIONS, Problem, PROBLEM_CONTENT_TYPE, RESPONSE_SCHEMAS } from '@lector/contract';

/**
 * A `fetch` that holds every answer against the contract the OpenAPI document is made from: the call is described, its
 * status is one of that call, and the body has the described shape and no field more.
 */
export interface ContractFetch {
  readonly fetch: typeof globalThis.fetch;
  /** What did not agree, one line each. */
  readonly breaches: readonly string[];
  /** `operationId status` of every answer seen. */
  readonly answers: ReadonlySet<string>;
}

export function contractFetch(): ContractFetch {
  const breaches: string[] = [];
  const answers = new Set<string>();
  return {
    breaches,
    answers,
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      // What a redirect led to is no answer of the API.
      if (response.redirected) return response;
      const method = (init?.method ?? 'GET').toLowerCase();
      const operation = OPERATIONS.find((one) => one.method === method && isAt(one, new URL(response.url).pathname));
      answers.add(`${operation?.operationId ?? 'unknown'} ${response.status}`);
      const breach = operation === undefined ? 'is not described' : await breachOf(operation, response);
      if (breach !== null) breaches.push(`${method} ${response.url} ${response.status}: ${breach}`);
      return response;
    },
  };
}

function isAt({ path }: Operation, pathname: string): boolean {
  const parts = path.split('/');
  const given = pathname.split('/');
  return parts.length === given.length && parts.every((part, index) => part.startsWith('{') || part === given[index]);
}

async function breachOf(operation: Operation, response: Response): Promise<string | null> {
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (type === PROBLEM_CONTENT_TYPE) {
    const body: unknown = await response.clone().json();
    const code = Problem.parse(body).code;
    if (!isDeepStrictEqual(Problem.parse(body), body)) return 'the problem has a field too many';
    return operation.problems.includes(code) ? null : `the call is not said to refuse with ${code}`;
  }
  const described = operation.responses[String(response.status)];
  if (described === undefined) return 'the status is not described';
  const wanted = Object.entries(described.content ?? {});
  if (wanted.length === 0) return (await response.clone().text()) === '' ? null : 'no body is described';
  const [, schema] = wanted.find(([name]) => name === type || (name === 'audio/*' && type.startsWith('audio/'))) ?? [];
  if (schema === undefined) return `the content type ${type} is not described`;
  if (typeof schema !== 'string') return null;
  if (!isResponse(schema)) return `${schema} is not a shape of answers`;
  const body: unknown = await response.clone().json();
  const parsed = RESPONSE_SCHEMAS[schema].safeParse(body);
  if (!parsed.success) return `is not a ${schema}: ${parsed.error.message}`;
  return isDeepStrictEqual(parsed.data, body) ? null : `has a field that ${schema} does not`;
}

function isResponse(name: string): name is keyof typeof RESPONSE_SCHEMAS {
  return Object.hasOwn(RESPONSE_SCHEMAS, name);
}
