import { LectorError } from '@lector/contract';
import { JsonFields } from './json-fields.js';
import type { SourceShape } from './source.js';

/** `cosyvoice.json` of a pack, as far as the engine needs it; `models/cosyvoice/pack.py` writes it. */
export const DESCRIPTION_FILE = 'cosyvoice.json';

export const GRAPHS = ['text_encoder', 'lm', 'lm_positions', 'flow_encoder', 'estimator', 'f0', 'vocoder'] as const;
export type GraphName = (typeof GRAPHS)[number];

/** Shape of the speech LM's blocks. */
export interface LmShape {
  readonly width: number;
  readonly heads: number;
  readonly headWidth: number;
  readonly blocks: number;
}

export interface TableEntry {
  readonly file: string;
  readonly type: 'float32' | 'float16' | 'int8';
  readonly shape: readonly number[];
  /** float32 [rows]: what the numbers of each row are to be multiplied by. */
  readonly rowScales: TableEntry | null;
}

export interface Description {
  readonly sampleRate: number;
  readonly samplesPerFrame: number;
  readonly textTokens: number;
  readonly speechTokens: number;
  readonly lm: LmShape;
  readonly mels: number;
  /** Files of the graphs. */
  readonly graphs: Readonly<Record<GraphName, string>>;
  readonly tables: Readonly<Record<'marks' | 'speakers_lm' | 'speakers_flow' | 'speech' | 'text', TableEntry>>;
  readonly speakers: readonly string[];
  readonly tokenizer: { readonly file: string; readonly ranks: number };
  /** Euler steps of the flow, and how far each goes beyond what the text asks for, away from what no text would. */
  readonly flow: { readonly steps: number; readonly guidance: number };
  readonly source: SourceShape;
  /** Frames of a window of the vocoder, and of context on each side that make it exact. */
  readonly vocoder: { readonly window: number; readonly context: number };
}

/** The format this engine reads. */
const FORMAT = 1;
const TABLE_TYPES = ['float32', 'float16', 'int8'] as const;

/** @throws LectorError `pack_corrupt` naming the field, `pack_unsuitable` for another format */
export function parseDescription(text: string): Description {
  const fields = new JsonFields(parseJson(text), '');
  const format = fields.number('format');
  if (format !== FORMAT) {
    throw new LectorError('pack_unsuitable', `the pack has another format [found=${format}, expected=${FORMAT}]`);
  }
  const lm = fields.at('size').at('lm');
  const decoder = lm.at('decoder');
  const graphs = fields.at('graphs');
  const tables = fields.at('tables');
  const source = fields.at('source');
  return {
    sampleRate: fields.count('sample_rate'),
    samplesPerFrame: fields.count('samples_per_frame'),
    textTokens: lm.count('text_tokens'),
    speechTokens: lm.count('speech_tokens'),
    lm: {
      width: decoder.count('width'),
      heads: decoder.count('heads'),
      headWidth: decoder.count('width') / decoder.count('heads'),
      blocks: decoder.count('blocks'),
    },
    mels: fields.at('size').at('flow').count('mels'),
    graphs: Object.fromEntries(GRAPHS.map((name) => [name, graphs.at(name).text('file')])) as Description['graphs'],
    tables: {
      marks: tableOf(tables.at('marks')),
      speakers_lm: tableOf(tables.at('speakers_lm')),
      speakers_flow: tableOf(tables.at('speakers_flow')),
      speech: tableOf(tables.at('speech')),
      text: tableOf(tables.at('text')),
    },
    speakers: fields.texts('speakers'),
    tokenizer: { file: fields.at('tokenizer').text('file'), ranks: fields.at('tokenizer').count('ranks') },
    flow: { steps: fields.at('flow').count('steps'), guidance: fields.at('flow').number('guidance') },
    source: {
      weight: source.numbers('weight'),
      bias: source.number('bias'),
      amplitude: source.number('amplitude'),
      voicedNoise: source.number('voiced_noise'),
      unvoicedNoise: source.number('unvoiced_noise'),
      voicedAboveHz: source.number('voiced_above_hz'),
    },
    vocoder: { window: fields.at('vocoder').count('window'), context: fields.at('vocoder').count('context') },
  };
}

function tableOf(fields: JsonFields): TableEntry {
  const type = TABLE_TYPES.find((one) => one === fields.text('type'));
  const scales = fields.maybe('row_scales');
  return {
    file: fields.text('file'),
    type: type ?? fields.at('type').fail(TABLE_TYPES.join(' or ')),
    shape: fields.numbers('shape'),
    rowScales: scales === null ? null : tableOf(scales),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LectorError('pack_corrupt', `${DESCRIPTION_FILE} is not JSON`, { cause });
  }
}
