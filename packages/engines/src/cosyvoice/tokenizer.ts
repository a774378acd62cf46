import { LectorError } from '@lector/contract';

/**
 * Whisper's multilingual byte-pair encoding. Only tokens of the vocabulary's file can come out: the special ones behind
 * them (`<|endoftext|>` and the like) have no bytes, so a text that holds their names is read as the letters it is.
 */
export interface Tokenizer {
  /** Ids of a text's tokens, in order. */
  encode(text: string): readonly number[];
}

/** Rank of each token; its bytes are the key, one character each. A token's rank is its id. */
export type Ranks = ReadonlyMap<string, number>;

/**
 * How GPT-2 cuts a text before pairs are joined; no token reaches over a cut. White space is what Unicode calls so, as in
 * the regular expressions of Rust, not what JavaScript does.
 */
const PIECES =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/**
 * The vocabulary out of its file: the tokens in order of their ranks, a byte of length before each.
 * @throws LectorError `pack_corrupt` when there are not as many as described
 */
export function readRanks(bytes: Uint8Array, count: number): Ranks {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const ranks = new Map<string, number>();
  let at = 0;
  let rank = 0;
  while (at < text.length) {
    const length = text.charCodeAt(at);
    ranks.set(text.slice(at + 1, at + 1 + length), rank);
    at += 1 + length;
    rank += 1;
  }
  if (rank !== count || at !== text.length) {
    throw new LectorError('pack_corrupt', `the vocabulary has another size [tokens=${rank}, expected=${count}]`);
  }
  return ranks;
}

export function createTokenizer(ranks: Ranks): Tokenizer {
  return {
    encode: (text) => (text.match(PIECES) ?? []).flatMap((piece) => encodePiece(bytesOf(piece), ranks)),
  };
}

/** The bytes of the text in UTF-8, one character each. */
function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Joins the pair of the lowest rank again and again, the leftmost of equal ones, until no pair is a token. */
function encodePiece(piece: string, ranks: Ranks): readonly number[] {
  const whole = ranks.get(piece);
  if (whole !== undefined) return [whole];
  // Where each part begins; the last is the end of the piece.
  const begins = Array.from({ length: piece.length + 1 }, (_, at) => at);
  const part = (at: number, parts: number) => piece.slice(begins[at], begins[at + parts]);
  while (begins.length > 2) {
    let lowest = Infinity;
    let place = -1;
    for (let at = 0; at + 2 < begins.length; at += 1) {
      const rank = ranks.get(part(at, 2)) ?? Infinity;
      if (rank < lowest) [lowest, place] = [rank, at];
    }
    if (place === -1) break;
    begins.splice(place + 1, 1);
  }
  return begins.slice(0, -1).map((_, at) => {
    const rank = ranks.get(part(at, 1));
    if (rank === undefined) throw new LectorError('pack_corrupt', 'the vocabulary lacks a byte');
    return rank;
  });
}
