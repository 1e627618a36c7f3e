'use server';
import { findLocalServers } from '@/agent/models/find-local-servers';
import { act } from '../../../_server/act';
import { settings } from '../../../_server/settings';

/** The model servers on this computer; none where the people who sign in sit at other ones. */
export async function lookForServers() {
  return act(async () => (settings().network.allowLoopback ? findLocalServers() : []));
}
