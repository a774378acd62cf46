import { fileURLToPath } from 'node:url';
import type { PackManifest } from '../manifest.js';

/** A pack that is made of checkpoints on the user's machine: nobody publishes it in the form that is run. */
export interface BuildablePack extends Pick<PackManifest, 'family' | 'title' | 'version' | 'licence' | 'sampleRate'> {
  readonly name: string;
  /** The folder below `models` whose Python module `build` makes it. */
  readonly tools: string;
  /** Files of its checkpoint folder. */
  readonly checkpoints: readonly string[];
  /** Where they are published, without a trailing slash; null: the tools make them, of random weights. */
  readonly hub: string | null;
  /** Room a build needs beside what it leaves, bytes, by size of the model. */
  readonly room: Readonly<Partial<Record<ModelSize, BuildRoom>>>;
}

export type ModelSize = 'official' | 'tiny';
export type Precision = 'mix' | 'float32';

/** Bytes. */
export interface BuildRoom {
  readonly checkpoints: number;
  /** The largest graph in float32, exported and quantised. */
  readonly work: number;
  readonly pack: Readonly<Record<Precision, number>>;
}

/** The programs that build packs, from `src` and from `dist` alike. */
export const TOOLS_DIR = fileURLToPath(new URL('../../../../models/', import.meta.url));

/** PyTorch for processors and what else the tools need, installed. */
export const PACKAGES_BYTES = 1_200_000_000;

const COSYVOICE = {
  family: 'cosyvoice',
  tools: 'cosyvoice',
  version: '1.0.0',
  sampleRate: 22_050,
  checkpoints: ['llm.pt', 'flow.pt', 'hift.pt', 'spk2info.pt'],
} as const;

const VOCABULARY_NOTICE = 'The tokenizer’s vocabulary is that of Whisper by OpenAI, MIT.';
const OFFICIAL_ROOM: BuildRoom = {
  checkpoints: 1_750_000_000,
  work: 1_500_000_000,
  pack: { mix: 480_000_000, float32: 1_750_000_000 },
};

export const BUILDABLE: readonly BuildablePack[] = [
  {
    ...COSYVOICE,
    name: 'cosyvoice-300m-sft',
    title: 'CosyVoice-300M-SFT',
    licence: {
      spdx: 'Apache-2.0',
      notice: `CosyVoice-300M-SFT by FunAudioLLM, Apache-2.0, brought into ONNX on this machine. ${VOCABULARY_NOTICE}`,
    },
    hub: 'https://huggingface.co/FunAudioLLM/CosyVoice-300M-SFT/resolve/main',
    room: { official: OFFICIAL_ROOM },
  },
  {
    ...COSYVOICE,
    name: 'cosyvoice-300m-random',
    title: 'CosyVoice-300M with random weights, for tests and measurements',
    licence: {
      spdx: 'Apache-2.0',
      notice: `Random weights made by Lector: what it says is noise. ${VOCABULARY_NOTICE}`,
    },
    hub: null,
    room: {
      official: OFFICIAL_ROOM,
      tiny: { checkpoints: 5_000_000, work: 5_000_000, pack: { mix: 5_000_000, float32: 5_000_000 } },
    },
  },
];
