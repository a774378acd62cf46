/**
 * Words that begin a sentence and no name: after dotted capitals only they tell that one ended (`in the U.S. But`, `the U.S.
 * Army`).
 */
const OPENER =
  /^(?:A|An|The|He|She|It|They|We|You|I|This|That|These|Those|There|In|On|At|But|And|So|If|When|Then|His|Her|Its|Their|Our|My|What|Why|How|Who|Yes|No|Not|Now|After|For|As)(?!\p{L}|\.\p{L}|-)/u;

export const opensSentence = (beginning: string): boolean => OPENER.test(beginning);

/** `Smith & Co. Ltd.`: the kind of firm goes on. */
export const isFirm = (beginning: string): boolean => /^(?:Ltd|Inc|LLC|L\.L\.C|Pte|Pvt)(?!\p{L})/u.test(beginning);
