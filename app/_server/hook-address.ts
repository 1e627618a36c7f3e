import type { IncomingCall } from './hook-request';
import { settings } from './settings';
import { isSame, signed } from './signed';

export const probeHeader = 'x-parley-probe';
const probeMs = 5_000;

export const isPublic = (): boolean => settings().publicUrl !== undefined;

/** Where this server answers from here; a server on all interfaces is reached by the loopback one. */
function localBase(): string {
  const { host, port } = settings();
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

const pathOf = (hookId: string) => `/api/hooks/${hookId}`;

/** What every address begins with that others are given. */
export const publicBase = (): string => settings().publicUrl ?? localBase();

/** The address that a person gives away. */
export const hookUrl = (hookId: string): string => `${publicBase()}${pathOf(hookId)}`;

/** The page of a form. */
export const formUrl = (formId: string): string => `${publicBase()}/forms/${formId}`;

/** The page of a chat. */
export const talkUrl = (pageId: string): string => `${publicBase()}/talk/${pageId}`;

/** What a probe carries and is answered with: only this installation can make it. */
export const probeToken = (hookId: string, direction: 'ask' | 'answer'): string =>
  signed(`probe ${direction} ${hookId}`, 'hex');

export const isProbe = (request: Pick<IncomingCall, 'headers'>, hookId: string): boolean =>
  isSame(request.headers.get(probeHeader) ?? '', probeToken(hookId, 'ask'));

/** Calls the live address for real, from here; null when it answers as it should. */
export async function probeHook(hookId: string): Promise<string | null> {
  const url = `${localBase()}${pathOf(hookId)}`;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { [probeHeader]: probeToken(hookId, 'ask') },
      signal: AbortSignal.timeout(probeMs),
    });
    if (answer.headers.get(probeHeader) === probeToken(hookId, 'answer')) return null;
    return `Something else answers at ${url}. Check which program uses that port.`;
  } catch {
    return `Nothing answers at ${url} yet. It does as soon as Parley runs: npm start.`;
  }
}
