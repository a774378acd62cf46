import type { SpeedRange } from '../speed.js';

/**
 * How fast Kokoro really is, over one sentence each of English, Chinese and Japanese, about 4 s long, in three presets:
 * length at speed 1 divided by length.
 *
 *   asked    0.25   0.4        0.5        0.75       1.25       1.5        1.75       2          2.5        4
 *   got      0.25   0.39–0.40  0.49–0.51  0.71–0.75  1.17–1.25  1.50–1.59  1.62–1.76  1.71–1.98  1.87–2.42  2.12–2.92
 *
 * No token is shorter than a frame of 25 ms, which 12 to 38 % of the tokens are at speed 1, 16 to 57 % at 1.25 and 39 to
 * 86 % at 1.5; beyond that only some vowels are left to shorten. What Whisper base hears wrong, percent of the words of
 * three English sentences / of the characters of two Chinese ones (few, so only large steps count), by the model alone and
 * by stretching slower or faster audio of it (ffmpeg atempo):
 *
 *   speed 1     0 / 19
 *   0.25        61 / 100    0.5 stretched 0 / 25
 *   0.5         0 / 37
 *   1.5         7 / 31      1 stretched 0 / 19
 *   2           29 / 30     1.5 stretched 9 / 12 · 1 stretched 0 / 9
 *   4 (2.2)     41 / 58     1.5 stretched 76 / 91 · 1 stretched 90 / 85 (both really 4 times as fast)
 */
export const SPEED: SpeedRange = { min: 0.5, max: 1.25 };
