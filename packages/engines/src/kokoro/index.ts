import type { EngineFamily } from '../family.js';
import { kokoroModel } from './model.js';

/** Kokoro-82M: a whole sentence in one pass, with exact durations. */
export const kokoro: EngineFamily = {
  name: 'kokoro',
  model: kokoroModel,
  load: async (pack, threads) => {
    const { loadKokoro } = await import('./load.js');
    return loadKokoro(pack, threads);
  },
};
