/**
 * Readings the dictionary lacks or has otherwise than Hong Kong says them: word -> jyutping, one syllable a character. From
 * words.hk, the Chinese Character Database of CUHK (Lexis) and 廣州話正音字典, by hand.
 */
const ENTRIES = `
行長 hong4 zoeng2|判斷 pun3 dyun3|診斷 can2 dyun3|推斷 teoi1 dyun3|果斷 gwo2 dyun3|決斷 kyut3 dyun3|武斷 mou5 dyun3
斷定 dyun3 ding6|斷言 dyun3 jin4|判断 pun3 dyun3|诊断 can2 dyun3|返 faan1|往返 wong5 faan2|遣返 hin2 faan2|返回 faan2 wui4
有名氣 jau5 ming4 hei3|相處 soeng1 cyu5|便宜 pin4 ji4|度身 dok6 san1|擊中 gik1 zung3|猜中 caai1 zung3|估中 gu2 zung3|射中 se6 zung3
曾蔭權 zang1 jam3 kyun4|曾俊華 zang1 zeon3 waa4|曾志偉 zang1 zi3 wai5|曾鈺成 zang1 juk6 sing4|曾國藩 zang1 gwok3 faan4
正嘢 zeng3 je5|正呀 zeng3 aa3|正啊 zeng3 aa3|正喎 zeng3 wo3|正到 zeng3 dou3|真正 zan1 zing3|長得 zoeng2 dak1|長高 zoeng2 gou1
長出 zoeng2 ceot1|長滿 zoeng2 mun5|长得 zoeng2 dak1|长高 zoeng2 gou1|长大 zoeng2 daai6
大使 daai6 si3|紅紅哋 hung4 hung2 dei2|红红哋 hung4 hung2 dei2|近近哋 kan5 kan2 dei2|一下 jat1 haa5|一吓 jat1 haa5|下晝 haa6 zau3
吓 haa5|吓死 haak3 sei2|惊吓 ging1 haak3
`;

/**
 * Simplified characters that the dictionary reads as the rare character they look like (听 as ting1), with the reading of the
 * traditional character they are written for.
 */
const SIMPLIFIED = `
会 wui5|为 wai6|听 teng1|钱 cin2|请 ceng2|达 daat6|适 sik1|几 gei2|胜 sing3|医 ji1|离 lei4|么 mo1|赢 jeng4|购 kau3|轻 heng1|链 lin2
跃 joek3|韵 wan5|惊 geng1|坏 waai6|宁 ning4|岭 leng5|厂 cong2|扑 pok3|据 geoi3|扩 kwong3|断 tyun5|样 joeng6|柜 gwai6|涨 zoeng3|种 zung2
价 gaa3|儿 ji4|划 waak6|垫 din3
`;

export const CORRECTIONS: Readonly<Record<string, string>> = Object.fromEntries(
  `${ENTRIES}${SIMPLIFIED}`
    .trim()
    .split(/[|\n]+/u)
    .map((entry) => {
      const space = entry.indexOf(' ');
      return [entry.slice(0, space), entry.slice(space + 1)] as const;
    }),
);
