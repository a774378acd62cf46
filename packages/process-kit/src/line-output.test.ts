import { expect, it } from 'vitest';
import { lineOutput } from './line-output.js';

class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** An output that takes `atMost` bytes at a time, after refusing with the codes given. */
function output(atMost: number, refusals: string[] = []) {
  let written = '';
  let sleptMs = 0;
  const lines = lineOutput({
    write: (bytes, offset) => {
      const code = refusals.shift();
      if (code !== undefined) throw new Refusal(code);
      const piece = bytes.subarray(offset, offset + atMost);
      written += Buffer.from(piece).toString('latin1');
      return piece.length;
    },
    sleep: (ms) => (sleptMs += ms),
  });
  return { lines, written: () => Buffer.from(written, 'latin1').toString(), sleptMs: () => sleptMs };
}

it('writes every byte, however few are taken at a time', () => {
  const { lines, written } = output(3);
  lines.write('{"msg":"声音"}\n');
  expect(written()).toBe('{"msg":"声音"}\n');
});

it('waits for a full pipe, but not for ever', () => {
  const slow = output(100, ['EAGAIN', 'EAGAIN']);
  slow.lines.write('late\n');
  expect(slow.written()).toBe('late\n');
  const stuck = output(
    100,
    Array.from({ length: 1_000 }, () => 'EAGAIN'),
  );
  stuck.lines.write('never\n');
  expect(stuck.written()).toBe('');
  expect(stuck.sleptMs()).toBe(1_000);
});

it.each(['EIO', 'EPIPE', 'ENOSPC'])('drops what cannot be written and goes on: %s', (code) => {
  const { lines, written, sleptMs } = output(100, [code]);
  lines.write('lost\n');
  lines.write('kept\n');
  expect(written()).toBe('kept\n');
  expect(sleptMs()).toBe(0);
});
