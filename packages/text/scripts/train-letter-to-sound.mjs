/**
 * Learns how English spells its sounds from the CMU pronouncing dictionary and writes the trees of
 * `src/languages/en/letter-trees.ts`. Run by hand, from the root of the repository, when the dictionary or the features change:
 *
 *   node packages/text/scripts/train-letter-to-sound.mjs
 *
 * 1. Letters and phones are aligned by expectation maximisation: each letter says no, one or two phones.
 * 2. For each letter a decision tree is grown over its surroundings. A question is kept only where it saves more bits than it
 *    takes to write down, which is what keeps the trees small and true of words not seen.
 * 3. Words whose hash falls on `HELD_OUT` are left out, so that the tests can measure on words the trees never saw.
 *
 * About a minute and 1 GB. The same input gives the same file.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const report = (line) => process.stderr.write(`${line}\n`);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const entry = createRequire(here('../../dictionaries/package.json')).resolve('cmu-pronouncing-dictionary');
const { dictionary } = await import(pathToFileURL(entry).href);

/** One word in this many is kept for measuring; the tests use the same rule. */
const HELD_OUT = 20;
/** What a question costs, in bits. Tuned on the words held out. */
const QUESTION_BITS = 4;
const minLeaf = 2;
const BACK = 4;
const AHEAD = 5;

function hash(word) {
  let value = 0x811c9dc5;
  for (const character of word) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return value;
}

const plain = (phone) => phone.replace(/\d/, '');

const all = Object.entries(dictionary)
  .filter(([word]) => /^[a-z]{2,}$/.test(word) && /[aeiouy]/.test(word))
  .map(([word, phones]) => ({ word, phones: phones.split(' ') }))
  // Initials spelled out (`abc`) teach nothing of spelling.
  .filter(({ word, phones }) => phones.length <= word.length * 1.6 + 1);

// ---- 1. Alignment ----------------------------------------------------------------------------------------------------

let model = new Map();
const symbols = [...new Set(all.flatMap(({ phones }) => phones.map(plain)))];
const isVowel = (phone) => 'AEIOU'.includes(phone.charAt(0));
/** A start that tells vowels from consonants; expectation maximisation finds the rest. */
function prior(letter, said) {
  if (said === '') return 0.1;
  const parts = said.split(' ');
  const vowelLetter = 'aeiouy'.includes(letter);
  const fits = parts.every((part) => isVowel(part) === vowelLetter);
  return ((parts.length === 1 ? 0.5 : 0.02) * (fits ? 1 : 0.02)) / symbols.length;
}
const chance = (letter, said) => model.get(letter)?.get(said) ?? (model.size === 0 ? prior(letter, said) : 1e-9);

/** Cells `[letters read][phones said]`. */
function lattice(word, bare, combine) {
  const width = bare.length + 1;
  const cells = new Float64Array((word.length + 1) * width);
  cells[0] = 1;
  for (let i = 0; i < word.length; i += 1) {
    for (let j = 0; j < width; j += 1) {
      const here = cells[i * width + j];
      if (here === 0) continue;
      for (let n = 0; n <= 2 && j + n < width; n += 1) {
        const to = (i + 1) * width + j + n;
        cells[to] = combine(cells[to], here * chance(word[i], bare.slice(j, j + n).join(' ')));
      }
    }
  }
  return cells;
}

function expectation() {
  const counts = new Map();
  for (const { word, phones } of all) {
    const bare = phones.map(plain);
    const width = bare.length + 1;
    const forward = lattice(word, bare, (a, b) => a + b);
    const total = forward[forward.length - 1];
    if (!(total > 0)) continue;
    const backward = new Float64Array(forward.length);
    backward[backward.length - 1] = 1;
    for (let i = word.length - 1; i >= 0; i -= 1) {
      for (let j = 0; j < width; j += 1) {
        for (let n = 0; n <= 2 && j + n < width; n += 1) {
          const said = bare.slice(j, j + n).join(' ');
          const p = chance(word[i], said) * backward[(i + 1) * width + j + n];
          backward[i * width + j] += p;
          const weight = (forward[i * width + j] * p) / total;
          if (weight < 1e-4) continue;
          if (!counts.has(word[i])) counts.set(word[i], new Map());
          const table = counts.get(word[i]);
          table.set(said, (table.get(said) ?? 0) + weight);
        }
      }
    }
  }
  model = new Map(
    [...counts].map(([letter, table]) => {
      const sum = [...table.values()].reduce((a, b) => a + b, 0);
      return [letter, new Map([...table].map(([said, weight]) => [said, weight / sum]))];
    }),
  );
}

