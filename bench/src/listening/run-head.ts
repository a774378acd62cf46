import { readCommit, readMachine } from '../machine.js';
import { VOICE_PACK } from '../voice-pack.js';
import type { RunHead } from './result.js';

/** The head of what is kept of a run that has just ended. @param versions packages of those who listened */
export function runHead(startedAt: Date, versions: RunHead['versions']): RunHead {
  return {
    version: 1,
    at: startedAt.toISOString(),
    commit: readCommit(),
    machine: readMachine(),
    pack: VOICE_PACK,
    versions,
    wallSeconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
  };
}
