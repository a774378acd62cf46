import type { Run } from './runs.js';

/** Whether a Latin sentence holds Han words, rather than the reverse. */
export function isLatinSentence(text: string, runs: readonly Run[]): boolean {
  return hasMoreLatin(runs) && !isChineseGrammar(text, runs);
}

function hasMoreLatin(runs: readonly Run[]): boolean {
  let latin = 0;
  let other = 0;
  for (const { kind, start, end } of runs) {
    if (kind === 'latin') latin += end - start;
    else if (kind === 'han') other += end - start;
    else if (kind === 'kana' || kind === 'hangul') return false;
  }
  return latin > LATIN_LETTERS_A_HAN * other;
}

const BEFORE_LATIN = /[的在是了不也都就去到要想跟给給]$/u;
const AFTER_LATIN = /^[的了是也都就]/u;

/** `office在Hong Kong`, `team的manager`: the Latin words stand in Chinese grammar, whatever they name. */
function isChineseGrammar(text: string, runs: readonly Run[]): boolean {
  return runs.some((run, index) => {
    if (run.kind !== 'han') return false;
    const [left, right] = [runs[index - 1], runs[index + 1]];
    const words = text.slice(run.start, run.end);
    return (
      (right?.kind === 'latin' && right.start === run.end && BEFORE_LATIN.test(words)) ||
      (left?.kind === 'latin' && left.end === run.start && AFTER_LATIN.test(words))
    );
  });
}

/** A Latin word has about five letters where Han has two. */
const LATIN_LETTERS_A_HAN = 2.5;
