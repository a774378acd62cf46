import { LectorError } from '@lector/contract';
import { didYouMean } from './did-you-mean.js';
import type { EnvField, EnvFields, EnvValues } from './env-field.js';
import { ENV_FIELDS } from './env-fields.js';
import type { LectorEnv } from './env-fields.js';
import { ENV_RULES } from './env-rules.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names that tests hand to their own workers; no program reads them. */
const TEST_PREFIX = 'LECTOR_TEST_';

type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/**
 * Reads the given fields from an environment. Everything that is wrong is reported at once in one `config_invalid`:
 * values not allowed, combinations not allowed, and `LECTOR_*` names nobody knows (a misspelt name would otherwise leave
 * its default standing without a word). Names that other Lector programs use are known and left alone.
 */
export function readConfig<F extends EnvFields>(fields: F, env: Environment): EnvValues<F> {
  const values: Record<string, unknown> = {};
  const problems = unknownNames(Object.keys(fields), env);
  for (const [name, field] of Object.entries(fields)) {
    const read = readField(field, env[name]);
    if (read.ok) values[name] = read.value;
    else problems.push(`${name}: ${read.problem}`);
  }
  for (const rule of ENV_RULES) {
    if (!rule.needs.every((name) => name in values)) continue;
    const broken = rule.check(values as LectorEnv);
    if (broken !== null) problems.push(`${broken.name}: ${broken.problem}`);
  }
  if (problems.length > 0) {
    throw new LectorError(
      'config_invalid',
      `the configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems
        .map((problem) => `  - ${problem}`)
        .join('\n')}`,
    );
  }
  return values as EnvValues<F>;
}

function readField(field: EnvField<unknown>, given: string | undefined): Read {
  const set = given !== undefined && given.trim() !== '';
  const text = set ? given.trim() : field.fallback;
  if (text === null) return { ok: true, value: undefined };
  const parsed = field.schema.safeParse(text);
  if (parsed.success) return { ok: true, value: parsed.data };
  // A list says which entry is wrong; messages of zod's own would only repeat `allowed` in other words.
  const details = parsed.error.issues
    .filter((issue) => issue.code === 'custom' && issue.params?.['entry'] === true)
    .map((issue) => issue.message);
  const what =
    details.length > 0 ? details.join(', ') : field.secret ? 'the value is not valid' : `"${text}" is not valid`;
  const otherwise = field.fallback === null || field.fallback === '' ? '' : ` (default ${field.fallback})`;
  return { ok: false, problem: `${what}; allowed: ${field.allowed}${otherwise}` };
}

function unknownNames(own: readonly string[], env: Environment): string[] {
  const known = [...new Set([...own, ...Object.keys(ENV_FIELDS)])];
  return Object.keys(env)
    .filter((name) => name.startsWith('LECTOR_') && !name.startsWith(TEST_PREFIX) && !known.includes(name))
    .sort()
    .map((name) => {
      const meant = didYouMean(name, known);
      return `${name}: there is no such variable${meant === null ? '; allowed: the names in .env.example' : `; did you mean ${meant}?`}`;
    });
}
