/**
 * Words whose sound depends on where they stand. In running speech the little words of English carry little or no stress
 * and often a reduced vowel; before a pause they come back to full weight. Read with full stress everywhere, a sentence
 * sounds as if every word were emphasised, which is the commonest fault of dictionary-driven speech.
 */

/** What follows the word: a vowel, a consonant, or a pause (punctuation or the end). */
export type Follower = 'vowel' | 'consonant' | 'pause';

/** Running form, or running form and form before a pause parted by a bar. */
const FORMS = `
and ænd; of ʌv; for fɔɹ; from fɹʌm; with wɪð; at æt; as æz; or ɔɹ; but bˌʌt; if ɪf; than ðən; per pɜɹ; by baɪ|bˈaɪ;
on ˌɔn|ˈɔn; up ˌʌp|ˈʌp; down dˌaʊn|dˈaʊn; in ɪn|ˈɪn; near nˌɪɹ; through θɹu|θɹˈu; though ðˌoʊ; while wˌaɪl; so sˌoʊ|sˈoʊ;
not nˌɑt|nˈɑt; some sˌʌm|sˈʌm;
is ɪz|ˈɪz; are ɑɹ|ˈɑɹ; was wʌz|wˈʌz; were wɜɹ|wˈɜɹ; be bi|bˈi; been bɪn|bˌɪn; am ɐm|ˈæm; have hæv|hˈæv; has hæz|hˈæz;
had hæd|hˌæd; can kæn|kˈæn; could kʊd|kˈʊd; would wʊd|wˈʊd; should ʃˌʊd|ʃˈʊd; shall ʃˌæl|ʃˈæl; will wɪl|wˈɪl;
might mˌaɪt|mˈaɪt; go ɡˌoʊ|ɡˈoʊ; get ɡɛt|ɡˈɛt; got ɡɑt|ɡˈɑt; gone ɡɔn|ɡˈɔn; make mˌeɪk|mˈeɪk; made mˌeɪd|mˈeɪd;
put pˌʊt|pˈʊt;
i ˌaɪ|ˈaɪ; you ju; he hi; she ʃi; it ɪt; we wi; they ðeɪ; me mˌi|mˈi; him hˌɪm; her hɜɹ|hˌɜɹ; us ˌʌs; them ðˌɛm;
my maɪ|mˈaɪ; your jʊɹ; his hɪz|hˌɪz; its ɪts; our ˌaʊəɹ; their ðɛɹ; hers hɜɹz|hˈɜɹz;
this ðɪs|ðˈɪs; that ðæt|ðˈæt; these ðiz|ðˈiz; those ðoʊz|ðˈoʊz; there ðɛɹ|ðˈɛɹ;
who hˌu|hˈu; what wˌʌt|wˈʌt; when wˌɛn|wˈɛn; where wˌɛɹ|wˈɛɹ; which wˌɪtʃ|wˈɪtʃ; how hˌaʊ|hˈaʊ; why wˌaɪ|wˈaɪ;
whose hˌuz|hˈuz; sir sˌɜɹ;
aren't ˌɑɹnt; weren't wˌɜɹnt; couldn't kˌʊdᵊnt|kˈʊdᵊnt; could've kʊdəv|kˈʊdəv; won't woʊnt|wˈoʊnt; shan't ʃˌænt|ʃˈænt;
i'm ˌaɪm; i'll ˌaɪl; i'd ˌaɪd; i've ˌaɪv; you're jʊɹ; you'll jul; you'd jud; you've juv; he's hiz; he'll hil; he'd hid;
she's ʃiz; she'll ʃil; she'd ʃid; it's ɪts; it'll ɪɾᵊl; we're wɪɹ; we'll wil; we'd wid; we've wiv; they're ðɛɹ;
they'll ðeɪl; they'd ðeɪd; they've ðeɪv; there's ðɛɹz|ðˈɛɹz; that's ðæts|ðˈæts; who's hˌuz; who'd hˌud; what's wˌʌts`;

interface Form {
  readonly running: string;
  readonly beforePause: string;
}

const TABLE: ReadonlyMap<string, Form> = new Map(
  FORMS.split(';').map((entry) => {
    const [word = '', forms = ''] = entry.trim().split(' ');
    const [running = '', beforePause = running] = forms.split('|');
    return [word, { running, beforePause }];
  }),
);

/** The sound of a function word in its place; undefined for every other word. */
export function functionWordIpa(word: string, follower: Follower): string | undefined {
  if (word === 'the') return follower === 'consonant' ? 'ðə' : 'ði';
  if (word === 'a') return 'ɐ';
  if (word === 'an') return 'ɐn';
  if (word === 'to') return { vowel: 'tʊ', consonant: 'tə', pause: 'tu' }[follower];
  const form = TABLE.get(word);
  return follower === 'pause' ? form?.beforePause : form?.running;
}
