/**
 * Readings the pinyin dictionary misses: the neutral tone of everyday words, and words of two readings where one is far
 * more frequent in running text. Keyed by word; tone 0 is neutral. From Xiandai Hanyu Cidian, by hand.
 */
const ENTRIES = `
朋友 peng2 you0|东西 dong1 xi0|地方 di4 fang0|喜欢 xi3 huan0|漂亮 piao4 liang0|先生 xian1 sheng0|学生 xue2 sheng0
衣服 yi1 fu0|告诉 gao4 su0|事情 shi4 qing0|认识 ren4 shi0|觉得 jue2 de0|晓得 xiao3 de0|记得 ji4 de0|值得 zhi2 de0
休息 xiu1 xi0|明白 ming2 bai0|知道 zhi1 dao4|清楚 qing1 chu0|舒服 shu1 fu0|客气 ke4 qi0|关系 guan1 xi0
意思 yi4 si0|时候 shi2 hou0|窗户 chuang1 hu0|消息 xiao1 xi0|功夫 gong1 fu0|暖和 nuan3 huo0|热闹 re4 nao0
麻烦 ma2 fan0|故事 gu4 shi0|眼睛 yan3 jing0|耳朵 er3 duo0|头发 tou2 fa0|嘴巴 zui3 ba0|豆腐 dou4 fu0|萝卜 luo2 bo0
便宜 pian2 yi0|打听 da3 ting0|打算 da3 suan0|招呼 zhao1 hu0|收拾 shou1 shi0|商量 shang1 liang0|月亮 yue4 liang0
太阳 tai4 yang0|早上 zao3 shang0|晚上 wan3 shang0|里面 li3 mian0|外面 wai4 mian0|上面 shang4 mian0|下面 xia4 mian0
那里 na4 li0|这里 zhe4 li0|哪里 na2 li0|丈夫 zhang4 fu0|妻子 qi1 zi0|姑娘 gu1 niang0|师傅 shi1 fu0|大夫 dai4 fu0
葡萄 pu2 tao0|石头 shi2 tou0|木头 mu4 tou0|馒头 man2 tou0|骨头 gu3 tou0|点心 dian3 xin0|力气 li4 qi0|脾气 pi2 qi0
我们 wo3 men0|你们 ni3 men0|他们 ta1 men0|她们 ta1 men0|咱们 zan2 men0|人们 ren2 men0|什么 shen2 me0|怎么 zen3 me0
这么 zhe4 me0|那么 na4 me0|多么 duo1 me0|这个 zhe4 ge0|那个 na4 ge0|谢谢 xie4 xie0|看看 kan4 kan0|爷爷 ye2 ye0
奶奶 nai3 nai0|爸爸 ba4 ba0|妈妈 ma1 ma0|哥哥 ge1 ge0|姐姐 jie3 jie0|弟弟 di4 di0|妹妹 mei4 mei0|星星 xing1 xing0
重庆 chong2 qing4
东西方 dong1 xi1 fang1|东西向 dong1 xi1 xiang4|东西部 dong1 xi1 bu4|东西两 dong1 xi1 liang3|东西德 dong1 xi1 de2
理发 li3 fa4|头发丝 tou2 fa4 si1|白发 bai2 fa4|黑发 hei1 fa4|金发 jin1 fa4|短发 duan3 fa4|卷发 juan3 fa4|秀发 xiu4 fa4|染发 ran3 fa4
烫发 tang4 fa4|护发 hu4 fa4|洗发 xi3 fa4|美发 mei3 fa4|毛发 mao2 fa4|假发 jia3 fa4|束发 shu4 fa4|脱发 tuo1 fa4|剪发 jian3 fa4|银发 yin2 fa4
发型 fa4 xing2|发廊 fa4 lang2|发夹 fa4 jia1|发胶 fa4 jiao1|发丝 fa4 si1|发梢 fa4 shao1|发带 fa4 dai4|发际 fa4 ji4|发质 fa4 zhi4|发髻 fa4 ji4
发卡 fa4 qia3|植发 zhi2 fa4|结发 jie2 fa4|须发 xu1 fa4|鹤发 he4 fa4|千钧一发 qian1 jun1 yi2 fa4|令人发指 ling4 ren2 fa4 zhi3
怒发冲冠 nu4 fa4 chong1 guan1|发箍 fa4 gu1|发饰 fa4 shi4|发妻 fa4 qi1|披头散发 pi1 tou2 san4 fa4|齐耳短发 qi2 er3 duan3 fa4
一不小心 yi2 bu4 xiao3 xin1
对不起 dui4 bu0 qi3|差不多 cha4 bu0 duo1|了不起 liao3 bu0 qi3|了不得 liao3 bu0 de2|不得了 bu4 de2 liao3|来不及 lai2 bu0 ji2
舍不得 she3 bu0 de0|怪不得 guai4 bu0 de0|恨不得 hen4 bu0 de0|巴不得 ba1 bu0 de0|说不定 shuo1 bu0 ding4|不由得 bu4 you2 de0
要不得 yao4 bu0 de2|值不得 zhi2 bu0 de2|了得 liao3 de2|大不了 da4 bu0 liao3|少不了 shao3 bu0 liao3|免不了 mian3 bu0 liao3
舍得 she3 de0|懂得 dong3 de0|认得 ren4 de0|省得 sheng3 de0|免得 mian3 de0|显得 xian3 de0|使得 shi3 de0|由得 you2 de0|只得 zhi3 de2|总得 zong3 dei3
来得及 lai2 de0 ji2|恶心 e3 xin0|裁缝 cai2 feng0|扎实 zha1 shi0|答应 da1 ying0|应付 ying4 fu0|大夫 dai4 fu0|士大夫 shi4 da4 fu1|大夫人 da4 fu1 ren2
玻璃 bo1 li0|聪明 cong1 ming0|尾巴 wei3 ba0|钥匙 yao4 shi0|胳膊 ge1 bo0|包袱 bao1 fu0|行李 xing2 li0|行当 hang2 dang0|勾当 gou4 dang0
力量 li4 liang0|分量 fen4 liang0|困难 kun4 nan0|将就 jiang1 jiu0|结实 jie1 shi0|折腾 zhe1 teng0|伺候 ci4 hou0|嘱咐 zhu3 fu0|吩咐 fen1 fu0
打扮 da3 ban0|打扫 da3 sao3|耽误 dan1 wu0|胡萝卜 hu2 luo2 bo0|糊涂 hu2 tu0|黄瓜 huang2 gua0|西瓜 xi1 gua1|机灵 ji1 ling0|客人 ke4 ren2
口袋 kou3 dai0|苦头 ku3 tou0|快活 kuai4 huo0|宽敞 kuan1 chang0|阔气 kuo4 qi0|老婆 lao3 po0|老爷 lao3 ye0|利落 li4 luo0|利索 li4 suo0
粮食 liang2 shi0|琢磨 zuo2 mo0|溜达 liu1 da0|骆驼 luo4 tuo0|买卖 mai3 mai0|忙活 mang2 huo0|眉毛 mei2 mao0|棉花 mian2 hua0|名字 ming2 zi0
名堂 ming2 tang0|蘑菇 mo2 gu0|模糊 mo2 hu0|难为 nan2 wei0|脑袋 nao3 dai0|能耐 neng2 nai0|念叨 nian4 dao0|奴才 nu2 cai0|女婿 nv3 xu0
盘算 pan2 suan0|佩服 pei4 fu0|喷嚏 pen1 ti0|屁股 pi4 gu0|苹果 ping2 guo3|亲戚 qin1 qi0|勤快 qin2 kuai0|清静 qing1 jing0|亲家 qing4 jia0
拳头 quan2 tou0|热和 re4 huo0|软和 ruan3 huo0|商人 shang1 ren2|上司 shang4 si0|上头 shang4 tou0|烧饼 shao1 bing0|少爷 shao4 ye0|牲口 sheng1 kou0
实在 shi2 zai0|使唤 shi3 huan0|世故 shi4 gu0|似的 shi4 de0|势力 shi4 li0|收成 shou1 cheng0|首饰 shou3 shi0|疏忽 shu1 hu0|爽快 shuang3 kuai0
思量 si1 liang0|算盘 suan4 pan0|岁数 sui4 shu0|特务 te4 wu0|挑剔 tiao1 ti0|跳蚤 tiao4 zao0|头里 tou2 li0|吐沫 tu4 mo0|唾沫 tuo4 mo0
挖苦 wa1 ku0|娃娃 wa2 wa0|晚上 wan3 shang0|委屈 wei3 qu0|为难 wei2 nan2|位置 wei4 zhi0|稳当 wen3 dang0|稀罕 xi1 han0|媳妇 xi2 fu0
下巴 xia4 ba0|吓唬 xia4 hu0|相声 xiang4 sheng0|笑话 xiao4 hua0|心思 xin1 si0|新鲜 xin1 xian1|行头 xing2 tou0|胭脂 yan1 zhi0|秧歌 yang1 ge0
养活 yang3 huo0|吆喝 yao1 he0|妖精 yao1 jing0|衣裳 yi1 shang0|应酬 ying4 chou0|冤枉 yuan1 wang0|云彩 yun2 cai0|运气 yun4 qi0|在乎 zai4 hu0
早晨 zao3 chen0|帐篷 zhang4 peng0|招牌 zhao1 pai0|折磨 zhe2 mo0|这边 zhe4 bian0|那边 na4 bian0|芝麻 zhi1 ma0|指甲 zhi3 jia0|主意 zhu3 yi0
状元 zhuang4 yuan0|庄稼 zhuang1 jia0|壮实 zhuang4 shi0|字号 zi4 hao0|自在 zi4 zai0|祖宗 zu3 zong0|嘴巴 zui3 ba0|作坊 zuo1 fang0
多少 duo1 shao0|前面 qian2 mian0|后面 hou4 mian0|左边 zuo3 bian0|右边 you4 bian0|里边 li3 bian0|外边 wai4 bian0|前边 qian2 bian0|后边 hou4 bian0
前头 qian2 tou0|后头 hou4 tou0|里头 li3 tou0|外头 wai4 tou0|哪个 na3 ge0|怎样 zen3 yang4|那样 na4 yang4|怎么样 zen3 me0 yang4
干净 gan1 jing4|关于 guan1 yu2|包子 bao1 zi0|抽屉 chou1 ti0|出息 chu1 xi0|凑合 cou4 he0|答理 da1 li0|道士 dao4 shi0|灯笼 deng1 long0
动静 dong4 jing0|豆腐 dou4 fu0|风筝 feng1 zheng0|福气 fu2 qi0|甘蔗 gan1 zhe0|高粱 gao1 liang0|膏药 gao1 yao0|跟头 gen1 tou0|疙瘩 ge1 da0
工夫 gong1 fu0|姑爷 gu1 ye0|官司 guan1 si0|规矩 gui1 ju0|闺女 gui1 nv0|蛤蟆 ha2 ma0|含糊 han2 hu0|行家 hang2 jia0|合同 he2 tong0
和尚 he2 shang0|核桃 he2 tao0|红火 hong2 huo0|厚道 hou4 dao0|狐狸 hu2 li0|护士 hu4 shi0|伙计 huo3 ji0|活泼 huo2 po0|火候 huo3 hou0
嫁妆 jia4 zhuang0|见识 jian4 shi0|交情 jiao1 qing0|叫唤 jiao4 huan0|街坊 jie1 fang0|姐夫 jie3 fu0|精神 jing1 shen2|咳嗽 ke2 sou0|篱笆 li2 ba0
连累 lian2 lei0|凉快 liang2 kuai0|啰嗦 luo1 suo0|麻利 ma2 li0|马虎 ma3 hu0|码头 ma3 tou0|馒头 man2 tou0|门道 men2 dao0|秘密 mi4 mi4
明明 ming2 ming2|苗条 miao2 tiao0|牌楼 pai2 lou0|皮匠 pi2 jiang0|枇杷 pi2 pa0|琵琶 pi2 pa0|婆家 po2 jia0|欺负 qi1 fu0|俏皮 qiao4 pi0
洒脱 sa3 tuo0|扫帚 sao4 zhou0|丧气 sang4 qi0|晌午 shang3 wu0|石榴 shi2 liu0|使得 shi3 de0|摔打 shuai1 da0|踏实 ta1 shi0
太太 tai4 tai0|甜头 tian2 tou0|温和 wen1 he2|先前 xian1 qian2|小气 xiao3 qi0|歇息 xie1 xi0|兄弟 xiong1 di0|学问 xue2 wen0|哑巴 ya3 ba0
眼睛 yan3 jing0|约莫 yue1 mo0|月饼 yue4 bing0|张罗 zhang1 luo0|丈人 zhang4 ren0|知识 zhi1 shi0|直溜 zhi2 liu0|转悠 zhuan4 you0|亲事 qin1 shi0
会计 kuai4 ji4|济南 ji3 nan2|厦门 xia4 men2|六安 lu4 an1|六合 lu4 he2|台州 tai1 zhou1|丽水 li2 shui3|番禺 pan1 yu2|蚌埠 beng4 bu4|乐亭 lao4 ting2
东阿 dong1 e1|铅山 yan2 shan1|大埔 da4 bu4|高要 gao1 yao1|涡阳 guo1 yang2|浚县 xun4 xian4|洪洞 hong2 tong2|繁峙 fan2 shi4|尉犁 yu4 li2
单县 shan4 xian4|任丘 ren2 qiu1|任县 ren2 xian4|华山 hua4 shan1|华佗 hua4 tuo2|华阴 hua4 yin1|解州 xie4 zhou1|大城 dai4 cheng2|歙县 she4 xian4
黟县 yi1 xian4|莘庄 xin1 zhuang1|莘县 shen1 xian4|长垣 chang2 yuan2|枞阳 zong1 yang2|吐蕃 tu3 bo1|可汗 ke4 han2|龟兹 qiu1 ci2|月氏 yue4 zhi1
冒顿 mo4 du2|阏氏 yan1 zhi1|单于 chan2 yu2|大宛 da4 yuan1|身毒 yuan2 du2|秘鲁 bi4 lu3|柏林 bo2 lin2|都柏林 du1 bo2 lin2|新西兰 xin1 xi1 lan2
任正非 ren2 zheng4 fei1|查良镛 zha1 liang2 yong1|华罗庚 hua4 luo2 geng1|解缙 xie4 jin4|仇英 qiu2 ying1|曾巩 zeng1 gong3|曾参 zeng1 shen1|曾子 zeng1 zi3
墨子 mo4 zi3|单雄信 shan4 xiong2 xin4|盖叫天 ge3 jiao4 tian1|朴槿惠 piao2 jin2 hui4|宁泽涛 ning4 ze2 tao1|乐毅 yue4 yi4|查理 cha2 li3|那英 na4 ying1
郦食其 li4 yi4 ji1|金日磾 jin1 mi4 di1|伍子胥 wu3 zi3 xu1|褒姒 bao1 si4|妲己 da2 ji3|嫪毐 lao4 ai3|哪吒 ne2 zha1|般若 bo1 re3|南无 na1 mo2
朝鲜 chao2 xian3|高丽 gao1 li2|句践 gou1 jian4|大月氏 da4 yue4 zhi1|叶公 ye4 gong1|角里 lu4 li3|尉缭 wei4 liao2|曹参 cao2 shen1
倒霉 dao3 mei2|倒腾 dao3 teng0|颠倒 dian1 dao3|三角形 san1 jiao3 xing2|角色 jue2 se4|系数 xi4 shu4|处处 chu4 chu4|一切 yi2 qie4
一会儿 yi2 hui4 er2|有空 you3 kong4|背后 bei4 hou4|中间 zhong1 jian1|儿子 er2 zi0|房子 fang2 zi0|帽子 mao4 zi0|句子 ju4 zi0|分子 fen1 zi3
知识分子 zhi1 shi0 fen4 zi3|积极分子 ji1 ji2 fen4 zi3|犯罪分子 fan4 zui4 fen4 zi3|恐怖分子 kong3 bu4 fen4 zi3|不法分子 bu4 fa3 fen4 zi3
明了 ming2 liao3|末了 mo4 liao3|未了 wei4 liao3|一目了然 yi2 mu4 liao3 ran2|没完没了 mei2 wan2 mei2 liao3|直截了当 zhi2 jie2 liao3 dang4
不了了之 bu4 liao3 liao3 zhi1|敷衍了事 fu1 yan3 liao3 shi4|一了百了 yi1 liao3 bai3 liao3|困难重重 kun4 nan0 chong2 chong2|重重地 zhong4 zhong4 de0
尽管 jin3 guan3|尽量 jin3 liang4|似乎 si4 hu1|着呢 zhe0 ne0|转折 zhuan3 zhe2|旋转 xuan2 zhuan3|好处 hao3 chu4|各处 ge4 chu4|相处 xiang1 chu3
提防 di1 fang0|堤防 di1 fang2|星宿 xing1 xiu4|一宿 yi4 xiu3|咖喱 ga1 li2|拮据 jie2 ju1|伎俩 ji4 liang3|酵母 jiao4 mu3|憎恶 zeng1 wu4
粘贴 zhan1 tie1|择菜 zhai2 cai4|炮制 pao2 zhi4|泥泞 ni2 ning4|拘泥 ju1 ni4|呢喃 ni2 nan2|给予 ji3 yu3|校对 jiao4 dui4|学校 xue2 xiao4
大王 da4 wang2|山大王 shan1 dai4 wang2|黄冈 huang2 gang1|不禁 bu4 jin1|情不自禁 qing2 bu2 zi4 jin1|弱不禁风 ruo4 bu4 jin1 feng1
量力 liang4 li4|胜任 sheng4 ren4|载重 zai4 zhong4|下载 xia4 zai4|连载 lian2 zai3|千载难逢 qian1 zai3 nan2 feng2|载歌载舞 zai4 ge1 zai4 wu3
模样 mu2 yang4|一模一样 yi4 mu2 yi2 yang4|装模作样 zhuang1 mu2 zuo4 yang4|心广体胖 xin1 guang3 ti3 pan2|自怨自艾 zi4 yuan4 zi4 yi4
半身不遂 ban4 shen1 bu4 sui2|参差 cen1 ci1|咀嚼 ju3 jue2|处女作 chu3 nv3 zuo4|叨扰 tao1 rao3|吆喝声 yao1 he0 sheng1|妥帖 tuo3 tie1
字帖 zi4 tie4|请帖 qing3 tie3|猪圈 zhu1 juan4|羊圈 yang2 juan4|刹那 cha4 na4|打折 da3 zhe2|快乐 kuai4 le4|买一送一 mai3 yi1 song4 yi1|解放 jie3 fang4|泄露 xie4 lu4|抛头露面 pao1 tou2 lu4 mian4|藏头露尾 cang2 tou2 lu4 wei3|召公 shao4 gong1|召伯 shao4 bo2|召陵 shao4 ling2|召南 shao4 nan2|重重的 zhong4 zhong4 de0|山重水复 shan1 chong2 shui3 fu4|薄荷 bo4 he0|没着没落 mei2 zhao2 mei2 luo4|缝缝补补 feng2 feng2 bu3 bu3|动弹 dong4 tan0|只言片语 zhi1 yan2 pian4 yu3|空行 kong4 hang2|空格 kong4 ge2|湖泊 hu2 po1|血泊 xue4 po1|熟悉 shu2 xi1|曝光 bao4 guang1|一曝十寒 yi2 pu4 shi2 han2
相似的 xiang1 si4 de0|类似的 lei4 si4 de0|近似的 jin4 si4 de0|一不做 yi1 bu2 zuo4|一来二去 yi1 lai2 er4 qu4|一清二楚 yi1 qing1 er4 chu3|一干二净 yi1 gan1 er4 jing4
一穷二白 yi1 qiong2 er4 bai2|一石二鸟 yi1 shi2 er4 niao3|一五一十 yi1 wu3 yi1 shi2|一针见血 yi4 zhen1 jian4 xie3|孙子兵法 sun1 zi3 bing1 fa3|妻子儿女 qi1 zi3 er2 nv3|被子植物 bei4 zi3 zhi2 wu4|裸子植物 luo3 zi3 zhi2 wu4|败家子 bai4 jia1 zi3|鬼谷子 gui2 gu3 zi3|韩非子 han2 fei1 zi3
典当行 dian3 dang4 hang2|内卷 nei4 juan3|四舍五入 si4 she3 wu3 ru4|血淋淋 xie3 lin1 lin1|闷得慌 men4 de0 huang0|里应外合 li3 ying4 wai4 he2|有求必应 you3 qiu2 bi4 ying4|比兴 bi3 xing4
`;

export const READINGS: ReadonlyMap<string, readonly string[]> = new Map(
  ENTRIES.trim()
    .split(/[|\n]/u)
    .map((entry) => {
      const [word = '', ...syllables] = entry.split(' ');
      return [word, syllables] as const;
    }),
);

/** Characters of the longest word that begins with a character; absent where none does, so that most are passed over. */
export const LONGEST_READING: ReadonlyMap<string, number> = longest();

function longest(): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const word of READINGS.keys()) {
    const [first = '', ...rest] = word;
    lengths.set(first, Math.max(lengths.get(first) ?? 0, rest.length + 1));
  }
  return lengths;
}
