import { AppError } from '../errors';
import type { CredentialNeed } from '../workflow/node-types';
import type { HttpService } from './http-service';

/** A person's key to a service, opened for one call of a step. Never recorded, never shown. */
export interface CredentialValues {
  id: string;
  /** Which kind it is: the name of a row of `integrations`. */
  integration: string;
  /** What the person calls it. */
  name: string;
  fields: Readonly<Record<string, string>>;
  /** Where it is for a service that is called by HTTP; its key goes there and nowhere else. */
  service?: HttpService | null;
  /** Names of the fields that nobody may read. */
  secret: readonly string[];
}

/** Opens the credential a step names, for the workflow's owner only. Refuses with a sentence when it cannot. */
export type OpenCredential = (credentialId: string) => Promise<CredentialValues>;

export interface CredentialUse {
  label: string;
  credentialId: string | undefined;
  need: CredentialNeed | null;
  open: OpenCredential | undefined;
}

/** The credential of one step, or null where it needs none and names none. */
export async function credentialFor({
  label,
  credentialId,
  need,
  open,
}: CredentialUse): Promise<CredentialValues | null> {
  if (need === null) return null;
  if (credentialId === undefined || !open) {
    if (need.required) throw new AppError('credential.missing', { label });
    return null;
  }
  const found = await open(credentialId);
  if (!need.integrations.includes(found.integration)) {
    throw new AppError('credential.unsuitable', { label, name: found.name });
  }
  return found;
}
