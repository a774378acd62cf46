import { startChild, type ChildCommand } from './child.js';
import type { Stops } from './stops.js';

/**
 * A program that answers one JSON line for each it is asked, in order, after a first line `{"ready": …}`: engine loops, the
 * Python package and bare BullMQ are all measured through this, so that what lies between costs each the same.
 */
export interface LinePeer {
  readonly pid: number;
  ask<T>(question: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** @throws Error when it ends before it is ready */
export async function startLinePeer(command: ChildCommand, stops: Stops): Promise<LinePeer> {
  const child = startChild(command, stops);
  await child.line((line) => (line.startsWith('{"ready"') ? true : undefined));
  const waiting: { resolve: (value: never) => void; reject: (error: Error) => void }[] = [];
  child.onLine((line) => {
    if (line.startsWith('{')) waiting.shift()?.resolve(JSON.parse(line) as never);
  });
  void child.ended.then(() => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`${command.name} ended while it was asked`));
  });
  return {
    pid: child.pid,
    ask: <T>(question: unknown) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.write(JSON.stringify(question));
      }),
    stop: () => child.stop(),
  };
}
