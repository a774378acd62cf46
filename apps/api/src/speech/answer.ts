import type { Response } from 'express';
import {
  type LectorError,
  openAiError,
  problemOf,
  type SpeechAudioDelta,
  type SpeechAudioDone,
  type SpeechUsage,
} from '@lector/contract';
import { sseFrame } from '../sse.js';

/**
 * Audio on its way to a client while it is being made: every chunk leaves at once, and no more is made while the client
 * does not take what there is.
 */

/** Longest a client may take nothing: its encoder and its connection are held meanwhile. Players fill a buffer and rest. */
export const RESTING_READER_MS = 120_000;

export type Sent = 'sent' | 'left' | 'stuck';

/** @param head of the answer, sent with the first chunk */
export async function sendBytes(
  response: Response,
  chunks: AsyncIterable<Uint8Array>,
  head: Readonly<Record<string, string>>,
  restMs = RESTING_READER_MS,
): Promise<Sent> {
  begin(response, head);
  for await (const chunk of chunks) {
    const sent = await write(response, chunk, restMs);
    if (sent !== 'sent') return sent;
  }
  response.end();
  return 'sent';
}

/** As events `speech.audio.delta`, and `speech.audio.done` at the end. */
export async function sendEvents(
  response: Response,
  chunks: AsyncIterable<Uint8Array>,
  head: Readonly<Record<string, string>>,
  usage: () => SpeechUsage,
  restMs = RESTING_READER_MS,
): Promise<Sent> {
  begin(response, { ...head, 'Content-Type': 'text/event-stream; charset=utf-8' });
  for await (const chunk of chunks) {
    const audio = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('base64');
    const sent = await write(response, frame({ type: 'speech.audio.delta', audio }), restMs);
    if (sent !== 'sent') return sent;
  }
  response.end(frame({ type: 'speech.audio.done', usage: usage() }));
  return 'sent';
}

/** The end of events that cannot go on. */
export function endWithError(
  response: Response,
  error: LectorError,
  options: { readonly typeBase: string; readonly instance: string },
): void {
  const data = JSON.stringify({ type: 'error', error: openAiError(problemOf(error, options)) });
  response.end(sseFrame({ event: 'error', data }));
}

function frame(event: SpeechAudioDelta | SpeechAudioDone): string {
  return sseFrame({ event: event.type, data: JSON.stringify(event) });
}

function begin(response: Response, head: Readonly<Record<string, string>>): void {
  response.status(200);
  for (const [name, value] of Object.entries(head)) response.setHeader(name, value);
  // It is another one each time, and a proxy that collects it first would undo the streaming.
  response.setHeader('Cache-Control', 'no-store, no-transform');
  response.setHeader('X-Accel-Buffering', 'no');
}

async function write(response: Response, bytes: Uint8Array | string, restMs: number): Promise<Sent> {
  if (response.closed || response.destroyed) return 'left';
  return response.write(bytes) ? 'sent' : await drained(response, restMs);
}

function drained(response: Response, restMs: number): Promise<Sent> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done('stuck'), restMs);
    const onDrain = () => done('sent');
    const onClose = () => done('left');
    function done(sent: Sent) {
      clearTimeout(timer);
      response.off('drain', onDrain);
      response.off('close', onClose);
      resolve(sent);
    }
    response.once('drain', onDrain);
    response.once('close', onClose);
  });
}
