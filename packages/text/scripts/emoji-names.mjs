/**
 * Writes the names of emoji: `src/emoji/sequences.ts`, and `emoji-names.ts` of each language room in the same order. Run by hand, from
 * the root of the repository, when CLDR has new ones; the two packages are no dependencies (they hold 100 languages each):
 *
 *   npm pack cldr-annotations-full@48.2.0 cldr-annotations-derived-full@48.2.0
 *   for p in *.tgz; do mkdir -p cldr && tar xzf $p -C cldr --strip-components 1; done
 *   node packages/text/scripts/emoji-names.mjs cldr
 *
 * Sequences with skin tones are left out: they are put together of the name without and that of the tone, as CLDR itself does.
 * What a language has no name for is left empty. The same input gives the same files.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [, , cldr] = process.argv;
if (cldr === undefined) throw new Error('the folder of the unpacked packages is missing');
const source = (path) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

const LANGUAGES = ['zh', 'en', 'ja', 'yue', 'ko'];
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\u20E3|\p{Emoji_Modifier}$)/u;
const TONED = /.\p{Emoji_Modifier}/u;

function namesOf(language) {
  const names = new Map();
  for (const part of ['annotations', 'annotationsDerived']) {
    const { annotations } = JSON.parse(readFileSync(join(cldr, part, language, 'annotations.json'), 'utf8'))[part];
    for (const [sequence, { tts }] of Object.entries(annotations)) {
      if (EMOJI.test(sequence) && !TONED.test(sequence) && tts !== undefined) names.set(sequence, tts[0]);
    }
  }
  return names;
}

/** CLDR leaves these signs as they are; rooms take them for layout. */
const SIGNS = {
  zh: { '#': '井号', '*': '星号' },
  en: { '#': 'hash', '*': 'star' },
  ja: { '#': 'シャープ', '*': 'アスタリスク' },
  yue: { '#': '井號', '*': '星號' },
  ko: { '#': '샤프', '*': '별표' },
};

const tables = new Map(LANGUAGES.map((language) => [language, namesOf(language)]));
const sequences = [...new Set([...tables.values()].flatMap((names) => [...names.keys()]))];

/** Parts joined by `sign`, in lines that can be looked at. */
function lines(parts, sign) {
  const result = [''];
  for (const part of parts) {
    if ((result.at(-1) ?? '').length > 140) result.push('');
    result[result.length - 1] += part + sign;
  }
  return result
    .join('\n')
    .slice(0, -sign.length)
    .replaceAll(/[\\`]|\$\{/gu, String.raw`\$&`);
}

const written = `/** Written by \`scripts/emoji-names.mjs\` from CLDR 48 (Unicode-3.0), not by hand.`;
writeFileSync(
  source('emoji/sequences.ts'),
  `${written} Emoji with a name, without U+FE0F and without skin tones. */
export const SEQUENCES = \`
${lines(sequences, ' ')}
\`;
`,
);
for (const [language, names] of tables) {
  const row = sequences.map((sequence) =>
    (names.get(sequence) ?? '').replaceAll('|', ' ').replace(/[#*]$/u, (sign) => SIGNS[language][sign]),
  );
  writeFileSync(
    source(`languages/${language}/emoji-names.ts`),
    `${written} In the order of \`emoji/sequences.ts\`. */
export const EMOJI_NAMES = \`
${lines(row, '|')}
\`;
`,
  );
}
