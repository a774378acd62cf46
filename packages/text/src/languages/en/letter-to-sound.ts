import { parsePhones, type Phone } from './arpabet.js';
import { LETTER_SOUNDS, LETTER_TREES } from './letter-trees.js';
import { withOneStress } from './stress.js';

/**
 * The last resort for a word nobody knows: its spelling. Each letter has a decision tree, learnt from the dictionary, that
 * asks for the letters around it, for what the two letters before it said, for the stress so far and for the syllables on
 * both sides; its leaf names what the letter says: nothing, one phone or two. Letters are read from left to right, so the
 * cost is linear. See `letter-to-sound.test.ts` for how often it is right about words the trees never saw.
 */

/** What a letter is asked, in the order of the script that writes the trees: the letters from here to there, but itself. */
const NEIGHBOURS = [-4, -3, -2, -1, 1, 2, 3, 4, 5];
const maxGroups = 5;

/** Numbers as characters, but for those a template escapes; the first marks a leaf, question n has the n-th behind it. */
const ALPHABET = [...Array(0x250).keys()]
  .filter((point) => (point > 0x20 && point < 0x7f) || point >= 0xc0)
  .map((point) => String.fromCodePoint(point))
  .filter((character) => !'\\`$'.includes(character));

interface Tree {
  /** Nodes in preorder, two numbers each: 0 and a sound, or a question and the answer that is a yes. */
  readonly nodes: Uint16Array;
  /** By node, where the branch of no begins; that of yes follows its question. */
  readonly no: Uint32Array;
}

interface Trees {
  readonly sounds: readonly (readonly Phone[])[];
  readonly letters: ReadonlyMap<string, Tree>;
}

function unpacked(characters: string, numbers: ReadonlyMap<string, number>): Tree {
  const nodes = Uint16Array.from(characters, (character) => numbers.get(character) ?? 0);
  const no = new Uint32Array(nodes.length / 2);
  /** The node behind a branch. As deep as the tree, which is some hundred questions. */
  const end = (node: number): number => {
    if (nodes[node * 2] === 0) return node + 1;
    const second = end(node + 1);
    no[node] = second;
    return end(second);
  };
  end(0);
  return { nodes, no };
}

let loaded: Trees | undefined;

/** Unpacked on first use: it takes some milliseconds, and most texts hold no unknown word. */
function trees(): Trees {
  if (loaded === undefined) {
    const numbers = new Map(ALPHABET.map((character, number) => [character, number]));
    const lines = LETTER_TREES.split('\n').map((line) => [line.charAt(0), unpacked(line.slice(2), numbers)] as const);
    loaded = { sounds: LETTER_SOUNDS.split(',').map(parsePhones), letters: new Map(lines) };
  }
  return loaded;
}

const letterNumber = (word: string, at: number): number => {
  const number = word.charCodeAt(at) - 96;
  return number >= 1 && number <= 26 ? number : 0;
};

const isVowelLetter = (letter: string): boolean => letter !== '' && 'aeiouy'.includes(letter);

/** For each place the groups of vowel letters before it and behind it, up to `maxGroups`. */
function vowelGroups(word: string): { readonly before: readonly number[]; readonly after: readonly number[] } {
  const [before, after]: [number[], number[]] = [[], []];
  let count = 0;
  for (let at = 0; at < word.length; at += 1) {
    before[at] = Math.min(maxGroups, count);
    if (isVowelLetter(word.charAt(at)) && !isVowelLetter(word.charAt(at - 1))) count += 1;
  }
  count = 0;
  for (let at = word.length - 1; at >= 0; at -= 1) {
    after[at] = Math.min(maxGroups, count);
    if (isVowelLetter(word.charAt(at)) && !isVowelLetter(word.charAt(at + 1))) count += 1;
  }
  return { before, after };
}

/** The number of the sound a tree comes to. `answers[n]` answers question n. */
function leaf({ nodes, no }: Tree, answers: readonly number[]): number {
  let node = 0;
  for (let question = nodes[0] ?? 0; question !== 0; question = nodes[node * 2] ?? 0) {
    node = answers[question] === nodes[node * 2 + 1] ? node + 1 : (no[node] ?? 0);
  }
  return nodes[node * 2 + 1] ?? 0;
}

/** Phones of a word by its spelling. `word`: lower-case letters a–z; others are passed over. */
export function spelledPhones(word: string): readonly Phone[] {
  const letters = word.replace(/[^a-z]/g, '');
  const { sounds, letters: byLetter } = trees();
  const { before, after } = vowelGroups(letters);
  const phones: Phone[] = [];
  let [last, lastButOne] = [0, 0];
  let stressed = false;
  for (let at = 0; at < letters.length; at += 1) {
    const tree = byLetter.get(letters.charAt(at));
    if (tree === undefined) continue;
    const around = NEIGHBOURS.map((offset) => letterNumber(letters, at + offset));
    const answers = [0, ...around, last, lastButOne, stressed ? 1 : 0, before[at] ?? 0, after[at] ?? 0];
    const sound = leaf(tree, answers);
    const said = sounds[sound] ?? [];
    phones.push(...said);
    stressed ||= said.some(({ stress }) => stress === 1);
    [last, lastButOne] = [sound + 1, last];
  }
  return withOneStress(phones, letters);
}
