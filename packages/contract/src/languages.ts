/** The languages Lector reads, as BCP 47 primary tags. `yue` is Cantonese. */
export const LANGUAGES = ['zh', 'en', 'ja', 'yue', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How well a voice speaks a language: trained on it, or reached through the phonemes of others. */
export type VoiceQuality = 'native' | 'cross-lingual';
