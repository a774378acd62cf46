import { z } from 'zod';

/**
 * One environment variable: how its text becomes a value, and what a person has to know about it. The default is kept
 * as text and goes through the same schema as a given value, so `.env.example`, the error messages and the program can
 * never disagree about it.
 */
export interface EnvField<T> {
  readonly schema: z.ZodType<T, string>;
  readonly description: string;
  /** Completes the sentence "allowed: …". */
  readonly allowed: string;
  /** Text used when the variable is not set; null when the value is then `undefined`. */
  readonly fallback: string | null;
  /** A line for `.env.example` where there is no default to show. */
  readonly example: string | null;
  /** The value is never repeated in a message. */
  readonly secret: boolean;
}

interface FieldFacts {
  readonly description: string;
  readonly allowed: string;
  readonly secret?: boolean;
}

export function fieldWithDefault<T>(schema: z.ZodType<T, string>, fallback: string, facts: FieldFacts): EnvField<T> {
  return { schema, fallback, example: null, secret: false, ...facts };
}

/** A variable whose absence has a meaning of its own; its value is then `undefined`. */
export function optionalField<T>(
  schema: z.ZodType<T, string>,
  example: string,
  facts: FieldFacts,
): EnvField<T | undefined> {
  return { schema, fallback: null, example, secret: false, ...facts };
}

export type EnvFields = Readonly<Record<string, EnvField<unknown>>>;

/** Values by variable name. */
export type EnvValues<F extends EnvFields> = { readonly [K in keyof F]: F[K] extends EnvField<infer T> ? T : never };

export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^[0-9]{1,15}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);
}

export function wholeNumberOrAuto(min: number, max: number): z.ZodType<number | 'auto', string> {
  return z.union([z.literal('auto'), wholeNumber(min, max)]);
}

/** An absolute URL of one of the protocols given (`http:`), without a trailing slash. */
export function urlOf(protocols: readonly string[]): z.ZodType<string, string> {
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
    .transform((text) => text.replace(/\/+$/, ''));
}
