import { z } from 'zod';
import { ERRORS, type ErrorCode } from './errors.js';
import type { Operation, OperationResponse, Parameter } from './operation.js';
import { OPERATIONS } from './operations.js';
import { PROBLEM_CONTENT_TYPE } from './problem.js';
import { REQUEST_SCHEMAS, RESPONSE_SCHEMAS } from './schemas.js';

/**
 * The OpenAPI 3.1 document, made from the same schemas that check requests: it cannot say anything else than the API
 * does. `operations.ts` lists the calls; a test in the API holds that list equal to the routes it serves.
 */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  readonly webhooks: Readonly<Record<string, unknown>>;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

export interface OpenApiResponse {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>;
  readonly content?: Content;
}

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

const KEY_SCHEMES = [{ bearer: [] }, { apiKey: [] }] as const;

export function openApiDocument(options: { readonly version: string; readonly serverUrl: string }): OpenApiDocument {
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const operation of OPERATIONS) {
    const methods = (paths[operation.path] ??= {});
    methods[operation.method] = describeOperation(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lector',
      version: options.version,
      description:
        'Self-hosted text-to-speech jobs. Offsets count Unicode code points of the submitted text, half-open. Every error is a problem document (RFC 9457). null in an optional field of a request is the same as leaving it out.',
    },
    servers: [{ url: options.serverUrl }],
    security: KEY_SCHEMES,
    paths,
    components: {
      schemas: { ...componentsOf(REQUEST_SCHEMAS, 'input'), ...componentsOf(RESPONSE_SCHEMAS, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      },
    },
    webhooks: {
      jobEvent: {
        post: {
          summary: 'Sent to the job’s webhook, signed as Standard Webhooks 1.0 defines',
          requestBody: { required: true, content: { 'application/json': { schema: ref('WebhookBody') } } },
          responses: { '2XX': { description: 'Taken; anything else is tried again.' } },
        },
      },
    },
  };
}

function describeOperation(operation: Operation): OpenApiOperation {
  const parameters = operation.parameters?.map(describeParameter) ?? [];
  const responses: Record<string, OpenApiResponse> = {};
  for (const [status, response] of Object.entries(operation.responses)) {
    responses[status] = {
      description: response.description,
      ...(response.headers === undefined ? {} : { headers: headers(response.headers) }),
      ...(response.content === undefined ? {} : { content: content(response.content) }),
    };
  }
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    ...(operation.description === undefined ? {} : { description: operation.description }),
    tags: [operation.tag],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(operation.body === undefined
      ? {}
      : { requestBody: { required: true, content: content(bodyContent(operation.body)) } }),
    responses: { ...responses, ...problems(operation.problems) },
    ...(operation.open === true ? { security: [] } : {}),
  };
}

/** JSON where nothing else is said. */
function bodyContent(body: NonNullable<Operation['body']>): NonNullable<OperationResponse['content']> {
  return typeof body === 'string' ? { 'application/json': body } : body;
}

/** One response per status; its description names the codes that can come with it. */
function problems(codes: readonly ErrorCode[]): Record<string, OpenApiResponse> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]): [string, OpenApiResponse] => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('. '),
        content: content({ [PROBLEM_CONTENT_TYPE]: 'Problem' }),
      },
    ]),
  );
}

function describeParameter(parameter: Parameter): OpenApiParameter {
  const schema = plain(z.toJSONSchema(parameter.schema, { io: 'input' }));
  const { description, ...rest } = schema;
  return {
    name: parameter.name,
    in: parameter.in,
    required: parameter.in === 'path',
    ...(typeof description === 'string' ? { description } : {}),
    schema: rest,
  };
}

function headers(table: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(table).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
}

/** A value is the name of a component schema, or a JSON schema of its own. */
function content(table: Readonly<Record<string, string | JsonSchema>>): Content {
  return Object.fromEntries(
    Object.entries(table).map(([type, schema]) => [
      type,
      { schema: typeof schema === 'string' ? ref(schema) : schema },
    ]),
  );
}

function ref(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

function componentsOf(schemas: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output') {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      // Every whole number would carry the bounds of safe integers, which tell a reader nothing.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      // A later version may answer with more fields; a client made from this document must not break on them.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(made.schemas).map(([id, schema]) => [id, plain(schema)]));
}

/** Without the keys that make sense only in a file of its own. */
function plain(schema: object): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id' && key !== 'id' && key !== '~standard'),
  );
}
