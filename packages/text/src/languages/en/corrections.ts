import { NAMES } from './names.js';

/**
 * Pronunciations of ours that come before the dictionary's: words it lacks, and words whose first entry is not the
 * commonest American reading (it gives `address` only as a noun, `camera` with three syllables where speech has two).
 * ARPABET, one word per entry.
 */
const ENTRIES = `
address AH0 D R EH1 S; addresses AH0 D R EH1 S IH0 Z; addressed AH0 D R EH1 S T; absolutely AE1 B S AH0 L UW2 T L IY0;
accent AE1 K S EH2 N T; almost AO1 L M OW0 S T; anybody EH1 N IY0 B AA2 D IY0; because B IH0 K AH1 Z; beyond B IY0 AA1 N D;
cannot K AH0 N AA1 T; carry K EH1 R IY0; catch K EH1 CH; cafe K AE0 F EY1; coffee K AO1 F IY0; company K AH1 M P AH0 N IY0;
concrete K AA1 N K R IY2 T; contact K AA1 N T AE2 K T; context K AA1 N T EH2 K S T; costume K AA1 S T UW2 M; decade D EH1 K EY2 D;
essay EH1 S EY2; essays EH1 S EY2 Z; email IY1 M EY2 L; emails IY1 M EY2 L Z; everybody EH1 V R IY0 B AA2 D IY0; everyone EH1 V R IY0 W AH2 N;
everything EH1 V R IY0 TH IH2 NG; expert EH1 K S P ER2 T; experts EH1 K S P ER2 T S; finance F AY1 N AE2 N S;
impact IH1 M P AE2 K T; impacts IH1 M P AE2 K T S; infrastructure IH1 N F R AH0 S T R AH2 K CH ER0;
inventory IH1 N V AH0 N T AO2 R IY0; inverse IH1 N V ER2 S; length L EH1 NG K TH; online AA2 N L AY1 N; often AO1 F AH0 N;
outdoor AW2 T D AO1 R; outside AW2 T S AY1 D; inside IH0 N S AY1 D; overcome OW2 V ER0 K AH1 M; premier P R IH0 M IH1 R;
product P R AA1 D AH2 K T; products P R AA1 D AH2 K T S; real R IY1 AH0 L; really R IY1 L IY0; recipe R EH1 S AH0 P IY2;
research R IY1 S ER2 CH; researcher R IY1 S ER2 CH ER0; researchers R IY1 S ER2 CH ER0 Z; reset R IY0 S EH1 T;
restaurant R EH1 S T ER0 AH0 N T; schedule S K EH1 JH UW2 L; scheduled S K EH1 JH UW2 L D; several S EH1 V R AH0 L;
situation S IH2 CH UW0 EY1 SH AH0 N; somebody S AH1 M B AA2 D IY0; something S AH1 M TH IH2 NG; sometimes S AH1 M T AY2 M Z;
sorry S AA1 R IY0; cost K AO1 S T; costs K AO1 S T S; soft S AO1 F T; lost L AO1 S T; software S AO1 F T W EH2 R;
transfer T R AE1 N S F ER0; transfers T R AE1 N S F ER0 Z; unless AH0 N L EH1 S; update AH1 P D EY2 T; updates AH1 P D EY2 T S;
updated AH1 P D EY2 T IH0 D; updating AH1 P D EY2 T IH0 NG; upgrade AH1 P G R EY2 D; upgrades AH1 P G R EY2 D Z;
upgraded AH1 P G R EY2 D IH0 D; upon AH0 P AA1 N; upcoming AH2 P K AH1 M IH0 NG; whatever W AH0 T EH1 V ER0;
wednesday W EH1 N Z D EY2; yeah Y AE1; themselves DH AH0 M S EH1 L V Z; mr M IH1 S T ER0; mrs M IH1 S IH0 Z; ms M IH1 Z; dr D AA1 K T ER0;
ok OW2 K EY1; okay OW2 K EY1; versus V ER1 S AH0 S; etcetera EH0 T S EH1 T ER0 AH0;
thirteen TH ER2 T IY1 N; fourteen F AO2 R T IY1 N; fifteen F IH2 F T IY1 N; sixteen S IH2 K S T IY1 N; seventeen S EH2 V AH0 N T IY1 N;
eighteen EY2 T IY1 N; nineteen N AY2 N T IY1 N; thirty TH ER1 T IY0; et EH0 T;
gonna G AH1 N AH0; psalm S AA1 M; psalms S AA1 M Z; kinda K AY1 N D AH0; suggest S AH0 G JH EH1 S T; suggests S AH0 G JH EH1 S T S; putting P UH1 T IH0 NG; mic M AY1 K;
already AO2 L R EH1 D IY0; government G AH1 V ER0 N M AH0 N T; governments G AH1 V ER0 N M AH0 N T S; however HH AW0 EH1 V ER0;
particularly P ER0 T IH1 K Y AH0 L ER0 L IY0; wash W AO1 SH; without W IH0 DH AW1 T; within W IH0 DH IH1 N; volume V AA1 L Y UW2 M;
github G IH1 T HH AH2 B; gitlab G IH1 T L AE2 B; unicode Y UW1 N IH0 K OW2 D; redis R EH1 D IH0 S; kubernetes K UW2 B ER0 N EH1 T IY0 Z;
javascript JH AA1 V AH0 S K R IH2 P T; typescript T AY1 P S K R IH2 P T; emoji IH0 M OW1 JH IY0; emojis IH0 M OW1 JH IY0 Z;
covid K OW1 V IH0 D; json JH EY1 S AO2 N; sudo S UW1 D UW2; nginx EH1 N JH IH0 N EH1 K S; ubuntu UH0 B UH1 N T UW0;
wifi W AY1 F AY2; iphone AY1 F OW2 N; ipad AY1 P AE2 D; macos M AE2 K OW2 EH1 S; ios AY2 OW2 EH1 S; ebay IY1 B EY2; youtube Y UW1 T UW2 B;
openai OW2 P AH0 N EY2 AY1; chatgpt CH AE2 T JH IY2 P IY2 T IY1; llama L AA1 M AH0; selfie S EH1 L F IY0; vlog V L AO1 G;
tokenizer T OW1 K AH0 N AY2 Z ER0; audiobook AO1 D IY0 OW0 B UH2 K; audiobooks AO1 D IY0 OW0 B UH2 K S; lector L EH1 K T ER0;
kokoro K OW0 K AO1 R OW0; tokyo T OW1 K Y OW0; kyoto K Y OW1 T OW0; beijing B EY2 JH IH1 NG; seoul S OW1 L;
hertz HH ER1 T S; megahertz M EH1 G AH0 HH ER2 T S; gigahertz G IH1 G AH0 HH ER2 T S; kilohertz K IH1 L AH0 HH ER2 T S;
kilometer K AH0 L AA1 M AH0 T ER0; kilometers K AH0 L AA1 M AH0 T ER0 Z; milliliter M IH1 L AH0 L IY2 T ER0;
milliliters M IH1 L AH0 L IY2 T ER0 Z; terabyte T EH1 R AH0 B AY2 T; terabytes T EH1 R AH0 B AY2 T S; yuan Y UW0 AA1 N;
petabyte P EH1 T AH0 B AY2 T; petabytes P EH1 T AH0 B AY2 T S; tilde T IH1 L D AH0; https EY2 CH T IY2 T IY2 P IY2 EH1 S; readme R IY1 D M IY2; houses HH AW1 Z IH0 Z; mouths M AW1 DH Z; naive N AA0 IY1 V; jeong JH AH1 NG; yeong Y AH1 NG; seong S AH1 NG;
celsius S EH1 L S IY0 AH0 S; fahrenheit F EH1 R AH0 N HH AY2 T; www D AH2 B AH0 L Y UW2 D AH2 B AH0 L Y UW2 D AH1 B AH0 L Y UW2`;

const TABLE: ReadonlyMap<string, string> = new Map(
  `${ENTRIES};${NAMES}`.split(';').map((entry) => {
    const text = entry.trim();
    const space = text.indexOf(' ');
    return [text.slice(0, space), text.slice(space + 1)];
  }),
);

/** Our own ARPABET for a lower-case word, if we hold one. */
export const correction = (word: string): string | undefined => TABLE.get(word);
