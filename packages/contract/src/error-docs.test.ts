import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERRORS } from './errors.js';

const page = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

/** Sections of the page by anchor. */
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')).trim(), section] as const),
);

describe('docs/errors.md', () => {
  it('has one anchor for every code of the table and no other', () => {
    expect([...sections.keys()].sort()).toEqual(Object.keys(ERRORS).sort());
  });

  it.each(Object.entries(ERRORS))('says of %s its status, whether to try again, cause and fix', (code, facts) => {
    const section = sections.get(code) ?? '';
    expect(section).toContain(`Status ${facts.status}. Again? ${facts.retryable ? 'yes' : 'no'}.`);
    expect(section).toMatch(/\*\*Cause\.\*\* \S/);
    expect(section).toMatch(/\*\*Fix\.\*\* \S/);
  });
});
