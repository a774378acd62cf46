import { lastCoda } from '../hangul.js';
import { readMatches, type Reading } from './reading.js';

/** Forms that leave the particle to the reader, 을(를) and 은(는): only the one that fits is said. */
const PAIRS: readonly (readonly [closed: string, open: string])[] = [
  ['은', '는'],
  ['이', '가'],
  ['을', '를'],
  ['과', '와'],
  ['으로', '로'],
  ['아', '야'],
  ['이나', '나'],
  ['이랑', '랑'],
];
const WRITTEN = new RegExp(
  `(?<=[가-힣])(?:${PAIRS.flatMap(([closed, open]) => [`${closed}\\(${open}\\)`, `${open}\\(${closed}\\)`]).join('|')}|\\(으\\)로|\\(이\\)(?=[나랑라])|(?:은|을|이|과)\\/(?:는|를|가|와)(?![가-힣]))`,
  'gu',
);

export function readParticles(text: string): readonly Reading[] {
  return readMatches(text, WRITTEN, ({ 0: written, index }) => {
    const coda = lastCoda(text.slice(0, index).slice(-1)) ?? '';
    const spoken = fitting(written, coda);
    return spoken === undefined ? undefined : { spoken, rule: 'particle' };
  });
}

function fitting(written: string, coda: string): string | undefined {
  // 서울로: ㄹ takes the open form of 으로.
  if (written === '(으)로') return coda === '' || coda === 'ㄹ' ? '로' : '으로';
  if (written === '(이)') return coda === '' ? '' : '이';
  const parts = written.split(/[()/]/u);
  const pair = PAIRS.find(([closed, open]) => parts.includes(closed) && parts.includes(open));
  if (pair === undefined) return undefined;
  return coda === '' || (pair[1] === '로' && coda === 'ㄹ') ? pair[1] : pair[0];
}
