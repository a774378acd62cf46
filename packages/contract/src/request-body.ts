import { z } from 'zod';

/**
 * The body of a request: no fields but those named, and null in an optional one means the same as leaving it out. Clients in typed
 * languages send every field they have a name for.
 */

type Shape = Readonly<Record<string, z.ZodType>>;
type Body<S extends Shape> = z.output<z.ZodObject<S, z.core.$strict>>;
type Sent<S extends Shape> = z.input<z.ZodObject<S, z.core.$strict>>;
type OrNull<T> = { [K in keyof T]: undefined extends T[K] ? T[K] | null : T[K] };

/** What a body must be beside its fields; told of what was sent, nulls and all, also where fields are wrong. */
export interface BodyRule {
  readonly holds: (sent: Readonly<Record<string, unknown>>) => boolean;
  readonly path: string;
  readonly error: string;
}

/** The schema of such a body; what it gives has no null, and defaults in the place of those left out. */
export function requestBody<S extends Shape>(
  shape: S,
  rules: readonly BodyRule[] = [],
): z.ZodType<Body<S>, OrNull<Sent<S>>> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, orNull(field)]));
  const defaults = new Map(Object.entries(shape).map(([name, field]) => [name, defaultOf(field)]));
  const strict = rules.reduce(
    (schema, { holds, path, error }) => schema.refine(holds, { path: [path], error, when: isObject }),
    z.strictObject(fields),
  );
  return strict.transform((sent) => {
    const body: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(sent)) {
      const given = value ?? defaults.get(name);
      if (given !== undefined) body[name] = given;
    }
    return body as Body<S>;
  }) as unknown as z.ZodType<Body<S>, OrNull<Sent<S>>>;
}

/** All faults of a body are named at once. */
const isObject = ({ value }: { readonly value: unknown }) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function orNull(field: z.ZodType): z.ZodType {
  const described = field.meta() ?? {};
  if (field instanceof z.ZodOptional) return inner(field).nullable().optional().meta(described);
  if (field instanceof z.ZodDefault) return inner(field).nullable().default(field.def.defaultValue).meta(described);
  return field;
}

const inner = (field: z.ZodOptional | z.ZodDefault): z.ZodType => field.unwrap() as z.ZodType;

function defaultOf(field: z.ZodType): unknown {
  return field instanceof z.ZodDefault ? field.def.defaultValue : undefined;
}