/** The likeliest sharing out of the phones among the letters, or undefined. */
function aligned({ word, phones }) {
  const bare = phones.map(plain);
  const width = bare.length + 1;
  const best = lattice(word, bare, Math.max);
  const said = [];
  let j = bare.length;
  for (let i = word.length; i > 0; i -= 1) {
    const here = best[i * width + j];
    if (!(here > 0)) return undefined;
    let found = -1;
    for (let n = 0; n <= 2 && n <= j; n += 1) {
      const value = best[(i - 1) * width + j - n] * chance(word[i - 1], bare.slice(j - n, j).join(' '));
      if (value === here && value > 0) found = n;
    }
    if (found < 0) return undefined;
    said.unshift(phones.slice(j - found, j).join(' '));
    j -= found;
  }
  return said;
}

for (let round = 0; round < 6; round += 1) expectation();

const examples = all.flatMap((item) => {
  const said = aligned(item);
  return said === undefined ? [] : [{ ...item, said, held: hash(item.word) % HELD_OUT === 0 }];
});
const counts = new Map();
for (const { said } of examples) for (const part of said) counts.set(part, (counts.get(part) ?? 0) + 1);
/** What a letter can say; the rarest are slips of the alignment. */
const CLASSES = [...counts]
  .sort((a, b) => b[1] - a[1])
  .filter(([, count]) => count >= 12)
  .map(([said]) => said);
const classOf = new Map(CLASSES.map((said, index) => [said, index]));
const usable = examples.filter(({ said }) => said.every((part) => classOf.has(part)));
report(`${all.length} words, ${examples.length} aligned, ${usable.length} usable, ${CLASSES.length} classes`);

// ---- 2. Trees --------------------------------------------------------------------------------------------------------

/** Letters are 1 to 26, the edge of the word 0. */
const code = (word, at) => (at < 0 || at >= word.length ? 0 : word.charCodeAt(at) - 96);
const OFFSETS = [];
for (let offset = -BACK; offset <= AHEAD; offset += 1) if (offset !== 0) OFFSETS.push(offset);
/** After the letters: what the two letters before said, whether the stress has been, vowel groups before and after. */
const FEATURES = OFFSETS.length + 5;
const valuesOf = (feature) =>
  feature < OFFSETS.length
    ? 27
    : feature < OFFSETS.length + 2
      ? CLASSES.length + 1
      : feature === OFFSETS.length + 2
        ? 2
        : 6;

const groups = (letters) => Math.min(5, (letters.match(/[aeiouy]+/g) ?? []).length);

function features(word, at, saidClasses, stressed) {
  const row = OFFSETS.map((offset) => code(word, at + offset));
  row.push(at > 0 ? saidClasses[at - 1] + 1 : 0, at > 1 ? saidClasses[at - 2] + 1 : 0, stressed ? 1 : 0);
  row.push(groups(word.slice(0, at)), groups(word.slice(at + 1)));
  return row;
}

const byLetter = new Map();
for (const { word, said, held } of usable) {
  if (held) continue;
  const classes = said.map((part) => classOf.get(part));
  let stressed = false;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word[at];
    if (!byLetter.has(letter)) byLetter.set(letter, { rows: [], labels: [] });
    const set = byLetter.get(letter);
    set.rows.push(features(word, at, classes, stressed));
    set.labels.push(classes[at]);
    if (said[at].includes('1')) stressed = true;
  }
}

const plogp = (n) => (n === 0 ? 0 : n * Math.log2(n));

