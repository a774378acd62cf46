import {
  BE,
  DEGREES,
  DETERMINERS,
  DO,
  HAVE,
  isAdverb,
  isMark,
  isPlural,
  isPossessive,
  MODALS,
  OBJECTS,
  PREPOSITIONS,
  SUBJECTS,
} from './word-classes.js';

/** A word in its clause. `words`: the keys of the sentence in order, marks among them; see `wordKey`. */
export interface WordSite {
  readonly words: readonly string[];
  readonly at: number;
  /** As written, capitals kept. */
  readonly written: string;
}

export const wordAt = ({ words, at }: WordSite, offset: number): string => words[at + offset] ?? '';

/** What the words on the left say. */
export interface LeftCue {
  readonly kind:
    | 'noun' // a determiner, possessive or preposition: a noun phrase is open
    | 'verb' // to, a modal, a subject pronoun
    | 'be'
    | 'have'
    | 'degree' // too, very: an adjective
    | 'start' // nothing but adverbs before the word in its clause
    | 'and'
    | 'subject'; // content words: a subject, or words that describe a noun
  /** The nearest word that is no adverb; what the cue was taken from, or the content word of a `subject`. */
  readonly word: string;
  /** Content words between the cue and the place. */
  readonly between: number;
  /** The clause opens with an auxiliary, and a subject follows: `do people live`, `have you read`. */
  readonly inverted: 'do' | 'have' | 'be' | undefined;
}

/** Farther off words say nothing of this one. */
const reach = 6;

function auxiliary(word: string): 'do' | 'have' | 'be' | undefined {
  if (DO.has(word) || MODALS.has(word)) return 'do';
  if (HAVE.has(word)) return 'have';
  return BE.has(word) ? 'be' : undefined;
}

/** The auxiliary that stands before the subject at `subjectAt` at the head of its clause. */
function inversion(words: readonly string[], subjectAt: number): 'do' | 'have' | 'be' | undefined {
  const found = auxiliary(words[subjectAt - 1] ?? '');
  const before = words[subjectAt - 2];
  const opens = isMark(before) || /^(?:who|what|when|where|why|how|which|and|but|or)$/.test(before ?? '');
  return opens ? found : undefined;
}

/** Walks left from a word to what governs it. Bounded. */
export function leftCue({ words, at }: WordSite): LeftCue {
  let [between, content] = [0, ''];
  const cue = (kind: LeftCue['kind'], word: string, inverted?: LeftCue['inverted']): LeftCue => ({
    kind,
    word,
    between,
    inverted,
  });
  for (let i = at - 1; i >= 0 && i >= at - reach; i -= 1) {
    const word = words[i] ?? '';
    if (isMark(word)) return cue(between === 0 ? 'start' : 'subject', content);
    if (isAdverb(word)) continue;
    const near = between === 0;
    if (near && DEGREES.has(word)) return cue('degree', word);
    if (near && SUBJECTS.has(word)) return cue('verb', word, inversion(words, i));
    // `they sell produce`: the word between is the verb.
    if (between === 1 && SUBJECTS.has(word) && word !== 'who') return cue('noun', content);
    // `soldiers that desert`; else it points (`that record`).
    if (near && word === 'that' && isPlural(words[i - 1] ?? '')) return cue('verb', word);
    if (word === 'to') return cue(near ? 'verb' : 'noun', near ? word : content);
    if (isPossessive(word) || DETERMINERS.has(word) || PREPOSITIONS.has(word)) {
      const inverted = near ? undefined : inversion(words, i);
      return cue(near ? 'noun' : 'subject', near ? word : content, inverted);
    }
    const helper = auxiliary(word);
    if (helper !== undefined && near) return cue(helper === 'do' ? 'verb' : helper, word);
    // `will people live` asks, `will sell produce` has a verb of its own.
    if (helper !== undefined) return cue('subject', content, inversion(words, i + 1));
    if (word === 'and' || word === 'or' || word === 'but') return cue(near ? 'and' : 'subject', near ? word : content);
    if (near) content = word;
    between += 1;
  }
  return cue(between === 0 ? 'start' : 'subject', content);
}

/** What the word on the right says of this one. */
export type RightCue = 'object' | 'of' | 'predicate' | 'adjunct' | 'content' | 'end';

export function rightCue(site: WordSite): RightCue {
  const next = wordAt(site, 1);
  if (isMark(next)) return 'end';
  if (next === 'of') return 'of';
  if (OBJECTS.has(next)) return 'object';
  if (auxiliary(next) !== undefined && next !== 'get' && next !== 'please') return 'predicate';
  if (next === 'to' || next === 'and' || next === 'or' || PREPOSITIONS.has(next) || isAdverb(next)) return 'adjunct';
  return 'content';
}

/**
 * Whether a word is a noun (or adjective) or a verb where it stands; undefined where its place does not say.
 * @param inflected the word ends in the s of a plural or of a verb's third person
 */
export function nounOrVerb(site: WordSite, inflected: boolean): 'noun' | 'verb' | undefined {
  const left = leftCue(site);
  const right = rightCue(site);
  switch (left.kind) {
    case 'verb':
      return 'verb';
    case 'noun':
    case 'degree':
    case 'be':
    case 'have':
      return 'noun';
    case 'start':
    case 'and':
      if (right === 'of' || right === 'predicate') return 'noun';
      // `Estimates say`: a plural; no command ends in s.
      if (inflected && right !== 'object' && right !== 'adjunct') return 'noun';
      return right === 'object' && !inflected ? 'verb' : undefined;
    case 'subject': {
      if (left.inverted === 'do' && !inflected) return 'verb';
      if (right === 'of' || right === 'predicate' || isPossessive(left.word)) return 'noun';
      // `a police escort`: one of them, whatever the word beside it looks like.
      const plural = isPlural(left.word) && !/^(?:an?|each|every|another|this)$/.test(wordAt(site, -2));
      // The factories produce goods; a plural subject has a verb without s, a singular one with.
      const agrees = plural !== inflected;
      if (right === 'object') return agrees ? 'verb' : undefined;
      if (right === 'end') return plural && !inflected ? 'verb' : 'noun';
      return plural && !inflected ? 'verb' : inflected ? undefined : 'noun';
    }
  }
}
