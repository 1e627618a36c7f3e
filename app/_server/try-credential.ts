import { asService, type Claims } from '@/database/connection';
import { modelIntegrations } from '@/database/model-keys';
import { noteUse, openCredential } from '@/database/open-credential';
import { AppError } from '@/engine/errors';
import { isLoopbackHost } from '@/engine/nodes/address-guard';
import type { CredentialValues } from '@/engine/nodes/credentials';
import { verifyMail } from '@/engine/nodes/send-mail';
import { httpIntegrations, withCredential } from '@/engine/nodes/with-credential';
import { runtime } from './runtime';
import { settings } from './settings';
import { tryKey } from './try-key';

const patienceMs = 20_000;

/** Tries a person's credential against its service and notes what came of it; null when it works or cannot be tried. */
export async function tryCredential({ claims, id }: { claims: Claims; id: string }): Promise<string | null> {
  const { db } = runtime();
  const credential = await openCredential(db, {
    ...{ owner: claims.sub, credentialId: id },
    masterKey: settings().encryptionKey,
  });
  const problem = await problemWith(credential);
  await asService(db, tx => noteUse(tx, { credentialId: id, error: problem, tested: true }));
  return problem;
}

async function problemWith(credential: CredentialValues): Promise<string | null> {
  try {
    await call(credential);
    return null;
  } catch (error) {
    if (error instanceof DOMException) return 'no answer came within 20 seconds.';
    return AppError.from(error).userMessage;
  }
}

async function call(credential: CredentialValues): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs);
  const { http } = runtime().servicesFor('');
  if (credential.integration === 'smtp' && http.connect) {
    return verifyMail({ credential, connect: http.connect, signal });
  }
  if (credential.integration === 'imap' && http.connect) {
    const { verifyMailbox } = await import('@/engine/nodes/read-mailbox');
    return verifyMailbox({ credential, connect: http.connect, signal });
  }
  const model = modelIntegrations.find(name => name === credential.integration);
  if (model) {
    const { api_key: apiKey = null, base_url: baseUrl = null } = credential.fields;
    await tryKey({ integration: model, apiKey, baseUrl });
    return;
  }
  if (!httpIntegrations.includes(credential.integration)) return;
  const { test_url: given, hosts = '' } = credential.fields;
  const url = given || addressOf(hosts);
  if (!url) return;
  try {
    await withCredential(http, credential).request({ method: 'GET', url, signal });
  } catch (error) {
    // Where no address was given, only a refusal tells about the key: nobody knows what stands at the host itself.
    const isSilent = AppError.is(error) && !['node.unauthorized', 'node.unavailable'].includes(error.code);
    if (given || !isSilent) throw error;
  }
}

/** The first that names one place. */
function addressOf(hosts: string): string | null {
  const host = hosts.split(/[\s,]+/).find(name => name && !name.startsWith('*.'));
  if (!host) return null;
  if (/^https?:/i.test(host)) return host;
  return `${isLoopbackHost(new URL(`http://${host}`)) ? 'http' : 'https'}://${host}/`;
}
