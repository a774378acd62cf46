import { createServer } from 'node:net';
import { LectorError } from '@lector/contract';

/**
 * Whether the API will be able to listen, found out before services and a model are started for it.
 * @throws LectorError `config_invalid` naming the variable to change
 */
export async function checkAddress({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    throw new LectorError('config_invalid', trouble(error, host, port), { cause: error });
  }
  await new Promise((resolve) => server.close(resolve));
}

function trouble(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  switch (code) {
    case 'EADDRINUSE':
      return `LECTOR_PORT: port ${port} of ${host} is taken by another program; stop that, or choose another port`;
    case 'EACCES':
      return `LECTOR_PORT: this user may not listen on port ${port}; choose one above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `LECTOR_HOST: ${host} is no address of this machine [reason=${code}]`;
    default:
      return `LECTOR_HOST, LECTOR_PORT: cannot listen on port ${port} of ${host} [reason=${code}]`;
  }
}
