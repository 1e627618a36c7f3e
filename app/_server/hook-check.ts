import { openCredential } from '@/database/open-credential';
import type { Hook } from '@/database/triggers';
import { AppError } from '@/engine/errors';
import { checkSignature, type SignatureForm } from '@/engine/nodes/webhook-signatures';
import type { Item } from '@/engine/workflow/schema';
import type { ReceivedCall } from './hook-request';
import { runtime } from './runtime';
import { settings as installation } from './settings';

/** What a caller has to prove, and by which secret. */
export interface HookSecurity {
  check: SignatureForm;
  /** Lower case. Holds the secret, so it is in no record. */
  header?: string;
  credentialId?: string;
}

/** Nothing where nothing is asked: such a call costs no more than before. */
export function securityOf({ check = 'none', header, credentialId }: Partial<HookSecurity>): HookSecurity {
  if (check === 'none') return { check };
  const name = check === 'header' ? (header || 'x-webhook-secret').toLowerCase() : undefined;
  return { check, ...(name ? { header: name } : {}), ...(credentialId ? { credentialId } : {}) };
}

/** Refuses a call that does not prove itself, before anything is made of it. */
export async function checkCall(
  { hook, settings }: { hook: Hook; settings: HookSecurity },
  { request, bytes }: ReceivedCall,
): Promise<void> {
  const { check, header, credentialId } = settings;
  if (check === 'none') return;
  if (!credentialId) throw new AppError('credential.missing', { label: hook.nodeKey });
  const opened = await openCredential(runtime().db, {
    ...{ owner: hook.ownerId, credentialId, masterKey: installation().encryptionKey },
  });
  const secret = opened.fields.secret ?? '';
  if (secret === '') throw new AppError('credential.missing', { label: hook.nodeKey });
  const { headers } = request;
  const problem = checkSignature({
    form: check,
    secret,
    headers,
    bytes,
    now: new Date(),
    ...(header ? { header } : {}),
  });
  if (problem) throw new AppError('hook.not_signed', { why: problem });
}

/** Slack asks once, in a signed call, whether somebody is there, and wants its word back instead of a run. */
export function slackChallenge({ check }: HookSecurity, { body }: Item): Response | null {
  if (check !== 'slack' || typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  if (body.type !== 'url_verification' || typeof body.challenge !== 'string') return null;
  return Response.json({ challenge: body.challenge });
}
