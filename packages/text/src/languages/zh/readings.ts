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
`;

export const READINGS: ReadonlyMap<string, readonly string[]> = new Map(
  ENTRIES.trim()
    .split(/[|\n]/u)
    .map((entry) => {
      const [word = '', ...syllables] = entry.split(' ');
      return [word, syllables] as const;
    }),
);
