/**
 * British spellings as their American twins, which the dictionary knows: colour, centre, organise, travelling, anaemia. Tried on
 * words the dictionary lacks only, so a rule may be bold: a twin that is no word is not taken.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/our(?=s?$|ed$|ing$|ful|less|able|ite|ist|hood|ly$|er)/, 'or'],
  [/is(?=e$|es$|ed$|er$|ers$|ing$|ation|able)/, 'iz'],
  [/ys(?=e$|es$|ed$|er$|ing$)/, 'yz'],
  [/(?<=[bcdghkptv])re(?=s?$)/, 'er'],
  [/(?<=[bcdghkptv])red$/, 'ered'],
  [/ll(?=ed$|ing$|er$|ers$|ous$|or$)/, 'l'],
  [/l(?=ment|ful$|fully$)/, 'll'],
  [/ogue(?=s?$)/, 'og'],
  [/ence(?=s?$|less)/, 'ense'],
  [/[ao]e/, 'e'],
  [/mme(?=s?$)/, 'm'],
  [/que(?=s?$)/, 'ck'],
  [/xion$/, 'ction'],
];

/** Spellings to look up in place of `word`, the likeliest first. */
export const americanSpellings = (word: string): readonly string[] =>
  RULES.filter(([pattern]) => pattern.test(word)).map(([pattern, replacement]) => word.replace(pattern, replacement));
