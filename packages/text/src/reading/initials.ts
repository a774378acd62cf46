import type { DetectedSpan } from '../detect/spans.js';
import { SPELLS_INITIALS } from '../detect/writing.js';

/**
 * Who says Latin initials: `AI가`, `CEOの`, `PDFを`, and formulas and codes of initials and digits, `CO₂を`, `5Gが`, `MP3로`.
 * Detection calls the letters English, as they are; Japanese and Korean say those that touch their words themselves, by their own names
 * of the letters, and the particle and what it stands at are one word. Words and brands (`YouTube에서`, `iPhoneは`) stay
 * English, and so does what stands apart (`AI 기술`). Chinese and Cantonese say the English names.
 */

/** Up to four capitals, digits anywhere among them: `AI`, `H2O`, `CO₂`, `5G`, `GPT-4`; several with a slash: `HTML/CSS`, `S/M/L`. */
const INITIALS = /^(?:(?=[^A-Z/]*(?:[A-Z][^A-Z/]*){1,4}(?:$|\/))[A-Z\d₀-₉]+(?:-\d+)?(?:\/(?=[A-Z\d])|$))+$/u;
/** A half of the day before its hour: PM6:30. */
const HALF_DAY = /^[AP]M ?\d{1,2}:\d{2}(?: ?[〜～~–-] ?(?:[AP]M ?)?\d{1,2}:\d{2})?$/u;
/** Longer initials that both say as a word of their own, トーイック and 토익. */
const OWN_WORDS = /^(?:TOEIC|TOEFL|UNESCO|UNICEF|ASEAN)$/u;

/** Capitals that are a word, as signs and advertisements have them. */
const WORDS = new Set(
  (
    'ALL ART BABY BACK BAD BAG BAR BEST BIG BLUE BODY BOOK BOX BOY BUS CAFE CALL CAR CAT CITY CLUB COOL CUTE DAY DOG DOOR DRY DUO EAT END EXIT FACE FAN FAST ' +
    'FILE FINE FIRE FISH FIT FOOD FOR FREE FROM FULL FUN GAME GIFT GIRL GO GOLD GOOD HAIR HAND HARD HEAD HELP HER HERO HIGH HIS HIT HOME HOT HOUR HOW ICE IN ' +
    'INFO JAZZ JOB JOIN JUMP JUST KEY KID KING LADY LAST LATE LIFE LIKE LINE LIST LIVE LONG LOOK LOVE LOW LUCK MAN MAX MEN MENU MILK MIND MINI MIX MOM MOON ' +
    'MORE MOVE MY NEW NEWS NEXT NICE NO NOT NOTE NOW OFF OH OLD ON ONE ONLY OPEN OUR OUT OVER PAGE PARK PART PASS PAY PEN PET PICK PINK PLAN PLAY PLUS POP ' +
    'PULL PURE PUSH RAIN READ REAL RED REST RICH RING ROAD ROCK ROOM RUN SALE SAVE SEA SEE SET SHE SHOP SHOW SIGN SIZE SKIN SKY SLIM SLOW SNOW SOFT SOLO SONG ' +
    'SOUL SPA STAR STAY STEP STOP SUN TALK TAX TEA TEAM TEST THE TIME TOP TOUR TOWN TOY TREE TRY TWO UP USE VIEW WAR WARM WAY WE WEB WELL WHY WIN WITH WORD ' +
    'WORK WOW YEAR YES YOU YOUR ZERO ZONE ZOO'
  ).split(' '),
);

/** The spans of a sentence, with initials joined to the word they touch. */
export function joinInitials(text: string, spans: readonly DetectedSpan[]): readonly DetectedSpan[] {
  const joined: DetectedSpan[] = [];
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    const initials = next?.start === span.end && SPELLS_INITIALS.has(next.language) && areInitials(text, span);
    add(joined, initials ? { ...span, language: next.language, rule: RULE } : span);
  }
  return joined;
}

const RULE = 'latin:initials';

function areInitials(text: string, { start, end, language }: DetectedSpan): boolean {
  if (SPELLS_INITIALS.has(language) || end - start > LONGEST) return false;
  const written = text.slice(start, end);
  const isWord = written.split('/').some((part) => WORDS.has(part));
  return (INITIALS.test(written) && !isWord) || HALF_DAY.test(written) || OWN_WORDS.test(written);
}

/** No formula that is said in one breath is longer; keeps the pattern off long spans. */
const LONGEST = 16;

/** Adds a span; initials, and what follows them, lengthen a span of their language. */
function add(spans: DetectedSpan[], span: DetectedSpan): void {
  const last = spans.at(-1);
  const belongs = span.rule === RULE || last?.rule.endsWith(RULE) === true;
  if (last === undefined || last.language !== span.language || !belongs) spans.push(span);
  else {
    const rules = new Set([...last.rule.split('; '), ...span.rule.split('; ')]);
    rules.delete(RULE);
    spans[spans.length - 1] = { ...last, end: span.end, rule: [...rules, RULE].join('; ') };
  }
}
