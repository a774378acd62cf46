/**
 * HTML tags in a text are layout, not words: `<b>bold</b>` is read "bold". Only elements of HTML are tags here, with
 * attributes that have values: `<enter>`, `a < b` and `List<String>` are text and stay.
 */

/** Elements around which a line ends; the others stand inside a line. */
const BLOCKS =
  'address|article|aside|blockquote|body|br|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|li|main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|title|tr|ul';
const INLINE =
  'a|abbr|acronym|audio|b|bdi|bdo|big|button|center|cite|code|del|dfn|em|font|i|iframe|img|input|ins|kbd|label|link|mark|meta|option|picture|q|rp|rt|ruby|s|samp|script|select|small|source|span|strike|strong|style|sub|summary|sup|svg|textarea|time|tt|u|var|video|wbr';
/** Everything in it is bounded, so that a text of nothing but `<a ` still is read in linear time. */
const ATTRIBUTE = `\\s{1,8}[a-z_:@][-\\w:.]{0,40}=(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[^\\s"'<>=]{1,200})`;
const TAG = new RegExp(`</?(?:(${BLOCKS})|${INLINE})(?:${ATTRIBUTE}){0,20}\\s{0,8}/?>`, 'iuy');

export interface HtmlTag {
  readonly end: number;
  /** A line ends there. */
  readonly block: boolean;
  /** `<ruby>` itself. */
  readonly ruby: boolean;
}

/** The tag that begins at `at`; undefined when none does. */
export function htmlTagAt(text: string, at: number): HtmlTag | undefined {
  TAG.lastIndex = at;
  const found = TAG.exec(text);
  if (found === null) return undefined;
  return { end: at + found[0].length, block: found[1] !== undefined, ruby: /^<ruby[\s>]/iu.test(found[0]) };
}

/** Whether `pattern` matches outside the tags. Stops at the first place. */
export function matchesOutsideTags(text: string, pattern: RegExp): boolean {
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const tag = htmlTagAt(text, at);
    if (tag !== undefined && pattern.test(text.slice(from, at))) return true;
    at = tag?.end ?? at + 1;
    if (tag !== undefined) from = at;
  }
  return pattern.test(text.slice(from));
}
