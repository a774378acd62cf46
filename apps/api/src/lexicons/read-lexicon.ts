import { setImmediate } from 'node:timers/promises';
import { LEXICON_MAX_ENTRIES, type Lexicon, parseLexiconInSteps, PLS_CONTENT_TYPE } from '@lector/contract';
import { inTurns } from '@lector/process-kit';
import { checkLexiconInSteps, readPlsInSteps } from '@lector/text';
import type { JsonBounds } from '../json-bounds.js';
import type { TakenBytes } from '../middleware/body.js';
import { decodeUtf8, parseJson } from '../parse-json.js';

/** More values than `BODY_BOUNDS`, as an entry with a few spellings has ten; so few that they are read in a moment. */
const LEXICON_BOUNDS: JsonBounds = { maxValues: 25 * LEXICON_MAX_ENTRIES, maxDepth: 8 };

/**
 * A lexicon as it was sent, JSON or PLS, every entry of it usable.
 * @throws LectorError `malformed_json`, `invalid_request`, `invalid_lexicon`
 */
export async function readLexicon({ type, bytes }: TakenBytes): Promise<Lexicon> {
  if (type === PLS_CONTENT_TYPE) return await inTurns(readPlsInSteps(decodeUtf8(bytes)));
  const sent = parseJson(bytes, LEXICON_BOUNDS);
  // Two megabytes of JSON take as long as a turn may: others come first.
  await setImmediate();
  const lexicon = await inTurns(parseLexiconInSteps(sent));
  await inTurns(checkLexiconInSteps(lexicon));
  return lexicon;
}
