import type { lookup } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { LectorError } from '@lector/contract';
import { guardedLookup } from './target.js';

/** A resolver that answers with these addresses. */
function resolver(...addresses: string[]): typeof lookup {
  const answer = (
    _name: string,
    _options: object,
    done: (error: null, found: { address: string; family: number }[]) => void,
  ) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  return answer as unknown as typeof lookup;
}

function look(addresses: string[], allowCidrs: string[] = []): Promise<string> {
  return new Promise((resolve, reject) => {
    guardedLookup({ allowCidrs }, resolver(...addresses))('receiver.test', {}, (error, address) =>
      error === null ? resolve(typeof address === 'string' ? address : '') : reject(error),
    );
  });
}

describe('guardedLookup', () => {
  it('gives the address it has checked', async () => {
    expect(await look(['93.184.216.34'])).toBe('93.184.216.34');
  });

  it('refuses a name when any of its addresses is not public', async () => {
    await expect(look(['93.184.216.34', '10.0.0.5'])).rejects.toBeInstanceOf(LectorError);
    await expect(look(['169.254.169.254'])).rejects.toMatchObject({ code: 'webhook_target_refused' });
    await expect(look(['::1'])).rejects.toMatchObject({ code: 'webhook_target_refused' });
  });

  it('lets an allowed network pass and nothing beside it', async () => {
    expect(await look(['10.1.2.3'], ['10.1.0.0/16'])).toBe('10.1.2.3');
    await expect(look(['10.2.2.3'], ['10.1.0.0/16'])).rejects.toMatchObject({ code: 'webhook_target_refused' });
  });

  it('refuses a name without addresses', async () => {
    await expect(look([])).rejects.toMatchObject({ code: 'webhook_target_refused' });
  });
});
