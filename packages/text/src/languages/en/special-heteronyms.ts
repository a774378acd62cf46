import { parsePhones, type Phone } from './arpabet.js';
import { leftCue, rightCue, wordAt, type WordSite } from './slots.js';
import { BE, HAVE, isMark, isPlural, OBJECTS, SINGULAR_SUBJECTS } from './word-classes.js';

/** Words whose readings differ by tense, sense or capital, and the company that tells them apart. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** A table of readings, parsed once: `name ARPABET` parted by semicolons. */
const readings = (list: string): ReadonlyMap<string, readonly Phone[]> =>
  new Map(
    list.split(';').map((entry) => {
      const [name = '', ...phones] = entry.trim().split(' ');
      return [name, parsePhones(phones.join(' '))];
    }),
  );

const READINGS = readings(
  `readPast R EH1 D; readNow R IY1 D; leadMetal L EH1 D; lead L IY1 D; woundCoiled W AW1 N D; wound W UW1 N D;
   usedTo Y UW1 S T; used Y UW1 Z D; bassFish B AE1 S; bass B EY1 S; doveInto D OW1 V; dove D AH1 V;
   minuteTiny M AY0 N UW1 T; minute M IH1 N AH0 T; invalidPerson IH1 N V AH0 L AH0 D; invalid IH0 N V AE1 L AH0 D;
   doesDeer D OW1 Z; does D AH1 Z; polishLand P OW1 L IH0 SH; polish P AA1 L IH0 SH; niceCity N IY1 S; nice N AY1 S;
   readingTown R EH1 D IH0 NG; reading R IY1 D IH0 NG; jobName JH OW1 B; job JH AA1 B; learnedWise L ER1 N AH0 D; learned L ER1 N D;
   blessedHoly B L EH1 S AH0 D; blessed B L EH1 S T; axesAxis AE1 K S IY2 Z; axes AE1 K S AH0 Z; august AO0 G AH1 S T;
   agedOld EY1 JH AH0 D; aged EY1 JH D; mopedBike M OW1 P EH2 D; moped M OW1 P T; numberNumb N AH1 M ER0; number N AH1 M B ER0;
   basesBasis B EY1 S IY2 Z; bases B EY1 S AH0 Z; augustMonth AO1 G AH0 S T`,
);

const sentenceHas = ({ words: all, at }: WordSite, wanted: ReadonlySet<string>): boolean =>
  // As far as a sentence of usual length reaches, so that an endless one stays linear.
  all.slice(Math.max(0, at - 15), at + 16).some((word) => wanted.has(word));

const PAST_CUES = words(
  'yesterday ago earlier previously once was were had did said went saw came took got gave found told sat stood felt knew ' +
    'thought began wrote heard opened asked looked picked turned then',
);
const PAST_TIMES = words(
  'night week month year time summer winter spring fall autumn monday tuesday wednesday thursday friday saturday sunday',
);
const PRESENT_CUES = words('every usually often always now today daily sometimes regularly');

function tellsPast(site: WordSite): boolean {
  const near = site.words.slice(Math.max(0, site.at - 15), site.at + 16);
  // `he read` is a past, and what goes on with it is one too.
  if (near.some((word, at) => word === 'read' && SINGULAR_SUBJECTS.has(near[at - 1] ?? ''))) return true;
  const lastTime = near.some((word, at) => word === 'last' && PAST_TIMES.has(near[at + 1] ?? ''));
  if (lastTime || sentenceHas(site, PAST_CUES)) return !sentenceHas(site, PRESENT_CUES) || lastTime;
  return near.some((word) => /^\p{L}{3,}ed$/u.test(word)) && !sentenceHas(site, PRESENT_CUES);
}

function read(site: WordSite): 'readPast' | 'readNow' {
  if (/^(?:well|widely|best)$/.test(wordAt(site, -1))) return 'readPast';
  const left = leftCue(site);
  const byTime = tellsPast(site) ? 'readPast' : 'readNow';
  if (left.kind === 'have' || left.kind === 'be' || left.inverted === 'have') return 'readPast';
  if (left.inverted === 'do') return 'readNow';
  if (left.kind === 'verb') {
    if (SINGULAR_SUBJECTS.has(left.word)) return 'readPast';
    return left.word === 'i' || left.word === 'you' || left.word === 'we' || left.word === 'they' || left.word === 'who'
      ? byTime
      : 'readNow';
  }
  if (left.kind === 'noun' || left.kind === 'degree') return 'readNow';
  // `Tom read the book`, not `a good read.`
  if (left.kind === 'subject' && !isPlural(left.word) && rightCue(site) !== 'end') return 'readPast';
  return left.kind === 'start' ? 'readNow' : byTime;
}

