/**
 * Names the dictionary lacks or reads by rule: products, programs, companies, places, people, and acronyms that are said as words.
 * ARPABET, one word per entry, entries parted by semicolons.
 */
export const NAMES = `
postgresql P OW2 S T G R EH2 S K Y UW2 EH1 L; postgres P OW1 S T G R EH2 S; sqlite EH2 S K Y UW2 EH1 L AY2 T; graphql G R AE2 F K Y UW2 EH1 L;
mongodb M AA2 NG G OW0 D IY2 B IY1; numpy N AH1 M P AY2; scipy S AY1 P AY2; pytorch P AY1 T AO2 R CH; pypi P AY2 P IY2 AY1; webpack W EH1 B P AE2 K;
macbook M AE1 K B UH2 K; macbooks M AE1 K B UH2 K S; airpods EH1 R P AA2 D Z; iphones AY1 F OW2 N Z; ipads AY1 P AE2 D Z; imac AY1 M AE2 K;
ipod AY1 P AA2 D; icloud AY1 K L AW2 D; itunes AY1 T UW2 N Z; ipados AY2 P AE2 D OW2 EH1 S; whatsapp W AH1 T S AE2 P; tiktok T IH1 K T AA2 K;
linkedin L IH2 NG K T IH1 N; facebook F EY1 S B UH2 K; instagram IH1 N S T AH0 G R AE2 M; snapchat S N AE1 P CH AE2 T; paypal P EY1 P AE2 L;
youtuber Y UW1 T UW2 B ER0; wechat W IY1 CH AE2 T; playstation P L EY1 S T EY2 SH AH0 N; powerpoint P AW1 ER0 P OY2 N T; onenote W AH1 N N OW2 T;
xbox EH1 K S B AA2 K S; netflix N EH1 T F L IH2 K S; spotify S P AA1 T AH0 F AY2; nvidia EH0 N V IH1 D IY0 AH0; huawei W AA1 W EY2; xiaomi SH AW2 M IY1;
hyundai HH AH1 N D EY2; airbnb EH2 R B IY2 EH2 N B IY1; linux L IH1 N AH0 K S; debian D EH1 B IY0 AH0 N; gnome N OW1 M; vim V IH1 M; emacs IY1 M AE2 K S;
bash B AE1 SH; zsh Z IY1 SH EH2 L; git G IH1 T; repo R IY1 P OW2; repos R IY1 P OW2 Z; async EY1 S IH2 NG K; regex R EH1 JH EH2 K S; enum IY1 N AH0 M; enums IY1 N AH0 M Z;
auth AO1 TH; oauth OW1 AO2 TH; config K AH0 N F IH1 G; configs K AH0 N F IH1 G Z; admin AE1 D M IH0 N; admins AE1 D M IH0 N Z; app AE1 P; apps AE1 P S;
cache K AE1 SH; caches K AE1 SH IH0 Z; cached K AE1 SH T; caching K AE1 SH IH0 NG; daemon D IY1 M AH0 N; queue K Y UW1; queues K Y UW1 Z; tuple T AH1 P AH0 L; char K EH1 R;
wiki W IH1 K IY0; wikipedia W IH2 K IH0 P IY1 D IY0 AH0; blog B L AA1 G; blogs B L AA1 G Z; blogger B L AA1 G ER0; podcast P AA1 D K AE2 S T; podcasts P AA1 D K AE2 S T S;
webinar W EH1 B AH0 N AA2 R; hashtag HH AE1 SH T AE2 G; hashtags HH AE1 SH T AE2 G Z; emoticon IH0 M OW1 T AH0 K AA2 N; meme M IY1 M; memes M IY1 M Z; bitcoin B IH1 T K OY2 N;
crypto K R IH1 P T OW0; ethereum IH0 TH IH1 R IY0 AH0 M; blockchain B L AA1 K CH EY2 N; chatbot CH AE1 T B AA2 T; chatbots CH AE1 T B AA2 T S; gemini JH EH1 M AH0 N AY2;
anthropic AE0 N TH R AA1 P IH0 K; claude K L AO1 D; mistral M IH0 S T R AA1 L; deepseek D IY1 P S IY2 K; qwen K W EH1 N; whisper W IH1 S P ER0; kafka K AA1 F K AH0;
django JH AE1 NG G OW0; flask F L AE1 S K; vite V IY1 T; vitest V IY1 T EH2 S T; nuxt N AH1 K S T; vue V Y UW1; svelte S V EH1 L T; angular AE1 NG G Y AH0 L ER0;
jquery JH EY1 K W IH2 R IY0; ajax EY1 JH AE2 K S; docker D AA1 K ER0; ansible AE1 N S AH0 B AH0 L; jenkins JH EH1 NG K IH0 N Z; grafana G R AH0 F AA1 N AH0;
prometheus P R AH0 M IY1 TH IY0 AH0 S; onnx AA1 N IH0 K S; cuda K UW1 D AH0; vulkan V AH1 L K AH0 N; wasm W AA1 Z AH0 M; latex L EY1 T EH2 K; ffmpeg EH2 F EH2 F EH1 M P EH2 G;
ascii AE1 S K IY0; jpeg JH EY1 P EH2 G; jpegs JH EY1 P EH2 G Z; mpeg EH1 M P EH2 G; gif G IH1 F; gifs G IH1 F S; yaml Y AE1 M AH0 L; toml T AA1 M AH0 L; bios B AY1 OW2 S; raid R EY1 D;
captcha K AE1 P CH AH0; saas S AE1 S; paas P AE1 S; oled OW1 L EH2 D; wysiwyg W IH1 Z IY0 W IH2 G; lan L AE1 N; wan W AE1 N; vlan V IY1 L AE2 N; ram R AE1 M; rom R AA1 M; sim S IH1 M; soc EH2 S OW2 S IY1;
unesco Y UW0 N EH1 S K OW2; unicef Y UW1 N IH0 S EH2 F; opec OW1 P EH2 K; nasdaq N AE1 Z D AE2 K; fifa F IY1 F AH0; uefa Y UW0 EY1 F AH0; asean AA1 S IY0 AA2 N; nafta N AE1 F T AH0;
potus P OW1 T AH0 S; scotus S K OW1 T AH0 S; flotus F L OW1 T AH0 S; fema F IY1 M AH0; osha OW1 SH AH0; hipaa HH IH1 P AH0; sars S AA1 R Z; mers M ER1 Z; brexit B R EH1 K S IH0 T; brics B R IH1 K S;
interpol IH1 N T ER0 P OW2 L; nimby N IH1 M B IY0; yolo Y OW1 L OW0; fomo F OW1 M OW0; awol EY1 W AO2 L; ptfe P IY2 T IY2 EH2 F IY1;
coronavirus K ER0 OW1 N AH0 V AY2 R AH0 S; mrna EH2 M AA2 R EH2 N EY1; ebola IY0 B OW1 L AH0; zika Z IY1 K AH0;
beyonce B IY0 AA1 N S EY0; rihanna R IY0 AE1 N AH0; shakira SH AH0 K IH1 R AH0; zendaya Z EH0 N D EY1 AH0; siobhan SH AH0 V AO1 N; saoirse S ER1 SH AH0; niamh N IY1 V; caoimhe K W IY1 V AH0; aoife IY1 F AH0;
sinead SH AH0 N EY1 D; padraig P AA1 D R IH0 G; eoghan OW1 AH0 N; joaquin W AA0 K IY1 N; xavier Z EY1 V Y ER0; jorge HH AO1 R HH EY2; javier HH AA2 V IY0 EH1 R; guillermo G IY0 Y EH1 R M OW0;
nguyen W IH1 N; tran T R AE1 N; huynh W IH1 N; dvorak D V AO1 R ZH AE2 K; goethe G ER1 T AH0; nietzsche N IY1 CH AH0; bach B AA1 K; chopin SH OW2 P AE1 N; einstein AY1 N S T AY2 N;
wojciech V OY1 CH EH0 K; szczecin SH CH EH1 CH IY0 N; lukasz W UW1 K AA0 SH; zuckerberg Z AH1 K ER0 B ER2 G; musk M AH1 S K; bezos B EY1 Z OW0 S; altman AO1 L T M AH0 N; pichai P IH0 CH AY1; nadella N AH0 D EH1 L AH0;
zelensky Z AH0 L EH1 N S K IY0; zelenskyy Z AH0 L EH1 N S K IY0; kyiv K IY1 V; modi M OW1 D IY0; erdogan ER1 D AH0 W AA2 N; macron M AH0 K R OW1 N; merkel M EH1 R K AH0 L; trudeau T R UW0 D OW1;
hyderabad HH AY1 D ER0 AH0 B AE2 D; bengaluru B EH1 NG G AH0 L UW2 R UW0; mumbai M UH0 M B AY1; chennai CH IH0 N AY1; kolkata K OW0 L K AA1 T AH0; delhi D EH1 L IY0; qatar K AH0 T AA1 R; doha D OW1 HH AH0; dubai D UW0 B AY1;
reykjavik R EY1 K Y AH0 V IH2 K; edinburgh EH1 D AH0 N B ER0 OW0; worcester W UH1 S T ER0; worcestershire W UH1 S T ER0 SH ER0; leicester L EH1 S T ER0; gloucester G L AO1 S T ER0; greenwich G R EH1 N IH0 CH; thames T EH1 M Z;
warwick W AO1 R IH0 K; norwich N AO1 R IH0 CH; illinois IH2 L AH0 N OY1; arkansas AA1 R K AH0 N S AO2; versailles V ER0 S AY1; champs SH AA1 N Z; louvre L UW1 V R AH0; cannes K AE1 N; lyon L IY0 AO1 N; bordeaux B AO0 R D OW1;
gangnam G AA1 NG N AA0 M; busan B UW1 S AA2 N; incheon IH1 N CH AH2 N; jeju JH EH1 JH UW0; itaewon IY2 T EH0 W AH1 N; kimchi K IH1 M CH IY0; bibimbap B IY1 B IH0 M B AA2 P; hangul HH AA1 NG G UW2 L; kpop K EY1 P AA2 P;
shanghai SH AE2 NG HH AY1; hangzhou HH AA2 NG JH OW1; guangzhou G W AA2 NG JH OW1; shenzhen SH AH2 N JH EH1 N; suzhou S UW2 JH OW1; taipei T AY2 P EY1; cantonese K AE2 N T AH0 N IY1 Z; pinyin P IH2 N Y IH1 N; hanzi HH AA1 N Z IY0;
alibaba AA2 L IY0 B AA1 B AH0; tencent T EH1 N S EH2 N T; baidu B AY1 D UW2; lenovo L AH0 N OW1 V OW0; weibo W EY1 B W AO2; feng F AH1 NG; wang W AA1 NG; deng D AH1 NG; yang Y AE1 NG; huang HH W AA1 NG; jiang JH Y AA1 NG; chen CH EH1 N; cao T S AW1;
osaka OW0 S AA1 K AH0; shinkansen SH IY1 N K AA0 N S EH2 N; sudoku S UW0 D OW1 K UW0; manga M AA1 NG G AH0; anime AE1 N AH0 M EY2; ramen R AA1 M AH0 N; sake S EY1 K; karaoke K EH2 R IY0 OW1 K IY0; pokemon P OW1 K IY0 M AA2 N; nintendo N IH0 N T EH1 N D OW0;
tsinghua CH IH2 NG HH W AA1; hye HH Y EH1; jungkook JH AH1 NG K UH2 K; hermione HH ER0 M AY1 AH0 N IY0; cthulhu K AH0 TH UW1 L UW0; pikachu P IY1 K AH0 CH UW2; daenerys D AH0 N EH1 R IH0 S;
manoeuvre M AH0 N UW1 V ER0; manoeuvres M AH0 N UW1 V ER0 Z; ellipsis IH0 L IH1 P S AH0 S; ellipses IH0 L IH1 P S IY2 Z; ol OW1 L; ebook IY1 B UH2 K; ebooks IY1 B UH2 K S; devops D EH1 V AA2 P S; reddit R EH1 D IH0 T;
backend B AE1 K EH2 N D; backends B AE1 K EH2 N D Z; webpage W EH1 B P EY2 JH; webpages W EH1 B P EY2 JH IH0 Z; tshirt T IY1 SH ER2 T; tshirts T IY1 SH ER2 T S; xray EH1 K S R EY2; xrays EH1 K S R EY2 Z;
moderna M AH0 D ER1 N AH0; ozempic OW0 Z EH1 M P IH0 K; quinoa K IY1 N W AA0; sriracha S ER0 AA1 CH AH0; edamame EH2 D AH0 M AA1 M EY0; acai AA2 S AH0 IY1; bruschetta B R UW0 S K EH1 T AH0; kombucha K AA0 M B UW1 CH AH0;
acetaminophen AH0 S IY2 T AH0 M IH1 N AH0 F AH0 N; giuseppe JH UW0 S EH1 P EY0; ayesha AA0 IY1 SH AH0; dmitri D AH0 M IY1 T R IY0; bjorn B Y AO1 R N;
programme P R OW1 G R AE2 M; programmes P R OW1 G R AE2 M Z; jewellery JH UW1 AH0 L R IY0; aluminium AE2 L Y UH0 M IH1 N IY0 AH0 M; tyre T AY1 ER0; tyres T AY1 ER0 Z; kerb K ER1 B; gaol JH EY1 L; whilst W AY1 L S T; amongst AH0 M AH1 NG S T;
moustache M AH1 S T AE2 SH; grey G R EY1; storey S T AO1 R IY0; storeys S T AO1 R IY0 Z; draught D R AE1 F T; draughts D R AE1 F T S; plough P L AW1; cheque CH EH1 K; cheques CH EH1 K S; sceptical S K EH1 P T IH0 K AH0 L; ageing EY1 JH IH0 NG; mum M AH1 M; maths M AE1 TH S; queueing K Y UW1 IH0 NG;
kilohm K IH1 L OW2 M; kilohms K IH1 L OW2 M Z; megohm M EH1 G OW2 M; megohms M EH1 G OW2 M Z; milliamp M IH1 L IY0 AE2 M P; milliamps M IH1 L IY0 AE2 M P S; deciliter D EH1 S AH0 L IY2 T ER0; hectare HH EH1 K T EH2 R; hectares HH EH1 K T EH2 R Z;
namely N EY1 M L IY0; hadn't HH AE1 D AH0 N T; y'all Y AO1 L; ma'am M AE1 M; o'clock AH0 K L AA1 K; 'em AH0 M; 'tis T IH1 Z; 'cause K AH1 Z; gonna G AH1 N AH0; wanna W AA1 N AH0; gotta G AA1 T AH0; lemme L EH1 M IY0; dunno D AH0 N OW1`;
