import { expect, it } from 'vitest';
import { waitFor } from './wait-for.js';

it('returns what the condition answers as soon as it answers', async () => {
  let asked = 0;
  const answer = await waitFor(
    () => {
      asked += 1;
      return asked === 3 && { asked };
    },
    { what: 'the third question' },
  );
  expect(answer).toEqual({ asked: 3 });
});

it('takes zero and the empty string for answers', async () => {
  expect(await waitFor(() => 0, { what: 'zero' })).toBe(0);
  expect(await waitFor(() => '', { what: 'nothing' })).toBe('');
});

it('fails with the name of what did not come and the last error', async () => {
  const cause = new Error('not reachable');
  const waiting = waitFor(() => Promise.reject(cause), { timeoutMs: 30, what: 'the server' });
  await expect(waiting).rejects.toMatchObject({ message: 'waited 30 ms in vain for the server', cause });
});
