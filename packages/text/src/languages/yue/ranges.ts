import type { SpokenToken } from '../room.js';

/** Behind a day, a time or a floor written in characters a dash is a range: 8月15日-9月1日, 3樓-5樓, 星期一–五. */
const DASH =
  /(?<=[\d一二三四五六七八九十][日號号月年時时點点分樓楼歲岁]|(?:星期|[週周])[一二三四五六]) ?[-–—~〜～] ?(?=[\d一二三四五六七八九十日第])/gu;

export function rangesIn(folded: string): readonly SpokenToken[] {
  return Array.from(folded.matchAll(DASH), ({ 0: dash, index }) => ({
    start: index,
    end: index + dash.length,
    spoken: '至',
    rule: 'range',
  }));
}
