import type { Morpheme } from '../room.js';

/**
 * は and へ are particles (ワ, エ) one at a time. The analyser takes each of a row for one, where the row is a laugh
 * (はははと笑う, へへっ) or the word はは, mother.
 */

/** Sounds that open a laugh: あはは, わははは. */
const OPENS_LAUGH = /^[あわうむいえ]$/u;
/** Behind a laugh stands a mark, nothing, or the と of what was said; はは goes on with its sentence. */
const ENDS_LAUGH = /^(?:$|と|って|[^\p{L}\p{N}])/u;

/** What the row that begins at `at` is read as, and how many morphemes of it are taken; undefined for a particle. */
export function doubledParticle(
  morphemes: readonly Morpheme[],
  at: number,
): { readonly kana: string; readonly count: number } | undefined {
  const surface = morphemes[at]?.surface;
  if (surface !== 'は' && surface !== 'へ') return undefined;
  let length = 1;
  while (morphemes[at + length]?.surface === surface) length += 1;
  if (length === 1) return undefined;
  const sound = surface === 'は' ? 'ハ' : 'ヘ';
  const laugh = { kana: sound.repeat(length), count: length };
  // Two are the mother or a short laugh, which sound alike; へ has no other word, and nobody's mother is four long.
  if (surface === 'へ' || length !== 3) return laugh;
  const before = morphemes[at - 1];
  if (before !== undefined && OPENS_LAUGH.test(before.surface)) return laugh;
  // それはははだ: a particle, then the mother.
  if (before?.pos[0] === '名詞' && before.surface !== 'の') return undefined;
  return ENDS_LAUGH.test(morphemes[at + length]?.surface ?? '') ? laugh : { kana: 'ハハ', count: 2 };
}
