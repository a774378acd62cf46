/** Long texts that planning is measured on, from the sentences of the listening evaluation. Pure. */

/** What is planned: each language, all mixed, and a text that has not one mark to cut it at. */
export const PLANNING_KINDS = ['zh', 'en', 'ja', 'ko', 'yue', 'mixed', 'zh without marks'] as const;
export type PlanningKind = (typeof PLANNING_KINDS)[number];

const SENTENCES_IN_PARAGRAPH = 8;

/**
 * The sentences over and over, in paragraphs that each begin with a number of their own, so that no two are alike.
 * @returns so many code points, to the last
 */
export function longText(kind: PlanningKind, sentences: readonly string[], codePoints: number): string {
  const bare = kind === 'zh without marks';
  const between = kind === 'en' || kind === 'ko' || kind === 'mixed' ? ' ' : '';
  const characters: string[] = [];
  for (let index = 0; characters.length < codePoints; index += 1) {
    const opens = index % SENTENCES_IN_PARAGRAPH === 0;
    const sentence = sentences[index % sentences.length] ?? '';
    const number = 1 + index / SENTENCES_IN_PARAGRAPH;
    const piece = opens ? `${index === 0 ? '' : '\n\n'}${number} ${sentence}` : between + sentence;
    characters.push(...(bare ? piece.replace(/[\p{P}\s]/gu, '') : piece));
  }
  return characters.slice(0, codePoints).join('');
}
