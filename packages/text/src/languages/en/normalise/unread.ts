import { MEANINGFUL } from '../../../meaningful.js';
import { UNREAD, type SpokenToken } from '../../room.js';
import { wordKey } from '../pronounce.js';

/** Letters and digits of ASCII are always said. */
const NOT_ASCII = /[^ -~]/u;
/** Signs of sentences are heard as pauses; letters and digits by name. */
const HEARD = /[a-z0-9,.!?;:]/u;

/**
 * Puts what English has no sound for (ŋ, ∑, Ⅽ among the letters) under a rule of its own. A word keeps its letters as
 * they are written, since the others are still read together; what a recogniser wrote out stays one token.
 */
export function withUnread(text: string, tokens: readonly SpokenToken[]): readonly SpokenToken[] {
  return tokens.flatMap((token) => {
    const source = text.slice(token.start, token.end);
    if (!NOT_ASCII.test(source) || !MEANINGFUL.test(source)) return [token];
    if (token.rule !== '' || token.spoken.length !== source.length) {
      return [HEARD.test(wordKey(token.spoken)) ? token : { ...token, rule: UNREAD }];
    }
    return split(token);
  });
}

/** A token read as it stands, cut where characters without a sound begin and end. */
function split(token: SpokenToken): readonly SpokenToken[] {
  const parts: SpokenToken[] = [];
  let at = token.start;
  for (const character of token.spoken) {
    const end = at + character.length;
    const rule = MEANINGFUL.test(character) && !HEARD.test(wordKey(character)) ? UNREAD : '';
    const last = parts.at(-1);
    if (last?.rule === rule) parts[parts.length - 1] = { ...last, end, spoken: last.spoken + character };
    else parts.push({ start: at, end, spoken: character, rule });
    at = end;
  }
  return parts;
}
