/** Names of fields that may hold a secret or a job's text. A message or a URL cannot be looked into: those carry ids only. */
export const SECRET_NAMES: ReadonlySet<string> = new Set([
  'authorization',
  'secret',
  'secretAccessKey',
  'webhookSecret',
  'apiKey',
  'password',
  'text',
  'ssml',
  'cookie',
  'webhook-signature',
]);

export const HIDDEN = '[redacted]';

/** Deeper than anything that is logged; an object that holds itself ends here. */
const MAX_DEPTH = 6;

/** The same with the value of every such field hidden, however deep; nothing is copied where there is none. Pure. */
export function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return shown(fields, 0) as Record<string, unknown>;
}

function shown(value: unknown, depth: number): unknown {
  // An error is written by a serializer of its own, which takes nothing from it but what it is to say.
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (depth === MAX_DEPTH) return HIDDEN;
  let copy: Record<string, unknown> | null = null;
  for (const [name, field] of Object.entries(value)) {
    const told = SECRET_NAMES.has(name) ? HIDDEN : shown(field, depth + 1);
    if (told === field) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[name] = told;
  }
  return copy ?? value;
}
