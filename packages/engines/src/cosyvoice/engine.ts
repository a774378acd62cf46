import { LectorError } from '@lector/contract';
import type { Engine, Rendered, Slot, StepResult, Utterance } from '../engine.js';
import type { OnnxSession } from '../onnx/session.js';
import { MAX_ROWS } from './capacity.js';
import { DecodingBatch, startDecoding, type Decoding } from './decoding.js';
import type { Description, GraphName } from './description.js';
import { Draws } from './draws.js';
import { asCosyvoiceUtterance, type CosyvoiceUtterance } from './encode.js';
import { soundOf } from './sound.js';
import { speakerOf } from './speaker.js';
import type { Tables } from './tables.js';
import type { Tokenizer } from './tokenizer.js';

export interface CosyvoiceDeps {
  readonly description: Description;
  readonly tokenizer: Tokenizer;
  readonly tables: Tables;
  readonly sessions: Readonly<Record<GraphName, OnnxSession>>;
}

/**
 * Where an utterance is. It waits for a row of the LM, decodes its speech tokens beside others, and is then made sound by
 * itself, since the statistics of the flow span an utterance and nothing can be padded.
 */
type Phase =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'decoding' }
  | { readonly kind: 'sounding'; readonly passes: AsyncGenerator<void, Float32Array> }
  | { readonly kind: 'done'; readonly rendered: Rendered }
  | { readonly kind: 'failed'; readonly error: unknown };

interface OpenSlot {
  readonly slot: Slot;
  readonly utterance: CosyvoiceUtterance;
  readonly urgent: boolean;
  readonly decoding: Decoding;
  /** Speech tokens that were told of. */
  told: number;
  phase: Phase;
}

/**
 * CosyVoice on open sessions. One step is: the prompt of one that waits for a row, if there is room; one token for all
 * that decode; one pass of flow or vocoder for one of those that have all their tokens. Short enough, so that newcomers
 * and cancellations wait for little, and the weights of the LM are read for many at once.
 */
export function cosyvoiceEngine({ description, tokenizer, tables, sessions }: CosyvoiceDeps): Engine {
  const batch = new DecodingBatch({
    sessions,
    shape: description.lm,
    speechTokens: description.speechTokens,
    tables,
  });
  const open = new Map<number, OpenSlot>();
  let opened = 0;

  /** One a step: those that decode wait for each prompt. */
  async function enterNext(slots: readonly OpenSlot[]): Promise<void> {
    const next = slots.find(({ phase }) => phase.kind === 'waiting');
    // Behind one that has to wait nobody passes: what is long would wait for ever.
    if (next === undefined || !batch.hasRoomFor(next.decoding)) return;
    await orFail(next, async () => {
      await batch.enter(next.decoding);
      next.phase = { kind: 'decoding' };
    });
  }

  async function decode(): Promise<void> {
    if (batch.size === 0) return;
    const decoding = [...open.values()].filter(({ phase }) => phase.kind === 'decoding');
    try {
      const ended = new Set(await batch.step());
      for (const one of decoding) {
        if (ended.has(one.decoding)) one.phase = behind(one);
      }
    } catch (error) {
      for (const one of decoding) {
        batch.leave(one.decoding);
        one.phase = { kind: 'failed', error };
      }
    }
  }

  /** What comes behind decoding. */
  function behind({ utterance, decoding }: OpenSlot): Phase {
    if (decoding.error !== null) return { kind: 'failed', error: decoding.error };
    return { kind: 'sounding', passes: soundOf(utterance, decoding, description, sessions) };
  }

  async function sound(slots: readonly OpenSlot[]): Promise<void> {
    const next = slots.find(({ phase }) => phase.kind === 'sounding');
    if (next === undefined || next.phase.kind !== 'sounding') return;
    // Between two tokens of somebody who waits, a pass for others would take longer than the token.
    if (!next.urgent && slots.some(({ urgent, phase }) => urgent && phase.kind === 'decoding')) return;
    const { passes } = next.phase;
    await orFail(next, async () => {
      const pass = await passes.next();
      if (pass.done !== true) return;
      next.phase = { kind: 'done', rendered: { pcm: pass.value, durations: null, samplesPerFrame: null } };
    });
  }

  function opennessOf(slot: Slot): OpenSlot {
    const found = open.get(slot.id);
    if (found) return found;
    throw new LectorError('engine_failed', `the slot is not open [slot=${slot.id}]`);
  }

  return {
    sampleRate: description.sampleRate,
    slots: MAX_ROWS,
    open(utterance: Utterance, { urgent } = { urgent: false }) {
      const asked = asCosyvoiceUtterance(utterance);
      const speaker = speakerOf(asked.speakers, tables.speakers);
      const decoding = startDecoding(tokenizer.encode(asked.text), speaker, new Draws(asked.seed));
      opened += 1;
      const slot = { id: opened };
      open.set(slot.id, { slot, utterance: asked, urgent, decoding, told: 0, phase: { kind: 'waiting' } });
      return slot;
    },
    async step(slots) {
      const given = slots.map(opennessOf);
      const inTurn = [...given].sort((a, b) => Number(b.urgent) - Number(a.urgent));
      await enterNext(inTurn);
      await decode();
      await sound(inTurn);
      return given.map(resultOf);
    },
    close(slot) {
      const one = open.get(slot.id);
      if (one?.phase.kind === 'decoding') batch.leave(one.decoding);
      open.delete(slot.id);
    },
    async dispose() {
      open.clear();
      for (const session of Object.values(sessions)) await session.dispose();
    },
  };
}

/** What goes wrong for one is its own. */
async function orFail(one: OpenSlot, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    one.phase = { kind: 'failed', error };
  }
}

function resultOf(one: OpenSlot): StepResult {
  const { slot, phase } = one;
  if (phase.kind === 'done') return { slot, kind: 'done', rendered: phase.rendered };
  if (phase.kind === 'failed') return { slot, kind: 'failed', error: phase.error };
  const { length } = one.decoding.tokens;
  const tokens = length - one.told;
  one.told = length;
  return { slot, kind: 'more', tokens };
}
