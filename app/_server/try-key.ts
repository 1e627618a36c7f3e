import { accessTo, isWebAddress } from '@/agent/models/access';
import { providerOf } from '@/agent/models/catalogue';
import { listModels } from '@/agent/models/list-models';
import type { ModelIntegration } from '@/database/model-keys';
import { AppError } from '@/engine/errors';
import { guardedFetch } from './model-fetch';
import { modelEnvironment } from './open-models';

export interface GivenKey {
  integration: ModelIntegration;
  apiKey: string | null;
  /** For an address of the person's own. */
  baseUrl: string | null;
}

/** What a key may use, by the provider's own answer. A key that does not work is a sentence and is not kept. */
export async function tryKey({ integration, apiKey, baseUrl }: GivenKey): Promise<string[]> {
  if (baseUrl !== null && !isWebAddress(baseUrl))
    throw new AppError('request.invalid', { field: 'address', reason: 'it must begin with http:// or https://' });
  const { family, label } = providerOf(integration);
  const access = accessTo(
    {
      ...{ name: label, displayName: label, modelId: label, provider: integration, credentialId: 'given' },
      ...{ baseUrl: null, price: null, vision: false, maxOutputTokens: null },
    },
    {
      keys: [{ credentialId: 'given', integration, key: apiKey, baseUrl }],
      // Neither a key nor an address of the operator's takes part in the test of somebody's own.
      environment: { ...modelEnvironment(), url: undefined, key: undefined, keys: {} },
    },
  );
  if ('missing' in access) throw new AppError('request.invalid', { field: access.missing, reason: 'it is missing' });
  // An address of one's own brings what it has for documents, too; those of the large providers are listed already.
  const options = {
    embedders: integration === 'openai-compatible',
    ...(access.guarded ? { fetch: guardedFetch } : {}),
  };
  return listModels({ family, baseUrl: access.baseUrl, key: apiKey, provider: access.provider }, options);
}
