import { parsePhones, type Phone } from './arpabet.js';
import { NOUN_VERB } from './heteronym-table.js';
import { specialHeteronym } from './special-heteronyms.js';
import { isMark, isPlural } from './word-classes.js';
import { leftCue, nounOrVerb, rightCue, wordAt, type WordSite } from './slots.js';

/**
 * Words written alike and said differently. Most are a noun and a verb, told apart by the closed classes around them
 * (`slots.ts`); some have senses of their own (`special-heteronyms.ts`). What needs real understanding keeps the commoner
 * reading.
 */

interface Pair {
  readonly noun: readonly Phone[];
  readonly verb: readonly Phone[];
  readonly fallback: 'noun' | 'verb';
}

const PAIRS: ReadonlyMap<string, Pair> = new Map(
  NOUN_VERB.split(';').map((entry) => {
    const text = entry.trim();
    const space = text.indexOf(' ');
    const verbFirst = text.endsWith(' verb');
    const [noun = '', verb = ''] = text.slice(space + 1, verbFirst ? -5 : undefined).split('|');
    return [
      text.slice(0, space),
      { noun: parsePhones(noun), verb: parsePhones(verb), fallback: verbFirst ? 'verb' : 'noun' },
    ];
  }),
);

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words behind which `live` is an adverb, and nouns it describes: `go live`, `live music`. */
const LIVE_AFTER = words(
  'go goes went going broadcast broadcasts streamed streaming stream shown perform performed play played sing sang recorded watch watched',
);
const LIVE_BEFORE = words(
  'music show shows stream streams streaming broadcast broadcasts concert concerts event events audience audiences data ' +
    'video performance performances demo demos tv television coverage album albums wire wires chat feed feeds updates ' +
    'sports sport game games football action ammunition session sessions recording recordings animals bait from',
);
const WINDING = /^(?:through|around|along|past|across|between|down|up|upward|downward|uphill|its|their|on)$/;
/** Two subjects joined, and the verb closes the clause: `day and night alternate`. */
const RECIPROCAL = /^(?:alternate|conflict|contrast|converse|combine|diverge)$/;
const BOW_SHIP = /^(?:ship|ships|boat|stern|deck|hull|vessel|sail|sailed)$/;

/** What a single word asks beside its place; undefined leaves it to the place. */
function ownRule(word: string, site: WordSite): 'noun' | 'verb' | undefined {
  const left = leftCue(site);
  const right = rightCue(site);
  const next = wordAt(site, 1);
  if (RECIPROCAL.test(word) && right === 'end' && left.between === 1 && wordAt(site, -2) === 'and') return 'verb';
  switch (word) {
    case 'live':
      return LIVE_BEFORE.has(next) || LIVE_AFTER.has(wordAt(site, -1)) ? 'noun' : undefined;
    case 'close':
      // `stores close to home`: near.
      return next === 'to' && left.kind !== 'verb' ? 'noun' : undefined;
    case 'content':
    case 'upset':
      // `she is content`: the adjective sounds like the verb.
      if (/^(?:made?|makes|keeps?|kept)$/.test(wordAt(site, -2)) && right === 'end') return 'verb';
      return left.kind === 'be' && right !== 'content' && right !== 'of' ? 'verb' : undefined;
    case 'wind':
      // `paths wind through the wood`: a plural, and a way.
      if (left.kind === 'subject' && isPlural(left.word) && WINDING.test(next)) return 'verb';
      if (left.kind === 'verb') return isMark(next) ? 'noun' : 'verb';
      return left.kind === 'start' && right === 'object' ? 'verb' : 'noun';
    case 'tear':
      // A rip is said like its verb: `a tear in my shirt`, `wear and tear`.
      if (wordAt(site, -2) === 'wear') return 'verb';
      if (left.kind !== 'noun' || next !== 'in') return undefined;
      return /^eyes?$/.test(wordAt(site, 2)) || /^eyes?$/.test(wordAt(site, 3)) ? 'noun' : 'verb';
    case 'bow': {
      if (/^(?:tie|arrow|string|window)s?$/.test(next) || wordAt(site, 2) === 'arrow') return 'noun';
      if (/^(?:take|takes|took|taking)$/.test(wordAt(site, -2))) return 'verb';
      return next !== 'to' && next !== 'down' && !site.words.some((other) => BOW_SHIP.test(other)) ? undefined : 'verb';
    }
    default:
      return undefined;
  }
}

/**
 * The reading a word takes where it stands; undefined where it has only one.
 * @param inflected `word` is the stem of the written word, whose s was taken off
 */
export function heteronym(word: string, site: WordSite, inflected = false): readonly Phone[] | undefined {
  const pair = PAIRS.get(word);
  if (pair === undefined) return inflected ? undefined : specialHeteronym(word, site);
  // `the path winds on`, not `cold winds blow`.
  const winds = inflected && word === 'wind' && leftCue(site).kind === 'subject' && WINDING.test(wordAt(site, 1));
  if (winds) return pair.verb;
  return pair[(inflected ? undefined : ownRule(word, site)) ?? nounOrVerb(site, inflected) ?? pair.fallback];
}