function grow(columns, labels, index) {
  const size = index.length;
  const totals = new Map();
  for (const i of index) totals.set(labels[i], (totals.get(labels[i]) ?? 0) + 1);
  const [top] = [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  if (totals.size === 1 || size < 2 * minLeaf) return { leaf: top };
  const present = [...totals.keys()];
  const dense = new Int32Array(CLASSES.length).fill(-1);
  present.forEach((label, at) => (dense[label] = at));
  const k = present.length;
  let bits = plogp(size);
  for (const n of totals.values()) bits -= plogp(n);
  let best = { gain: QUESTION_BITS, feature: -1, value: -1 };
  for (let feature = 0; feature < FEATURES; feature += 1) {
    const values = valuesOf(feature);
    const table = new Int32Array(values * k);
    const column = columns[feature];
    for (const i of index) table[column[i] * k + dense[labels[i]]] += 1;
    for (let value = 0; value < values; value += 1) {
      let yes = 0;
      for (let c = 0; c < k; c += 1) yes += table[value * k + c];
      const no = size - yes;
      if (yes < minLeaf || no < minLeaf) continue;
      let after = plogp(yes) + plogp(no);
      for (let c = 0; c < k; c += 1) {
        const n = table[value * k + c];
        after -= plogp(n) + plogp((totals.get(present[c]) ?? 0) - n);
      }
      const gain = bits - after;
      if (gain > best.gain) best = { gain, feature, value };
    }
  }
  if (best.feature < 0) return { leaf: top };
  const column = columns[best.feature];
  const yes = index.filter((i) => column[i] === best.value);
  const no = index.filter((i) => column[i] !== best.value);
  const [a, b] = [grow(columns, labels, yes), grow(columns, labels, no)];
  if (a.leaf !== undefined && a.leaf === b.leaf) return a;
  return { feature: best.feature, value: best.value, yes: a, no: b };
}

const trees = new Map();
for (const letter of [...byLetter.keys()].sort((a, b) => (a < b ? -1 : 1))) {
  const { rows, labels } = byLetter.get(letter);
  const columns = Array.from({ length: FEATURES }, (_, f) => Uint16Array.from(rows, (row) => row[f]));
  trees.set(
    letter,
    grow(
      columns,
      labels,
      Int32Array.from(labels, (_, i) => i),
    ),
  );
}

// ---- 3. Measuring ----------------------------------------------------------------------------------------------------

function say(word) {
  const classes = [];
  let stressed = false;
  for (let at = 0; at < word.length; at += 1) {
    const row = features(word, at, classes, stressed);
    let node = trees.get(word[at]);
    while (node.leaf === undefined) node = row[node.feature] === node.value ? node.yes : node.no;
    classes.push(node.leaf);
    if (CLASSES[node.leaf].includes('1')) stressed = true;
  }
  return classes
    .map((at) => CLASSES[at])
    .filter((part) => part !== '')
    .join(' ');
}

for (const held of [false, true]) {
  let [words, exact, bare] = [0, 0, 0];
  for (const { word, phones, held: isHeld } of held ? examples : usable) {
    if (isHeld !== held || (!held && words > 20_000)) continue;
    words += 1;
    const got = say(word);
    if (got === phones.join(' ')) exact += 1;
    if (got.replace(/\d/g, '') === phones.map(plain).join(' ')) bare += 1;
  }
  report(
    `${held ? 'held out' : 'seen'}: ${words} words, exact ${((100 * exact) / words).toFixed(1)} %, without stress ${((100 * bare) / words).toFixed(1)} %`,
  );
}

// ---- 4. Writing ------------------------------------------------------------------------------------------------------

/** Characters that need no escape in a template. */
const ALPHABET = [...Array(0x250).keys()]
  .filter((point) => (point > 0x20 && point < 0x7f) || point >= 0xc0)
  .map((point) => String.fromCodePoint(point))
  .filter((character) => !'\\`$'.includes(character));

let nodes = 0;
function written(node) {
  nodes += 1;
  if (node.leaf !== undefined) return ALPHABET[0] + ALPHABET[node.leaf];
  // Features begin behind the mark of a leaf.
  return ALPHABET[node.feature + 1] + ALPHABET[node.value] + written(node.yes) + written(node.no);
}
const lines = [...trees].map(([letter, tree]) => `${letter} ${written(tree)}`);
report(`${nodes} nodes, ${lines.join('\n').length} characters`);
const folded = lines.join('\n');

writeFileSync(
  here('../src/languages/en/letter-trees.ts'),
  `/**
 * How English letters sound, learnt from the CMU pronouncing dictionary (BSD-2) by \`packages/text/scripts/train-letter-to-sound.mjs\`, which
 * says how to read the trees. Written by it, not by hand; \`letter-to-sound.ts\` reads them.
 */

/** What a letter may say, by the number a leaf names; the first says nothing. */
export const LETTER_SOUNDS =
  '${CLASSES.join(',')}';

/** A line per letter: the letter, a space, its tree in preorder, two characters a node. */
export const LETTER_TREES = \`${folded}\`;
`,
);
