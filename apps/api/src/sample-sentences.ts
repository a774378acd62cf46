import type { Language } from '@lector/contract';

/** What a voice says of itself in a sample: four to six seconds, everyday words, no numbers or names to stumble over. */
export const SAMPLE_SENTENCES: Readonly<Record<Language, string>> = {
  zh: '你好，很高兴认识你。今天天气真不错。',
  en: 'Hello, it is nice to meet you. The weather is lovely today.',
  ja: 'こんにちは、お会いできて嬉しいです。今日はとても良い天気ですね。',
  yue: '你好，好高興認識你。今日天氣好好。',
  ko: '안녕하세요, 만나서 반갑습니다. 오늘은 날씨가 참 좋네요.',
};
