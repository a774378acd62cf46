import { LectorError } from '@lector/contract';
import type { Engine, Slot, StepResult } from '../engine.js';
import { asToneUtterance, type ToneUtterance } from './encode.js';
import { FAULTS } from './faults.js';
import { synthesise, type Waves } from './synthesise.js';

/** Sines instead of speech, and failures instead of sines for the fault voices. */
export function toneEngine(sampleRate: number): Engine {
  const open = new Map<number, ToneUtterance>();
  const waves: Waves = new Map();
  let opened = 0;

  function render(slot: Slot): StepResult {
    const utterance = open.get(slot.id);
    if (!utterance) throw new LectorError('engine_failed', `the slot is not open [slot=${slot.id}]`);
    const rendered = synthesise(utterance, sampleRate, waves);
    const fault = FAULTS.get(utterance.voice);
    return { slot, kind: 'done', rendered: fault ? fault(rendered) : rendered };
  }

  return {
    sampleRate,
    slots: 1,
    open: (utterance) => {
      opened += 1;
      open.set(opened, asToneUtterance(utterance));
      return { id: opened };
    },
    // A throw must become a rejection, as with an engine that really waits.
    step: (slots) => Promise.resolve().then(() => slots.map(render)),
    close: (slot) => {
      open.delete(slot.id);
    },
    dispose: () => {
      open.clear();
      return Promise.resolve();
    },
  };
}
