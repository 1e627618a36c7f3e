import { Agent, fetch as undiciFetch } from 'undici';
import { checkUrl, guardedLookup } from '@/engine/nodes/address-guard';
import { settings } from './settings';

let agent: Agent | null = null;

/** For addresses that a person wrote: what a step may not call, a model's address may not be either. */
export const guardedFetch: typeof globalThis.fetch = async (input, init) => {
  const policy = settings().network;
  agent ??= new Agent({ connect: { lookup: guardedLookup(policy), timeout: 10_000 } });
  const url = checkUrl(input instanceof Request ? input.url : String(input), policy);
  const given = (input instanceof Request ? input : init) as Parameters<typeof undiciFetch>[1];
  const answer = await undiciFetch(url, { ...given, dispatcher: agent, redirect: 'error' });
  return answer as unknown as Response;
};
