import type { EngineFamily } from '../family.js';
import { cosyvoiceModel } from './model.js';

/** CosyVoice-300M: speech tokens one by one, several utterances together, then a mel by flow matching and its samples. */
export const cosyvoice: EngineFamily = {
  name: 'cosyvoice',
  model: cosyvoiceModel,
  load: async (pack, threads) => {
    const { loadCosyvoice } = await import('./load.js');
    return loadCosyvoice(pack, threads);
  },
};