const METALS = words('zinc copper mercury tin cadmium arsenic silver gold iron asbestos');
const LEAD_BEFORE = words(
  'pipe pipes paint paints poisoning pencil pencils shot battery batteries ore solder exposure bullet bullets weight weights sheet sheets contamination crystal free acid acetate levels',
);
const LEAD_AFTER = words('of with contain contains containing contained molten liquid from no some');

function lead(site: WordSite): 'lead' | 'leadMetal' {
  if (LEAD_BEFORE.has(wordAt(site, 1)) || sentenceHas(site, METALS)) return 'leadMetal';
  const right = rightCue(site);
  return LEAD_AFTER.has(wordAt(site, -1)) && right !== 'content' && right !== 'object' ? 'leadMetal' : 'lead';
}

const COILS = words('up around down through its his her their my our along across past between back');

function wound(site: WordSite): 'wound' | 'woundCoiled' {
  const left = leftCue(site);
  if (left.kind === 'be' || left.kind === 'have') return 'woundCoiled';
  // `to wound` hurts; `he wound` can only be the past of wind, or it would have an s.
  if (left.kind === 'verb')
    return SINGULAR_SUBJECTS.has(left.word) || COILS.has(wordAt(site, 1)) ? 'woundCoiled' : 'wound';
  if (left.kind === 'noun' || left.kind === 'degree') return 'wound';
  const moves = COILS.has(wordAt(site, 1)) || (left.kind === 'subject' && OBJECTS.has(wordAt(site, 1)));
  return moves ? 'woundCoiled' : 'wound';
}

const FISH = words('fish fishing trout salmon caught lake fished grilled fried perch angler');
const BASS_MUSIC = words(
  'player players guitar guitars guitarist line lines drum drums clef solo amp note notes voice singer boost string strings',
);
const BASS_AFTER = words('sea striped largemouth smallmouth');
const TINY = words(
  'trace traces amount amounts quantity quantities detail details particle particles difference differences crack cracks fraction size changes',
);
const MOPING = /^(?:around|about|all|for|over|through|at|in|and|[.,!?])$/;
const FRAIL = words('old elderly poor bedridden helpless chronic permanent lifelong wealthy');
const NUMBING = words('grew grow grows growing became become becoming felt feel feels feeling got even getting and');
const NUMB_AFTER = /^(?:in|with|by|from|than|and|the|as|every|each|\.|,|!|\?)$/;
const GROUNDS = words(
  'legal theoretical scientific factual empirical philosophical moral conceptual genetic biological neural ethical logical cognitive',
);
const AGED_PERSONS = words(
  'man woman men women people person persons parent parents father mother grandfather grandmother grandparents couple relative relatives lady gentleman king queen emperor uncle aunt ' +
    'patient patients servant professor monk priest widow widower neighbor neighbour poet actor actress professor dog cat horse',
);
const AGED_ONES = words(
  'need needs require deserve live suffer receive depend often who can should must will may have want',
);

function aged(site: WordSite): 'aged' | 'agedOld' {
  if (AGED_PERSONS.has(wordAt(site, 1))) return 'agedOld';
  // `the aged need care`, `care for the aged`; cheese and wine have one syllable.
  if (wordAt(site, -1) !== 'the') return 'aged';
  return rightCue(site) !== 'content' || AGED_ONES.has(wordAt(site, 1)) ? 'agedOld' : 'aged';
}

const DEER = words('buck bucks stag stags fawn fawns');
const INTO = words('into in off under down through for headfirst straight deep');
const PLACED = words('in to from near at of via around');
const AXIS = words(
  'graph axis coordinate coordinates chart plot x y z symmetry rotation perpendicular horizontal vertical',
);

