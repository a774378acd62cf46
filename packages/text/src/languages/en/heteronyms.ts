import { parsePhones, type Phone } from './arpabet.js';

/**
 * Words written alike and said differently. The neighbours decide where a rule suffices: after `to`, `will`, `they` a
 * verb is meant, after `the`, `my`, `of` a noun or adjective. What needs real parsing (`I read it yesterday`, a verb at
 * the head of a sentence) keeps the default, the commoner reading.
 */

/** The neighbours of a word, lower case; empty at the edges of a phrase. */
export interface Neighbours {
  readonly previous: string;
  readonly next: string;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const BEFORE_VERB = words(
  "to will would can could should shall may might must cannot can't don't doesn't didn't won't wouldn't couldn't " +
    "shouldn't i you we they who i'll you'll we'll they'll he'll she'll it'll let's let please do does did never always " +
    "often usually help helps he she it that'll ll",
);
const BEFORE_NOUN = words(
  'the a an this that these those my your his her its our their no any some each every another of in on for with by from ' +
    'at about without new first last next one two three more most many much public daily only whose what which',
);
const BE = words("is are was were be been being am i'm you're we're they're he's she's it's get got getting");
const HAVE = words("have has had having i've you've we've they've haven't hasn't hadn't he'd she'd");

/** Noun or adjective first, verb second; the first is the default, or the second where the entry says `verb`. */
const NOUN_VERB = `
record R EH1 K ER0 D|R IH0 K AO1 R D; present P R EH1 Z AH0 N T|P R IH0 Z EH1 N T; object AA1 B JH AH0 K T|AH0 B JH EH1 K T;
project P R AA1 JH EH2 K T|P R AH0 JH EH1 K T; subject S AH1 B JH IH0 K T|S AH0 B JH EH1 K T;
conduct K AA1 N D AH2 K T|K AH0 N D AH1 K T; contract K AA1 N T R AE2 K T|K AH0 N T R AE1 K T;
contrast K AA1 N T R AE2 S T|K AH0 N T R AE1 S T; conflict K AA1 N F L IH2 K T|K AH0 N F L IH1 K T;
convict K AA1 N V IH2 K T|K AH0 N V IH1 K T; convert K AA1 N V ER2 T|K AH0 N V ER1 T verb;
permit P ER1 M IH2 T|P ER0 M IH1 T; produce P R OW1 D UW2 S|P R AH0 D UW1 S verb;
progress P R AA1 G R AH0 S|P R AH0 G R EH1 S; protest P R OW1 T EH2 S T|P R AH0 T EH1 S T;
rebel R EH1 B AH0 L|R IH0 B EH1 L; refuse R EH1 F Y UW2 S|R IH0 F Y UW1 Z verb; reject R IY1 JH EH2 K T|R IH0 JH EH1 K T verb;
suspect S AH1 S P EH2 K T|S AH0 S P EH1 K T verb; increase IH1 N K R IY2 S|IH2 N K R IY1 S;
decrease D IY1 K R IY2 S|D IH0 K R IY1 S; import IH1 M P AO2 R T|IH2 M P AO1 R T; export EH1 K S P AO2 R T|IH0 K S P AO1 R T;
insult IH1 N S AH2 L T|IH2 N S AH1 L T; extract EH1 K S T R AE2 K T|IH0 K S T R AE1 K T verb;
transport T R AE1 N S P AO2 R T|T R AE0 N S P AO1 R T; discount D IH1 S K AW2 N T|D IH2 S K AW1 N T;
survey S ER1 V EY2|S ER0 V EY1; perfect P ER1 F IH0 K T|P ER0 F EH1 K T; combine K AA1 M B AY2 N|K AH0 M B AY1 N verb;
compound K AA1 M P AW2 N D|K AH0 M P AW1 N D; compress K AA1 M P R EH2 S|K AH0 M P R EH1 S verb;
digest D AY1 JH EH2 S T|D AY0 JH EH1 S T; escort EH1 S K AO2 R T|IH0 S K AO1 R T; upset AH1 P S EH2 T|AH2 P S EH1 T verb;
desert D EH1 Z ER0 T|D IH0 Z ER1 T; torment T AO1 R M EH2 N T|T AO0 R M EH1 N T; abstract AE1 B S T R AE2 K T|AH0 B S T R AE1 K T;
attribute AE1 T R AH0 B Y UW2 T|AH0 T R IH1 B Y UW2 T; entrance EH1 N T R AH0 N S|IH0 N T R AE1 N S;
document D AA1 K Y AH0 M AH0 N T|D AA1 K Y AH0 M EH2 N T; supplement S AH1 P L AH0 M AH0 N T|S AH1 P L AH0 M EH2 N T;
use Y UW1 S|Y UW1 Z verb; house HH AW1 S|HH AW1 Z; excuse IH0 K S K Y UW1 S|IH0 K S K Y UW1 Z verb;
abuse AH0 B Y UW1 S|AH0 B Y UW1 Z; live L AY1 V|L IH1 V verb; close K L OW1 S|K L OW1 Z; tear T IH1 R|T EH1 R verb;
separate S EH1 P ER0 AH0 T|S EH1 P ER0 EY2 T; estimate EH1 S T AH0 M AH0 T|EH1 S T AH0 M EY2 T verb;
graduate G R AE1 JH AH0 W AH0 T|G R AE1 JH AH0 W EY2 T; duplicate D UW1 P L AH0 K AH0 T|D UW1 P L AH0 K EY2 T;
alternate AO1 L T ER0 N AH0 T|AO1 L T ER0 N EY2 T; advocate AE1 D V AH0 K AH0 T|AE1 D V AH0 K EY2 T;
deliberate D IH0 L IH1 B ER0 AH0 T|D IH0 L IH1 B ER0 EY2 T; moderate M AA1 D ER0 AH0 T|M AA1 D ER0 EY2 T;
appropriate AH0 P R OW1 P R IY0 AH0 T|AH0 P R OW1 P R IY0 EY2 T; approximate AH0 P R AA1 K S AH0 M AH0 T|AH0 P R AA1 K S AH0 M EY2 T;
associate AH0 S OW1 SH IY0 AH0 T|AH0 S OW1 SH IY0 EY2 T; delegate D EH1 L AH0 G AH0 T|D EH1 L AH0 G EY2 T;
coordinate K OW0 AO1 R D AH0 N AH0 T|K OW0 AO1 R D AH0 N EY2 T; elaborate IH0 L AE1 B R AH0 T|IH0 L AE1 B ER0 EY2 T;
wind W IH1 N D|W AY1 N D; intimate IH1 N T AH0 M AH0 T|IH1 N T AH0 M EY2 T; animate AE1 N AH0 M AH0 T|AE1 N AH0 M EY2 T verb;
content K AA1 N T EH0 N T|K AH0 N T EH1 N T; bow B OW1|B AW1; sow S AW1|S OW1 verb; subordinate S AH0 B AO1 R D AH0 N AH0 T|S AH0 B AO1 R D AH0 N EY2 T`;

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

/** Words after which `live` is an adverb, and nouns it describes: `go live`, `live music`. */
const LIVE_AFTER = words('go goes went going broadcast streamed streaming shown');
const LIVE_BEFORE = words(
  'music show shows stream streams streaming broadcast concert event events audience data video performance demo on',
);
const LEAD_METAL_BEFORE = words('pipe pipes paint poisoning pencil pencils shot battery batteries');
const OBJECT = words('the a an it this that these those my your his her its our their them us all up down off apart');

const phones = {
  readPast: parsePhones('R EH1 D'),
  readPresent: parsePhones('R IY1 D'),
  leadMetal: parsePhones('L EH1 D'),
  lead: parsePhones('L IY1 D'),
  woundCoiled: parsePhones('W AW1 N D'),
  wound: parsePhones('W UW1 N D'),
  usedTo: parsePhones('Y UW1 S T'),
  used: parsePhones('Y UW1 Z D'),
} as const;

function special(word: string, { previous, next }: Neighbours): readonly Phone[] | undefined {
  switch (word) {
    case 'read':
      return HAVE.has(previous) || BE.has(previous) || previous === 'he' || previous === 'she'
        ? phones.readPast
        : phones.readPresent;
    case 'lead':
      return LEAD_METAL_BEFORE.has(next) || previous === 'molten' ? phones.leadMetal : phones.lead;
    case 'wound':
      return next === 'up' || next === 'around' || next === 'down' ? phones.woundCoiled : phones.wound;
    case 'used':
      return next === 'to' && !BE.has(previous) ? phones.usedTo : phones.used;
    default:
      return undefined;
  }
}

function choose(word: string, pair: Pair, { previous, next }: Neighbours): 'noun' | 'verb' {
  if (word === 'live' && (LIVE_AFTER.has(previous) || LIVE_BEFORE.has(next))) return 'noun';
  if (word === 'content') return BE.has(previous) ? 'verb' : 'noun';
  if (word === 'wind') return BEFORE_VERB.has(previous) && next !== '' ? 'verb' : 'noun';
  if (BEFORE_NOUN.has(previous)) return 'noun';
  if (BEFORE_VERB.has(previous)) return 'verb';
  if (word === 'close' && OBJECT.has(next)) return 'verb';
  if (word === 'close' || word === 'house') return 'noun';
  return OBJECT.has(next) && previous === '' ? 'verb' : pair.fallback;
}

/** The reading a word takes between its neighbours; undefined where it has only one. */
export function heteronym(word: string, neighbours: Neighbours): readonly Phone[] | undefined {
  const pair = PAIRS.get(word);
  return pair === undefined ? special(word, neighbours) : pair[choose(word, pair, neighbours)];
}
