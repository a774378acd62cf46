import { LectorError, type ErrorDetail } from './errors.js';

/**
 * Options the contract names that this version does not offer yet. A client that asks for one must hear so
 * (`option_unavailable`) instead of "unknown field", and never get audio that silently ignores the wish. The neutral
 * value asks for nothing, so it is accepted: clients that always send it keep working.
 */
const PLANNED_JOB_OPTIONS = {
  lexicons: [],
} as const satisfies Record<string, unknown>;

/**
 * The body without the planned options that ask for nothing.
 * @throws LectorError `option_unavailable` for those that ask for something
 */
export function withoutPlannedOptions(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  // Collected as pairs: assigning to a key named __proto__ would change what the object inherits, past the strict schema.
  const kept: [string, unknown][] = [];
  const errors: ErrorDetail[] = [];
  for (const [key, value] of Object.entries(body)) {
    if (!Object.hasOwn(PLANNED_JOB_OPTIONS, key)) {
      kept.push([key, value]);
      continue;
    }
    const neutral = PLANNED_JOB_OPTIONS[key as keyof typeof PLANNED_JOB_OPTIONS];
    if (!asksNothing(value, neutral)) errors.push({ pointer: `/${key}`, detail: 'is not offered by this version yet' });
  }
  if (errors.length > 0) {
    const names = errors.map((error) => error.pointer.slice(1)).join(', ');
    throw new LectorError('option_unavailable', `this version does not offer an option of the request [${names}]`, {
      errors,
    });
  }
  return Object.fromEntries(kept);
}

function asksNothing(value: unknown, neutral: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(neutral)) return Array.isArray(value) && value.length === 0;
  return neutral !== null && value === neutral;
}
