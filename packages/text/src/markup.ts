import { STEP, type Steps } from './steps.js';

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
const TAG = new RegExp(`</?(?:(${BLOCKS})|${INLINE})(?:${ATTRIBUTE}){0,20}\\s{0,8}/?>`, 'giu');

/**
 * The text with its tags blanked, index for index: a line end and spaces for those of blocks, spaces for the others.
 * Words on both sides of a tag stay apart.
 */
export function* withoutTags(text: string): Steps<string> {
  let blanked = '';
  let at = 0;
  let count = 0;
  for (const { 0: tag, 1: block, index } of text.matchAll(TAG)) {
    blanked += text.slice(at, index) + (block === undefined ? ' ' : '\n') + ' '.repeat(tag.length - 1);
    at = index + tag.length;
    count += 1;
    if (count % STEP === 0) yield;
  }
  return blanked + text.slice(at);
}

/** Whether `pattern` matches outside the tags. Stops at the first place. */
export function matchesOutsideTags(text: string, pattern: RegExp): boolean {
  let at = 0;
  for (const { 0: tag, index } of text.matchAll(TAG)) {
    if (pattern.test(text.slice(at, index))) return true;
    at = index + tag.length;
  }
  return pattern.test(text.slice(at));
}
