import { LectorError } from '@lector/contract';
import type { Engine, Rendered, Slot, StepResult, Utterance } from '../engine.js';
import type { OnnxSession } from '../onnx/session.js';
import { asKokoroUtterance, type KokoroUtterance } from './encode.js';
import { STYLE_DIM, styleVector } from './style.js';

/** Samples one frame of the duration model stands for; the vocoder's upsampling. */
const SAMPLES_PER_FRAME = 600;

/** The other output is the durations, whatever `prepare` calls the tensor. A published graph has none. */
const AUDIO = 'audio';

/**
 * Kokoro on an open session. A sentence is done in one step: `step` runs the graph once for each slot it is given.
 */
export function kokoroEngine(deps: {
  readonly session: OnnxSession;
  readonly styles: ReadonlyMap<string, Float32Array>;
  readonly sampleRate: number;
}): Engine {
  const { session, styles, sampleRate } = deps;
  const durationsOutput = durationsOutputOf(session.outputNames);
  const open = new Map<number, KokoroUtterance>();
  let opened = 0;

  async function render(slot: Slot): Promise<StepResult> {
    const utterance = open.get(slot.id);
    if (!utterance) throw new LectorError('engine_failed', `the slot is not open [slot=${slot.id}]`);
    const outputs = await session.run(inputsOf(utterance, styles));
    return { slot, kind: 'done', rendered: renderedOf(outputs, durationsOutput, utterance) };
  }

  return {
    sampleRate,
    slots: 1,
    open: (utterance: Utterance) => {
      opened += 1;
      open.set(opened, asKokoroUtterance(utterance));
      return { id: opened };
    },
    step: async (slots) => {
      const results: StepResult[] = [];
      for (const slot of slots) results.push(await render(slot));
      return results;
    },
    close: (slot) => {
      open.delete(slot.id);
    },
    dispose: async () => {
      open.clear();
      await session.dispose();
    },
  };
}

/** null for a published graph, which `bench` runs beside the prepared one. */
function durationsOutputOf(outputNames: readonly string[]): string | null {
  if (outputNames.includes(AUDIO)) return outputNames.find((candidate) => candidate !== AUDIO) ?? null;
  throw new LectorError('pack_unsuitable', `the graph gives no audio [outputs=${outputNames.join(', ')}]`);
}

function inputsOf(utterance: KokoroUtterance, styles: ReadonlyMap<string, Float32Array>) {
  const { tokens, style, speed } = utterance;
  const padded = BigInt64Array.from([0, ...tokens, 0], BigInt);
  return {
    tokens: { type: 'int64', data: padded, shape: [1, padded.length] },
    style: { type: 'float32', data: styleVector(style, tokens.length, styles), shape: [1, STYLE_DIM] },
    speed: { type: 'float32', data: Float32Array.of(speed), shape: [1] },
  } as const;
}

/**
 * Audio and frames per token, the zeros at both ends included.
 * @throws LectorError `engine_failed` when the durations do not add up to the audio: timings would be wrong for good
 */
function renderedOf(
  outputs: Awaited<ReturnType<OnnxSession['run']>>,
  durationsOutput: string | null,
  utterance: KokoroUtterance,
): Rendered {
  const pcm = outputs[AUDIO];
  if (pcm !== undefined && durationsOutput === null) return { pcm, durations: null, samplesPerFrame: null };
  const durations = Array.from((durationsOutput === null ? null : outputs[durationsOutput]) ?? [], Math.round);
  const samples = durations.reduce((sum, count) => sum + count, 0) * SAMPLES_PER_FRAME;
  const tokens = utterance.tokens.length + 2;
  if (pcm === undefined || durations.length !== tokens || samples !== pcm.length) {
    throw new LectorError(
      'engine_failed',
      `the durations do not add up to the audio [tokens=${tokens}, durations=${durations.length}, ` +
        `samples=${samples}, audio=${pcm?.length ?? 0}]`,
    );
  }
  return { pcm, durations, samplesPerFrame: SAMPLES_PER_FRAME };
}
