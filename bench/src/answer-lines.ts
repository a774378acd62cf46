import { createInterface } from 'node:readline';

/** The other end of a `LinePeer`: says that it is ready, then answers each line of its input, one after the other. */
export async function answerLines(answer: (question: never) => Promise<unknown>): Promise<void> {
  say({ ready: true });
  for await (const line of createInterface({ input: process.stdin })) say(await answer(JSON.parse(line) as never));
}

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
