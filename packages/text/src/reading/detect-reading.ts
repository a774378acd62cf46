import type { Language } from '@lector/contract';
import { detectText } from '../detect/detect-text.js';
import { CANTONESE_WORDS } from '../detect/han.js';
import type { DetectedSpan } from '../detect/spans.js';
import { scriptOf } from '../detect/scripts.js';
import { isHanLanguage, OWN_SCRIPTS } from '../detect/writing.js';
import { scanNumerals } from '../numerals/scan.js';
import { createPinning, type ReadSpan } from '../pins/apply-pins.js';
import type { Paragraph } from '../segment/paragraphs.js';
import { trim, type Stretch } from '../stretch.js';
import { joinInitials } from './initials.js';
import type { LanguageRegion, Reading } from './reading.js';

/** Paragraphs, sentences and languages of a reading, with what its markup fixes. */
export interface ReadParagraph {
  readonly paragraph: Paragraph;
  readonly sentences: readonly ReadSentence[];
}

export interface ReadSentence extends Stretch {
  readonly spans: readonly ReadSpan[];
}

/**
 * `detectText` with told languages and pins put over what it finds. The text is detected as a whole first: what stands around
 * marked words keeps the evidence they give.
 * @throws LectorError `invalid_ssml`, `invalid_markup` where a pin cannot be read in its language
 */
export function* detectReading(
  reading: Reading,
  language: 'auto' | Language,
): Generator<ReadParagraph | undefined, void> {
  const tell = createTelling(reading);
  const pin = createPinning(reading, language === 'auto' ? OWN_SCRIPTS[0].language : language);
  const plain = reading.regions.length === 0 && reading.pins.length === 0;
  for (const detected of detectText(reading.text, language)) {
    if (detected === undefined) {
      yield detected;
      continue;
    }
    const sentences: ReadSentence[] = [];
    for (const { start, end, spans: found } of detected.sentences) {
      const spans = joinInitials(reading.text, found);
      sentences.push({ start, end, spans: plain ? spans : pin({ start, end }, tell({ start, end }, spans)) });
      yield;
    }
    yield { paragraph: detected.paragraph, sentences };
  }
}

const LETTER = /[\p{L}\p{N}]/u;

/** Puts told languages over detected ones, sentence by sentence in order. */
function createTelling(
  reading: Reading,
): (sentence: Stretch, spans: readonly DetectedSpan[]) => readonly DetectedSpan[] {
  const { text, regions } = reading;
  let next = 0;
  return (sentence, spans) => {
    while ((regions[next]?.end ?? Infinity) <= sentence.start) next += 1;
    if ((regions[next]?.start ?? Infinity) >= sentence.end) return spans;
    const told: DetectedSpan[] = [];
    let at = next;
    for (const span of spans) {
      let from = span.start;
      while (from < span.end) {
        while ((regions[at]?.end ?? Infinity) <= from) at += 1;
        const region = regions[at];
        const inside = region !== undefined && region.start <= from;
        const to = Math.min(span.end, inside ? region.end : (region?.start ?? span.end));
        add(told, text, { ...span, ...trim(text, from, to) }, inside ? region : undefined);
        from = to;
      }
    }
    return told;
  };
}

function add(spans: DetectedSpan[], text: string, span: DetectedSpan, region: LanguageRegion | undefined): void {
  if (span.start >= span.end) return;
  const written = text.slice(span.start, span.end);
  const last = spans.at(-1);
  // A full stop behind `</lang>` is no span.
  if (last !== undefined && !LETTER.test(written)) spans[spans.length - 1] = { ...last, end: span.end };
  // Programs put the same language at the head of everything; what only Cantonese writes is none of it.
  else if (region?.ofWhole === true && span.rule.includes(CANTONESE_WORDS)) spans.push(span);
  else if (region !== undefined && isWrittenIn(region.language, written))
    spans.push({ ...span, language: region.language, rule: 'lang' });
  else spans.push(span);
}

/**
 * Whether a text can be in a language by its letters: a name in Latin letters inside of Japanese is read as it would be
 * anywhere, and a stretch said to be English does not make Han characters so.
 */
function isWrittenIn(language: Language, text: string): boolean {
  for (const character of withoutNumerals(text)) {
    const script = scriptOf(character.codePointAt(0) ?? 0);
    if (script === 'neutral' || script === 'digit') continue;
    if (script === 'han' ? !isHanLanguage(language) : !ownScripts(language).includes(script)) return false;
  }
  return true;
}

/** Numerals with their units and currencies (`10kg`, `HK$12`) are in no script; `1st` is English. */
function withoutNumerals(text: string): string {
  if (!/\p{N}/u.test(text)) return text;
  let rest = '';
  let from = 0;
  for (const { kind, start, end } of scanNumerals(text)) {
    if (kind === 'ordinal') continue;
    rest += text.slice(from, start);
    from = end;
  }
  return rest + text.slice(from);
}

function ownScripts(language: Language): readonly string[] {
  return OWN_SCRIPTS.find((row) => row.language === language)?.scripts ?? [];
}
