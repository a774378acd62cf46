/**
 * Character forms from before the reform of 1946 and the forms the dictionary knows: Aozora texts write 會社, 學校.
 * Only pairs that are the same word in both forms; names keep their reading either way.
 */
const PAIRS =
  '亞亜惡悪壓圧圍囲醫医壹壱隱隠榮栄營営衞衛驛駅圓円鹽塩艷艶應応歐欧毆殴櫻桜奧奥橫横溫温穩穏假仮價価畫画會会懷懐壞壊繪絵擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻寬寛歡歓關関陷陥觀観氣気歸帰龜亀僞偽戲戯犧犠舊旧據拠擧挙峽峡挾挟敎教鄕郷堯尭曉暁區区驅駆勳勲薰薫徑径惠恵揭掲溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸擊撃缺欠儉倹劍剣圈圏檢検權権獻献縣県險険顯顕驗験嚴厳廣広恆恒鑛鉱號号國国黑黒濟済碎砕齋斎劑剤雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処敍叙奬奨將将燒焼稱称證証乘乗剩剰壤壌孃嬢條条淨浄狀状疊畳讓譲釀醸觸触囑嘱寢寝愼慎眞真盡尽圖図粹粋醉酔隨随髓髄數数樞枢聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊錢銭禪禅雙双壯壮搜捜插挿爭争總総聰聡莊荘裝装騷騒增増臟臓藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択澤沢單単擔担膽胆團団彈弾斷断癡痴遲遅晝昼蟲虫鑄鋳廳庁聽聴鎭鎮遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬪闘德徳獨独讀読屆届繩縄貳弐惱悩腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘濱浜甁瓶拂払佛仏竝並變変邊辺辨弁辯弁瓣弁舖舗穗穂寶宝襃褒豐豊沒没飜翻槇槙萬万滿満默黙譯訳藥薬與与豫予餘余譽誉搖揺樣様謠謡遙遥來来賴頼亂乱覽覧龍竜兩両獵猟綠緑鄰隣淚涙壘塁勵励禮礼隸隷靈霊齡齢曆暦歷歴戀恋鍊錬爐炉勞労樓楼祿禄灣湾髙高﨑崎嵜崎𠮷吉邨村德徳濵浜';

const MODERN: ReadonlyMap<string, string> = new Map(
  [...PAIRS].flatMap((old, index, all) => (index % 2 === 0 ? [[old, all[index + 1] ?? old] as const] : [])),
);

/** The present form of an old one, or undefined. */
export function modernForm(character: string): string | undefined {
  return MODERN.get(character);
}