const isCapitalised = ({ written }: WordSite): boolean => /^\p{Lu}\p{Ll}/u.test(written);
const opensSentence = (site: WordSite): boolean => isMark(site.words[site.at - 1]);
/** `in Nice`: a capital inside the sentence, behind a word of place. */
const isPlace = (site: WordSite): boolean => isCapitalised(site) && PLACED.has(wordAt(site, -1));

/** By word, the name of its reading in its place. */
const CHOICES: Readonly<Record<string, (site: WordSite) => string>> = {
  read,
  lead,
  wound,
  used(site) {
    if (wordAt(site, 1) !== 'to') return 'used';
    const left = leftCue(site);
    if (left.kind !== 'be') return 'usedTo';
    // `used to it`, `used to smoking`: accustomed; `used to cut`: employed.
    const accustomed = OBJECTS.has(wordAt(site, 2)) || wordAt(site, 2).endsWith('ing') || !BE.has(left.word);
    return accustomed || left.word.startsWith('g') ? 'usedTo' : 'used';
  },
  bass: (site) =>
    BASS_MUSIC.has(wordAt(site, 1))
      ? 'bass'
      : BASS_AFTER.has(wordAt(site, -1)) || sentenceHas(site, FISH)
        ? 'bassFish'
        : 'bass',
  dove: (site) => (leftCue(site).kind !== 'noun' && INTO.has(wordAt(site, 1)) ? 'doveInto' : 'dove'),
  minute(site) {
    const tiny = TINY.has(wordAt(site, 1)) || leftCue(site).kind === 'degree';
    return tiny ? 'minuteTiny' : 'minute';
  },
  invalid: (site) =>
    (/^(?:an|the)$/.test(wordAt(site, -1)) && rightCue(site) !== 'content') || FRAIL.has(wordAt(site, -1))
      ? 'invalidPerson'
      : 'invalid',
  aged,
  // `he moped about`; else it is ridden.
  moped: (site) => (MOPING.test(wordAt(site, 1)) && leftCue(site).kind !== 'noun' ? 'moped' : 'mopedBike'),
  number: (site) => (NUMBING.has(wordAt(site, -1)) && NUMB_AFTER.test(wordAt(site, 1)) ? 'numberNumb' : 'number'),
  bases: (site) => (GROUNDS.has(wordAt(site, -1)) ? 'basesBasis' : 'bases'),
  does: (site) => {
    const paired = /^(?:and|or)$/;
    const before = paired.test(wordAt(site, -1)) && DEER.has(wordAt(site, -2));
    if (/^(?:the|two|three|some|these|both|several)$/.test(wordAt(site, -1))) return 'doesDeer';
    return before || (paired.test(wordAt(site, 1)) && DEER.has(wordAt(site, 2))) ? 'doesDeer' : 'does';
  },
  polish(site) {
    if (!isCapitalised(site)) return 'polish';
    return opensSentence(site) && rightCue(site) === 'object' ? 'polish' : 'polishLand';
  },
  nice: (site) => (isPlace(site) ? 'niceCity' : 'nice'),
  reading: (site) => (isPlace(site) && rightCue(site) !== 'object' ? 'readingTown' : 'reading'),
  job: (site) => (wordAt(site, -1) === 'of' && wordAt(site, -2) === 'book' ? 'jobName' : 'job'),
  learned: (site) => (isAdjective(site) ? 'learnedWise' : 'learned'),
  blessed: (site) => (isAdjective(site) || (isCapitalised(site) && !opensSentence(site)) ? 'blessedHoly' : 'blessed'),
  axes: (site) => (sentenceHas(site, AXIS) ? 'axesAxis' : 'axes'),
  august: (site) => (isCapitalised(site) ? 'augustMonth' : 'august'),
};

/** Between a determiner and a noun: `the learned professor`. */
const isAdjective = (site: WordSite): boolean => {
  const left = leftCue(site);
  return left.kind === 'noun' && !HAVE.has(left.word) && left.word !== 'who' && rightCue(site) === 'content';
};

/** The reading of a word with senses of its own; undefined for all others. */
export function specialHeteronym(word: string, site: WordSite): readonly Phone[] | undefined {
  const choose = Object.hasOwn(CHOICES, word) ? CHOICES[word] : undefined;
  return choose === undefined ? undefined : READINGS.get(choose(site));
}
