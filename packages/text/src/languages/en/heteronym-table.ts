/**
 * Words that are said in two ways by part of speech: noun or adjective first, verb second, in ARPABET. The first is taken
 * where a word's place does not say which it is, or the second where the entry ends in `verb`.
 */
export const NOUN_VERB = `
record R EH1 K ER0 D|R IH0 K AO1 R D; present P R EH1 Z AH0 N T|P R IH0 Z EH1 N T; object AA1 B JH EH0 K T|AH0 B JH EH1 K T;
project P R AA1 JH EH2 K T|P R AH0 JH EH1 K T; subject S AH1 B JH IH0 K T|S AH0 B JH EH1 K T;
conduct K AA1 N D AH2 K T|K AH0 N D AH1 K T; contract K AA1 N T R AE2 K T|K AH0 N T R AE1 K T;
contrast K AA1 N T R AE2 S T|K AH0 N T R AE1 S T; conflict K AA1 N F L IH2 K T|K AH0 N F L IH1 K T;
convict K AA1 N V IH2 K T|K AH0 N V IH1 K T; convert K AA1 N V ER2 T|K AH0 N V ER1 T verb;
permit P ER1 M IH2 T|P ER0 M IH1 T; produce P R OW1 D UW2 S|P R AH0 D UW1 S verb;
progress P R AA1 G R AH0 S|P R AH0 G R EH1 S; protest P R OW1 T EH2 S T|P R AH0 T EH1 S T;
rebel R EH1 B AH0 L|R IH0 B EH1 L; refuse R EH1 F Y UW2 S|R IH0 F Y UW1 Z verb; reject R IY1 JH EH2 K T|R IH0 JH EH1 K T verb;
suspect S AH1 S P EH2 K T|S AH0 S P EH1 K T verb; increase IH1 N K R IY2 S|IH2 N K R IY1 S;
decrease D IY1 K R IY2 S|D IH0 K R IY1 S; import IH1 M P AO2 R T|IH2 M P AO1 R T; export EH1 K S P AO2 R T|IH0 K S P AO1 R T;
insult IH1 N S AH2 L T|IH2 N S AH1 L T; extract EH1 K S T R AE2 K T|IH0 K S T R AE1 K T verb;
transport T R AE1 N S P AO2 R T|T R AE0 N S P AO1 R T; discount D IH1 S K AW2 N T|D IH2 S K AW1 N T;
survey S ER1 V EY2|S ER0 V EY1; perfect P ER1 F IH0 K T|P ER0 F EH1 K T; combine K AA1 M B AY2 N|K AH0 M B AY1 N verb;
compound K AA1 M P AW2 N D|K AH0 M P AW1 N D; compress K AA1 M P R EH2 S|K AH0 M P R EH1 S verb;
digest D AY1 JH EH2 S T|D AY0 JH EH1 S T; escort EH1 S K AO2 R T|IH0 S K AO1 R T; upset AH1 P S EH2 T|AH2 P S EH1 T verb;
desert D EH1 Z ER0 T|D IH0 Z ER1 T; torment T AO1 R M EH2 N T|T AO0 R M EH1 N T; abstract AE1 B S T R AE2 K T|AH0 B S T R AE1 K T;
attribute AE1 T R AH0 B Y UW2 T|AH0 T R IH1 B Y UW2 T; entrance EH1 N T R AH0 N S|IH0 N T R AE1 N S;
document D AA1 K Y AH0 M AH0 N T|D AA1 K Y AH0 M EH2 N T; supplement S AH1 P L AH0 M AH0 N T|S AH1 P L AH0 M EH2 N T;
implement IH1 M P L AH0 M AH0 N T|IH1 M P L AH0 M EH2 N T verb; complement K AA1 M P L AH0 M AH0 N T|K AA1 M P L AH0 M EH2 N T;
addict AE1 D IH2 K T|AH0 D IH1 K T; affect AE1 F EH2 K T|AH0 F EH1 K T verb; ally AE1 L AY2|AH0 L AY1; annex AE1 N EH2 K S|AH0 N EH1 K S;
collect K AA1 L EH2 K T|K AH0 L EH1 K T verb; combat K AA1 M B AE2 T|K AH0 M B AE1 T; commune K AA1 M Y UW2 N|K AH0 M Y UW1 N;
compact K AA1 M P AE2 K T|K AH0 M P AE1 K T; confine K AA1 N F AY2 N|K AH0 N F AY1 N verb; console K AA1 N S OW2 L|K AH0 N S OW1 L;
consort K AA1 N S AO2 R T|K AH0 N S AO1 R T; construct K AA1 N S T R AH2 K T|K AH0 N S T R AH1 K T verb;
contest K AA1 N T EH2 S T|K AH0 N T EH1 S T; converse K AA1 N V ER2 S|K AH0 N V ER1 S; defect D IY1 F EH2 K T|D IH0 F EH1 K T;
discharge D IH1 S CH AA2 R JH|D IH0 S CH AA1 R JH; exploit EH1 K S P L OY2 T|IH0 K S P L OY1 T; ferment F ER1 M EH2 N T|F ER0 M EH1 N T verb;
frequent F R IY1 K W AH0 N T|F R IY0 K W EH1 N T; impact IH1 M P AE2 K T|IH2 M P AE1 K T; implant IH1 M P L AE2 N T|IH2 M P L AE1 N T;
imprint IH1 M P R IH2 N T|IH2 M P R IH1 N T; incense IH1 N S EH2 N S|IH2 N S EH1 N S; incline IH1 N K L AY2 N|IH2 N K L AY1 N;
insert IH1 N S ER2 T|IH2 N S ER1 T verb; intrigue IH1 N T R IY2 G|IH2 N T R IY1 G; invite IH1 N V AY2 T|IH2 N V AY1 T verb;
misuse M IH0 S Y UW1 S|M IH0 S Y UW1 Z; reuse R IY0 Y UW1 S|R IY0 Y UW1 Z verb; offset AO1 F S EH2 T|AO2 F S EH1 T;
overlap OW1 V ER0 L AE2 P|OW2 V ER0 L AE1 P; pervert P ER1 V ER2 T|P ER0 V ER1 T; prospect P R AA1 S P EH2 K T|P R AA1 S P EH2 K T;
rebound R IY1 B AW2 N D|R IH0 B AW1 N D; recall R IY1 K AO2 L|R IH0 K AO1 L verb; recess R IY1 S EH2 S|R IH0 S EH1 S;
refund R IY1 F AH2 N D|R IH0 F AH1 N D; refill R IY1 F IH2 L|R IY0 F IH1 L verb; relay R IY1 L EY2|R IY0 L EY1; remake R IY1 M EY2 K|R IY0 M EY1 K;
resume R EH1 Z AH0 M EY2|R IH0 Z UW1 M verb; rewrite R IY1 R AY2 T|R IY0 R AY1 T verb; segment S EH1 G M AH0 N T|S EH1 G M EH2 N T;
transplant T R AE1 N S P L AE2 N T|T R AE0 N S P L AE1 N T; uplift AH1 P L IH2 F T|AH0 P L IH1 F T; proceed P R OW1 S IY2 D|P R AH0 S IY1 D verb;
use Y UW1 S|Y UW1 Z verb; house HH AW1 S|HH AW1 Z; excuse IH0 K S K Y UW1 S|IH0 K S K Y UW1 Z verb; mouth M AW1 TH|M AW1 DH;
abuse AH0 B Y UW1 S|AH0 B Y UW1 Z; diffuse D IH0 F Y UW1 S|D IH0 F Y UW1 Z; live L AY1 V|L IH1 V verb; close K L OW1 S|K L OW1 Z;
separate S EH1 P ER0 AH0 T|S EH1 P ER0 EY2 T; estimate EH1 S T AH0 M AH0 T|EH1 S T AH0 M EY2 T verb;
graduate G R AE1 JH AH0 W AH0 T|G R AE1 JH AH0 W EY2 T; duplicate D UW1 P L AH0 K AH0 T|D UW1 P L AH0 K EY2 T;
alternate AO1 L T ER0 N AH0 T|AO1 L T ER0 N EY2 T; advocate AE1 D V AH0 K AH0 T|AE1 D V AH0 K EY2 T;
deliberate D IH0 L IH1 B ER0 AH0 T|D IH0 L IH1 B ER0 EY2 T; moderate M AA1 D ER0 AH0 T|M AA1 D ER0 EY2 T;
appropriate AH0 P R OW1 P R IY0 AH0 T|AH0 P R OW1 P R IY0 EY2 T; approximate AH0 P R AA1 K S AH0 M AH0 T|AH0 P R AA1 K S AH0 M EY2 T;
associate AH0 S OW1 SH IY0 AH0 T|AH0 S OW1 SH IY0 EY2 T; delegate D EH1 L AH0 G AH0 T|D EH1 L AH0 G EY2 T;
coordinate K OW0 AO1 R D AH0 N AH0 T|K OW0 AO1 R D AH0 N EY2 T; elaborate IH0 L AE1 B R AH0 T|IH0 L AE1 B ER0 EY2 T;
aggregate AE1 G R AH0 G AH0 T|AE1 G R AH0 G EY2 T; articulate AA0 R T IH1 K Y AH0 L AH0 T|AA0 R T IH1 K Y AH0 L EY2 T;
affiliate AH0 F IH1 L IY0 AH0 T|AH0 F IH1 L IY0 EY2 T; designate D EH1 Z IH0 G N AH0 T|D EH1 Z IH0 G N EY2 T verb;
degenerate D IH0 JH EH1 N ER0 AH0 T|D IH0 JH EH1 N ER0 EY2 T; initiate IH0 N IH1 SH IY0 AH0 T|IH0 N IH1 SH IY0 EY2 T verb;
laminate L AE1 M AH0 N AH0 T|L AE1 M AH0 N EY2 T; legitimate L AH0 JH IH1 T AH0 M AH0 T|L AH0 JH IH1 T AH0 M EY2 T;
predicate P R EH1 D AH0 K AH0 T|P R EH1 D AH0 K EY2 T; syndicate S IH1 N D AH0 K AH0 T|S IH1 N D AH0 K EY2 T;
wind W IH1 N D|W AY1 N D; intimate IH1 N T AH0 M AH0 T|IH1 N T AH0 M EY2 T; animate AE1 N AH0 M AH0 T|AE1 N AH0 M EY2 T verb;
content K AA1 N T EH0 N T|K AH0 N T EH1 N T; bow B OW1|B AW1; sow S AW1|S OW1 verb; tear T IH1 R|T EH1 R;
buffet B AH0 F EY1|B AH1 F AH0 T; subordinate S AH0 B AO1 R D AH0 N AH0 T|S AH0 B AO1 R D AH0 N EY2 T`;
