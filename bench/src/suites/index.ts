import type { Suite } from '../suite.js';
import { article } from './article.js';
import { coldStart } from './cold-start.js';
import { firstAudio } from './first-audio.js';
import { jobOverhead } from './job-overhead.js';
import { oneCore } from './one-core.js';
import { planning } from './planning.js';
import { rss } from './rss.js';
import { rtf } from './rtf.js';
import { scaling } from './scaling.js';
import { ttsOverhead } from './tts-overhead.js';

/** Every suite, in the order they run. */
export const SUITES: readonly Suite[] = [
  rtf,
  planning,
  firstAudio,
  ttsOverhead,
  jobOverhead,
  scaling,
  rss,
  coldStart,
  article,
  oneCore,
];
