import { stickyMatch, type Reading } from './reading.js';

/** Marks of layout that carry letters of their own: links, pictures, task boxes, fences, escapes, entities, emoticons. */

/** Behind the text of a link its address is not read; the text says what it is. */
const LINK_END = /\]\((?:[^()\s]|\([^()\s]{0,200}\)){1,2048}(?: "[^"\n]{0,200}")?\)/y;
const PICTURE = /!(?=\[[^\]\n]{0,300}\]\()/y;
const TASK = /\[[ xX]\](?= )/y;
const BULLET_BEFORE = /(?:^|\n)[ \t]{0,8}(?:[-*+]|\d{1,3}\.) $/;
const FENCE = /```[A-Za-z0-9+#.-]{0,20}(?=\n|$)/y;
const ESCAPE = /\\(?=[*_#`[\]()!~>|-])/y;
const ENTITY = /&(amp|lt|gt|nbsp|quot|apos|mdash|ndash|hellip|copy|reg|trade|times|deg|euro|pound|#39|#x27);/y;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: ' and ',
  lt: ' ',
  gt: ' ',
  nbsp: ' ',
  mdash: ', ',
  ndash: ', ',
  hellip: '. ',
  apos: "'",
  '#39': "'",
  '#x27': "'",
  copy: ' copyright ',
  times: ' times ',
  deg: ' degrees',
  euro: ' euros ',
  pound: ' pounds ',
};
/** `:)`, `;-)`, `<3`; they decorate as emoji do. */
const EMOTICON =
  /(?:[:;=]['’]?[-^o]?[)(\][DPpOo/\\|*3]|(?:<|&lt;)\/?3|[xX]D|\^_?\^|-_-|T_T|¯\\_\(ツ\)_\/¯)(?=$|[\s.,!?])/uy;

/** Comparisons and arrows typed on a keyboard, between spaces. */
const OPERATOR = /(!==?|<=|>=|={2,3}|<?[-=]{1,2}>)(?= )/y;
const OPERATORS: Readonly<Record<string, string>> = {
  '!=': 'is not equal to',
  '!==': 'is not equal to',
  '<=': 'is at most',
  '>=': 'is at least',
  '==': 'equals',
  '===': 'equals',
};

/** Typed for a dash: `said -- it`, `yes---no`; before a word it is a flag (`--help`). */
const DASHES = /-{2,3}(?=[\s"“'‘]|\p{L})/uy;

const dropped = (end: number, rule: string): Reading => ({ end, spoken: '', rule });

export function layoutAt(text: string, at: number): Reading | undefined {
  const before = text.charAt(at - 1);
  const ends = (pattern: RegExp): number | undefined => {
    const found = stickyMatch(pattern, text, at);
    return found === undefined ? undefined : at + found[0].length;
  };
  if (before === '' || /[\s;]/u.test(before)) {
    const emoticon = ends(EMOTICON);
    if (emoticon !== undefined) return dropped(emoticon, 'emoticon');
  }
  const marked = ends(LINK_END) ?? ends(PICTURE) ?? ends(FENCE) ?? ends(ESCAPE);
  if (marked !== undefined) return dropped(marked, 'markdown');
  const task = ends(TASK);
  if (task !== undefined && BULLET_BEFORE.test(text.slice(Math.max(0, at - 16), at))) return dropped(task, 'markdown');
  const operator = before === ' ' ? stickyMatch(OPERATOR, text, at)?.[1] : undefined;
  if (operator !== undefined)
    return {
      end: at + operator.length,
      spoken: OPERATORS[operator] ?? ',',
      rule: OPERATORS[operator] === undefined ? 'punctuation' : 'symbol',
    };
  const dashes = ends(DASHES);
  const afterSpace = before === '' || /\s/u.test(before);
  if (dashes !== undefined && before !== '-' && (!afterSpace || /[\s"“'‘]/u.test(text.charAt(dashes))))
    return {
      end: dashes,
      spoken: /\n\s*$|^\s*$/u.test(text.slice(Math.max(0, at - 8), at)) ? '' : ', ',
      rule: 'punctuation',
    };
  const entity = stickyMatch(ENTITY, text, at);
  if (entity === undefined) return undefined;
  return { end: at + entity[0].length, spoken: ENTITIES[entity[1] ?? ''] ?? '', rule: 'markdown' };
}
