import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { checkAddress } from './check-address.js';

it('lets a free port pass, and leaves it free', async () => {
  await checkAddress({ host: '127.0.0.1', port: 0 });
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(checkAddress({ host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'config_invalid',
    message: `LECTOR_PORT: port ${port} of 127.0.0.1 is taken by another program; stop that, or choose another port`,
  });
  await new Promise((resolve) => server.close(resolve));
  await checkAddress({ host: '127.0.0.1', port });
  await checkAddress({ host: '127.0.0.1', port });
});

it('refuses an address of another machine', async () => {
  // Reserved for documentation: nobody has it.
  await expect(checkAddress({ host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('LECTOR_HOST: 192.0.2.1 is no address of this machine') as string,
  });
});
