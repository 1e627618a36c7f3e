import { connect, type Socket } from 'node:net';
import { type AddressPolicy, checkUrl, guardedLookup, type ResolveName } from './address-guard';

export interface ConnectTarget {
  host: string;
  port: number;
  signal: AbortSignal;
}

export type Connect = (target: ConnectTarget) => Promise<Socket>;

/** A plain connection for what is no HTTP, such as SMTP; which addresses are allowed is the same question. */
export const createConnect =
  (policy: AddressPolicy, resolve?: ResolveName): Connect =>
  ({ host, port, signal }) => {
    const bracketed = host.includes(':') ? `[${host}]` : host;
    checkUrl(`http://${bracketed}`, policy);
    const { promise, resolve: opened, reject } = Promise.withResolvers<Socket>();
    const socket = connect({ host, port, lookup: guardedLookup(policy, resolve), timeout: 15_000 });
    const onAbort = () => socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', onAbort));
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.setTimeout(0);
      opened(socket);
    });
    return promise;
  };
