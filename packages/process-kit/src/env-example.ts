import type { EnvFields } from './env-field.js';

/** Text of `.env.example`: every variable with its meaning, commented out, showing its default or an example. */
export function renderEnvExample(fields: EnvFields): string {
  const head = [
    '# Every setting of Lector. Lines are commented out: what they show is the default, or an example where absence',
    '# has a meaning of its own. A LECTOR_ name that is not in this list is refused at start.',
  ];
  const entries = Object.entries(fields).map(([name, field]) =>
    [
      `# ${field.description}`,
      `# Allowed: ${field.allowed}.${field.fallback === null ? ' Not set by default.' : ''}`,
      `# ${name}=${field.fallback ?? field.example ?? ''}`,
    ].join('\n'),
  );
  return `${head.join('\n')}\n\n${entries.join('\n\n')}\n`;
}
