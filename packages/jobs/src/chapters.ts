/**
 * Chapters of a plain text by its headings: a short line of its own that opens with a chapter's number, a word such as
 * "prologue", or a Markdown `#`. Offsets are Unicode code points of the text as submitted.
 */

export interface Chapter {
  /** One line, without Markdown marks. */
  readonly title: string;
  /** Where the chapter begins in the text; the first begins at 0, whatever stands before its heading. */
  readonly start: number;
}

/** Longer lines are prose that happens to open like a heading. */
const TITLE_MAX = 80;
/** No book has more; a text of headings alone is a list. */
const CHAPTERS_MAX = 2_000;

const HAN_NUMBER = '[0-9０-９〇零一二三四五六七八九十百千两兩廿卅]{1,9}';
const UNITS = 'one|two|three|four|five|six|seven|eight|nine';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const ORDINALS = 'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last';
const EN_NUMBER = `(?:\\d{1,4}|[ivxlcdm]{1,8}|(?:the\\s+)?(?:${ORDINALS})|${UNITS}|${TEENS}|(?:${TENS})(?:[\\s-](?:${UNITS}))?)`;
/** With the number of a chapter in front, what follows is its title, whatever it ends with. */
const NUMBERED: readonly RegExp[] = [
  new RegExp(`^第\\s?${HAN_NUMBER}\\s?[章回節节話话幕折](?:$|[\\s　:：、.．·—-])`, 'u'),
  new RegExp(`^chapter\\s+${EN_NUMBER}\\s*(?:$|[.,:—–-])`, 'iu'),
  /^제\s?\d{1,4}\s?[장화](?:$|[\s:.])/u,
];
const HEADINGS: readonly RegExp[] = [
  new RegExp(`^[第卷]\\s?${HAN_NUMBER}\\s?[章回節节卷部篇集話话幕折]?(?:$|[\\s　:：、.．·—-])`, 'u'),
  /^(?:序章?|序言|前言|楔子|引子|自序|终章|終章|尾声|尾聲|后记|後記|跋|附录|附錄|プロローグ|エピローグ|まえがき|あとがき)(?:$|[\s　:：])/u,
  new RegExp(`^(?:book|part|act|canto|letter|volume|section)\\s+${EN_NUMBER}\\s*(?:$|[.:—–-])`, 'iu'),
  /^(?:prologue|epilogue|preface|foreword|introduction|afterword|appendix|interlude)\s*(?:$|[.:—–-])/iu,
  /^제\s?\d{1,4}\s?[장화부편막](?:$|[\s:.])/u,
];
/** A line with what ends it. */
const LINE = /[^\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029])|[^\n\r\u2028\u2029]+$/gu;
const MARKDOWN = /^#{1,3}\s+(?=\S)/u;
/** A sentence is no heading, however it begins: "Part one was easy."; "Chapter IV." is one. */
const SENTENCE_END = /[。，,；;]$|\S\s+\S+\s+\S.*\.$/u;

/**
 * The chapters in order; none where the text has no heading. Lines of a table of contents (headings with nothing
 * between them, whose title comes again later) are no chapters; a heading without a body of its own, such as a part's,
 * is joined to the one after it.
 */
export function findChapters(text: string): readonly Chapter[] {
  const found: { title: string; start: number; body: boolean }[] = [];
  let offset = 0;
  // A heading stands by itself: in text that is wrapped at a column any line may open like one.
  let free = true;
  for (const [line = ''] of text.matchAll(LINE)) {
    const title: string | null = free ? headingOf(line) : null;
    free = title !== null || line.trim() === '';
    if (title !== null && found.length < CHAPTERS_MAX) found.push({ title, start: offset, body: false });
    else if (found.length > 0 && line.trim() !== '') found[found.length - 1] = { ...last(found), body: true };
    offset += [...line].length;
  }
  const again = new Map(found.map(({ title }, index) => [title, index]));
  const chapters: Chapter[] = [];
  let waiting: string[] = [];
  let waitingFrom: number | null = null;
  for (const [index, { title, start, body }] of found.entries()) {
    if (!body && again.get(title) !== index) continue;
    waiting.push(title);
    waitingFrom ??= start;
    if (!body && index < found.length - 1) continue;
    chapters.push({ title: waiting.join(' · '), start: waitingFrom });
    waiting = [];
    waitingFrom = null;
  }
  return chapters.map((chapter, index) => (index === 0 ? { ...chapter, start: 0 } : chapter));
}

function last<T>(items: readonly T[]): T {
  return items[items.length - 1] as T;
}

function headingOf(line: string): string | null {
  const trimmed = line.trim();
  if (trimmed === '' || [...trimmed].length > TITLE_MAX) return null;
  const unmarked = trimmed.replace(MARKDOWN, '');
  const isHeading =
    unmarked !== trimmed ||
    NUMBERED.some((pattern) => pattern.test(unmarked)) ||
    (!SENTENCE_END.test(unmarked) && HEADINGS.some((pattern) => pattern.test(unmarked)));
  return isHeading ? unmarked.replaceAll(/\s+/gu, ' ').trim() : null;
}
