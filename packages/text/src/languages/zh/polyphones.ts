import { POLYPHONE_RULES } from './polyphone-rules.js';

/** What a rule sees on each side. */
const LOOK = 6;

interface Rule {
  readonly reading: string;
  readonly before: RegExp;
  readonly after: RegExp;
}

const RULES = new Map<string, Rule[]>();
for (const line of POLYPHONE_RULES.trim().split('\n')) {
  const [head = '', before = '', after = ''] = line.split('/').map((part) => part.trim());
  const [character = '', reading = ''] = head.split(' ');
  const rules = RULES.get(character) ?? [];
  rules.push({ reading, before: new RegExp(`(?:${before})$`, 'u'), after: new RegExp(`^(?:${after})`, 'u') });
  RULES.set(character, rules);
}

/**
 * The reading of a character of several readings that the characters beside it settle; undefined where they do not.
 * @param characters simplified characters of one stretch
 */
export function contextReading(characters: readonly string[], index: number): string | undefined {
  const rules = RULES.get(characters[index] ?? '');
  if (rules === undefined) return undefined;
  const before = characters.slice(Math.max(0, index - LOOK), index).join('');
  const after = characters.slice(index + 1, index + 1 + LOOK).join('');
  return rules.find((rule) => rule.before.test(before) && rule.after.test(after))?.reading;
}

/** Whether there are rules for a character: it has readings that running text mixes up. */
export function isPolyphone(character: string): boolean {
  return RULES.has(character);
}
