import { createServer } from 'node:net';
import { AppError } from '@/engine/errors';

/** The port to listen on: the one asked for if it is free, any free one for 0. */
export async function claimPort({ host, port }: { host: string; port: number }): Promise<number> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('host.setting_invalid', { name: 'PORT', reason: 'it is a number up to 65535' });
  }
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => reject(toFailure(error, { host, port })));
    server.listen(port, host, () => {
      const address = server.address() as { port: number };
      server.close(() => resolve(address.port));
    });
  });
}

function toFailure(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  if (error.code === 'EADDRINUSE') return new AppError('host.port_taken', { port });
  const reason = error.code === 'EACCES' ? `port ${port} is only for root` : `${host}:${port} is not an address here`;
  const name = error.code === 'EACCES' ? 'PORT' : 'PARLEY_HOST';
  return new AppError('host.setting_invalid', { name, reason }, { cause: error });
}
