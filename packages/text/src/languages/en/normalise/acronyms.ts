import type { Dictionaries } from '../../room.js';
import { correction } from '../corrections.js';
import { isSpelledOut } from '../letters.js';
import { wordKey } from '../pronounce.js';

/** Capitals: said by their letters (`FBI`), as a word (`NASA`), or only shouted (`NOT`). */

type English = Dictionaries['english'];

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Said by letters though the dictionary knows a word written alike. */
const LETTERS_ALWAYS = words(
  `EST US IT UK EU UN AI TV PC ID DJ PM AM CEO IP OS UI HR PR CD DC LA VR AR ML ER MS DOS ISO CSS GPU CPU API FAQ VIP LED WHO AD BC CE ET
   ICU SAP SAT CIA USA ASIC MIT ADD LAPD NYPD EPA IRA IDE CLI URL URI USB ATM ALS ABS AAC APA NIH CDC DNA RNA`,
);

/** Read in a way of their own. */
const OWN_WAY: Readonly<Record<string, string>> = {
  IEEE: 'I triple E',
  NAACP: 'N double A C P',
  NCAA: 'N C double A',
  AAA: 'triple A',
  ACLU: 'A C L U',
  AARP: 'A A R P',
};

/**
 * Words of two and three letters that are words when they stand in capitals: the common ones of the language, short names, and
 * acronyms said as words. All others are initials, as nearly all short capitals are.
 */
const SHORT_WORDS = words(
  `AM AN AS AT BE BY DO GO HE IF IN IS ME MY NO OF OH OK ON OR SO TO UP WE HI HA AH YO
   ALL AND ANY ARE ASK BAD BAN BAR BED BET BIG BIT BOX BOY BUS BUT BUY BYE CAN CAR CAT CRY CUT DAD DAY DEN DID DIE DOG DRY DUE EAR EAT EGG END EVE EYE FAR FAT FEE
   FEW FIT FIX FLY FOR FOX FUN GAS GET GOD GOT GUN GUY HAD HAS HAT HER HEY HIM HIS HIT HOT HOW HUH ICE ILL ITS JAM JOB JOY KEY KID KIT LAW LAY LEG LET LIE LOT LOW MAD
   MAN MAP MAY MEN MET MIX MOM MUD MUM NET NEW NIL NOR NOT NOW ODD OFF OIL OLD ONE OUR OUT OWE OWN PAY PEN PER PET PIG POP POT PUT RAN RAW RED RID RIP ROW RUN SAD
   SAW SAY SEA SEE SET SEX SHE SHY SIR SIT SIX SKY SON SUM SUN TAX TEA TEN THE TIE TIP TOE TOO TOP TOY TRY TWO USE VAN WAR WAS WAY WET WHY WIN WON WOW YEP YES YET YOU ZOO
   RAM ROM LAN WAN SIM PIN GIF CAT VAT ZIP GAP FIG SAM MAX BEN DAN TOM BOB JIM TED ANN AMY IAN JOE KIM LEE LEO MIA RAY ROY SUE TIM ZOE JAY DON ROB RON PAT MEG NED
   VIM GIT MAC LIT LOG BUG WEB APP NIT VUE TAB CAP BAY ARM CUP JET SKI SPA DAM DIM FAN FOG HUB INK LAB LAP LIP MUG NAP NUT OAK OWL PAN PIT RAG RAT RIB RUG SIP TAG TAP TIN TUB WAX WIG`,
);

/** Longer unknown capitals with a vowel are names or shouting (`UNICEF`), shorter ones initials. */
const maxInitials = 5;

const spelled = (word: string): string => [...word].join(' ');
export const isCapitals = (word: string): boolean => /^\p{Lu}{2,}$/u.test(word);

/**
 * How a word in capitals is said; undefined where it is said as it stands.
 * @param shouted its neighbours are in capitals too, so that they mean nothing
 */
export function capitalsWords(capitals: string, shouted: boolean, english: English): string | undefined {
  const own = Object.hasOwn(OWN_WAY, capitals) ? OWN_WAY[capitals] : undefined;
  if (own !== undefined) return own;
  const key = wordKey(capitals);
  const ours = correction(key);
  const listed = ours ?? english.lookup(key);
  if (listed !== undefined && isSpelledOut(key, listed)) return spelled(capitals);
  if (LETTERS_ALWAYS.has(capitals) && !shouted) return spelled(capitals);
  // What we list ourselves we know (`JPEG`); but our list also holds common words (`ET`).
  if (ours !== undefined && capitals.length > 2) return undefined;
  // No vowel, no word, whatever the dictionary says of it (GDP, JFK).
  if (!/[AEIOUY]/u.test(capitals) && !shouted) return spelled(capitals);
  if (capitals.length <= 3 && !shouted) return SHORT_WORDS.has(capitals) ? undefined : spelled(capitals);
  if (listed !== undefined || shouted) return undefined;
  const sayable = /[AEIOUY]/u.test(capitals) && capitals.length > maxInitials;
  return sayable ? undefined : spelled(capitals);
}
