/**
 * Traditional characters as their simplified twins, one for one, because the pinyin dictionary settles readings by
 * simplified words (銀行 needs 银行). Only the frequent characters: a rare one keeps the reading of the single character,
 * which is right unless it has several. Characters with two simplified or two traditional twins of different
 * reading (乾, 著, 後/后 as a surname) are left out or take the frequent one.
 */
const PAIRS =
  '們们這这個个來来說说話话時时會会對对為为還还過过沒没與与從从後后讓让給给聽听見见覺觉現现發发頭头長长開开關关門门' +
  '問问間间東东車车馬马銀银錢钱樂乐慶庆氣气電电學学國国語语讀读書书寫写講讲點点師师業业專专經经濟济級级紀纪約约結结' +
  '統统總总線线續续綠绿紅红細细組组終终練练編编網网義义習习親亲愛爱戀恋歡欢應应該该談谈請请誰谁課课調调論论計计記记' +
  '許许設设試试詞词證证評评識识譯译議议護护變变邊边遠远運运進进連连達达選选適适遲迟遊游週周飛飞機机場场幾几數数歲岁' +
  '歷历處处備备務务動动勞劳勝胜勢势勵励區区醫医藥药單单嚴严衛卫難难離离雙双雞鸡鳥鸟魚鱼龍龙龜龟貓猫豬猪飯饭飲饮飽饱' +
  '餓饿館馆麵面麼么麗丽黃黄齊齐齒齿體体髮发題题類类顧顾願愿風风顏颜額额領领順顺須须頁页項项預预頓顿險险隊队際际陸陆' +
  '陽阳陰阴隨随隱隐階阶靜静響响頻频貝贝負负財财責责貨货買买賣卖費费貴贵資资賽赛贊赞贏赢質质賬账購购賞赏賓宾輕轻輪轮' +
  '輛辆轉转軟软較较載载輸输農农迴回釋释針针鐘钟鐵铁錯错鎖锁鏡镜鍵键錄录鋼钢銷销鏈链閉闭閒闲閱阅闊阔聞闻聯联聲声職职' +
  '聰聪腦脑腳脚臉脸興兴舊旧舉举藝艺節节範范葉叶萬万蓋盖蘭兰蘇苏號号蟲虫術术衝冲裝装補补複复視视覽览觀观觸触訊讯訂订' +
  '訓训詢询詳详誠诚誤误諾诺謝谢謊谎謎谜謹谨譜谱譽誉讚赞豐丰貧贫趙赵趕赶跡迹踐践躍跃軍军辦办辭辞違违遞递遺遗鄉乡鄰邻' +
  '醜丑醬酱鑰钥鬧闹閃闪闆板陣阵陳陈隻只雖虽雲云霧雾韓韩韻韵頂顶頸颈養养駕驾駛驶騎骑騙骗驗验驚惊鬆松鬍胡鮮鲜鳳凤鳴鸣' +
  '鴨鸭鵝鹅鹽盐麥麦黨党壓压壞坏壯壮夠够夢梦奪夺奮奋婦妇媽妈嬰婴孫孙寧宁實实審审寬宽寶宝將将尋寻導导屬属島岛嶺岭幣币' +
  '幫帮帶带幹干庫库廠厂廣广廳厅張张強强彈弹復复徵征徹彻恆恒悶闷惡恶惱恼慘惨慣惯憂忧憐怜憑凭憶忆懷怀懶懒戰战戲戏戶户' +
  '拋抛挾挟捨舍掃扫掛挂採采揚扬換换揮挥損损搖摇搶抢撲扑撥拨擁拥擇择擊击擋挡據据擠挤擬拟擴扩擺摆擾扰攝摄敗败敵敌斷断' +
  '於于昇升曉晓暫暂曆历條条極极樓楼標标樣样樹树橋桥檢检櫃柜權权決决況况淚泪淨净減减測测湯汤準准溝沟溫温滅灭滿满漢汉' +
  '漲涨潔洁濃浓濕湿灣湾災灾無无煙烟煩烦熱热燈灯燒烧營营爭争爺爷牆墙狀状獎奖獨独獲获獸兽環环產产畢毕畫画異异當当療疗' +
  '瘋疯盡尽監监盤盘眾众睏困矚瞩礎础禮礼種种稱称穩稳窮穷窩窝競竞筆笔築筑簡简籃篮籤签糧粮純纯紙纸納纳紋纹紛纷絕绝絲丝' +
  '絡络維维綜综緊紧緒绪緣缘縣县縮缩績绩織织繞绕繪绘繼继罰罚罵骂羅罗聖圣肅肃脫脱膚肤膽胆臺台臨临艦舰蔥葱蕭萧薦荐藍蓝' +
  '蘋苹虛虚蝦虾裡里亂乱亞亚佈布併并係系俠侠倉仓偉伟側侧偵侦偽伪傑杰傘伞傳传債债傷伤傾倾僅仅價价儀仪億亿優优儲储兒儿' +
  '內内兩两冊册凍冻凱凯則则剛刚創创劃划劇剧劉刘劍剑匯汇協协卻却厭厌參参嗎吗員员喪丧喚唤嘆叹嘗尝噴喷嚇吓囑嘱園园圓圆' +
  '圖图團团執执堅坚報报塊块塗涂塵尘墊垫';

const SIMPLIFIED = new Map<string, string>();
for (let index = 0; index + 1 < PAIRS.length; index += 2) SIMPLIFIED.set(PAIRS.charAt(index), PAIRS.charAt(index + 1));

/** Forms of names that the dictionary does not list. */
for (const [form, twin] of [
  ['𠮷', '吉'],
  ['髙', '高'],
  ['﨑', '崎'],
  ['嵜', '崎'],
  ['邨', '村'],
] as const)
  SIMPLIFIED.set(form, twin);

/** The text with frequent traditional characters simplified; the length stays. */
export function simplify(han: string): string {
  let simplified = '';
  for (const character of han) simplified += SIMPLIFIED.get(character) ?? character;
  return simplified;
}
