/** Names of the Latin letters as Hong Kong says them in Cantonese, in jyutping. */
const NAMES: Readonly<Record<string, string>> = {
  a: 'ei1',
  b: 'bi1',
  c: 'si1',
  d: 'di1',
  e: 'ji1',
  f: 'e1 fu4',
  g: 'zi1',
  h: 'ik1 cyu4',
  i: 'aai1',
  j: 'zei1',
  k: 'kei1',
  l: 'e1 lou4',
  m: 'em1',
  n: 'en1',
  o: 'ou1',
  p: 'pi1',
  q: 'kiu1',
  r: 'aa1 lou4',
  s: 'e1 si4',
  t: 'ti1',
  u: 'ju1',
  v: 'wi1',
  w: 'dap1 biu1',
  x: 'ik1 si4',
  y: 'waai1',
  z: 'ji6 set1',
};

/** Syllables of a Latin letter whatever its width, case and accents; undefined for one without a name. */
export function letterName(letter: string): readonly string[] | undefined {
  const plain = letter.normalize('NFKD').charAt(0).toLowerCase();
  return NAMES[plain]?.split(' ');
}
