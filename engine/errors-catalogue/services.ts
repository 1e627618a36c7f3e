import { clause, entry, plain } from './entry';

/** Language models and the keys to services. */
export const servicesErrors = {
  'model.unauthorized': entry<{ provider: string }>({
    status: 502,
    say: ({ provider }) => `${provider} did not accept the key. Check it in Settings, Models (or PARLEY_MODEL_KEY).`,
  }),
  'model.none': entry<Record<string, never>>({
    status: 409,
    say: () =>
      'No model is set up that could write this. Add a key or a local model in Settings, Models, then try again.',
  }),
  'model.none_embeds': entry<Record<string, never>>({
    status: 409,
    say: () =>
      'No model is set up that could embed texts. Add a key of OpenAI or Google, or a local server with an embedding model, in Settings, Models, then try again.',
  }),
  'model.cannot_embed': entry<{ model: string; known: readonly string[] }>({
    status: 404,
    say: ({ model, known }) =>
      `There is no embedding model called ${model}. ${known.length > 0 ? `There are ${known.join(', ')}.` : 'None is set up yet: add one in Settings, Models.'}`,
  }),
  'model.no_key': entry<{ model: string; provider: string }>({
    status: 409,
    say: ({ model, provider }) => `${model} needs a key for ${provider}. Add one in Settings, Models.`,
  }),
  'model.no_address': entry<{ model: string }>({
    status: 409,
    say: ({ model }) =>
      `Nobody has said where ${model} is reached. Put base_url into its configuration, or set PARLEY_MODEL_URL.`,
  }),
  'model.unknown': entry<{ model: string; known: readonly string[] }>({
    status: 404,
    say: ({ model, known }) => `There is no model called ${model}. There are ${known.join(', ')}.`,
  }),
  'model.address_unreachable': entry<{ address: string }>({
    status: 502,
    retryable: true,
    say: ({ address }) => `Nothing answers at ${address}. Check the address, and that the server is running.`,
  }),
  'model.declined': entry<Record<string, never>>({
    status: 422,
    say: () => 'The model declined to answer. Say it in other words, or choose another model.',
  }),
  'model.answer_invalid': entry<{ model: string; reason: string }>({
    status: 422,
    say: ({ model, reason }) =>
      `${model} did not give what was asked for: ${clause(reason)}. Say more exactly what you want, or choose another model.`,
  }),
  'model.rate_limited': entry<{ provider: string }>({
    status: 502,
    retryable: true,
    say: ({ provider }) => `${provider} asks us to slow down. Try again in a minute.`,
  }),
  'model.quota_used_up': entry<{ provider: string; reason: string }>({
    status: 502,
    say: ({ provider, reason }) =>
      `${provider} does no more on this plan: ${clause(reason)}. Waiting does not help; look at the plan and the credit there, or use another model.`,
  }),
  'model.unavailable': entry<{ provider: string }>({
    status: 502,
    retryable: true,
    say: ({ provider }) => `${provider} is not answering properly right now. Nothing was lost; try again.`,
  }),
  'model.refused': entry<{ provider: string; reason: string }>({
    status: 502,
    say: ({ provider, reason }) =>
      `${provider} refused the request: ${clause(reason)}. Check its name and address in Settings, Models (or PARLEY_MODEL and PARLEY_MODEL_URL).`,
  }),
  'model.answer_unusable': entry<{ provider: string }>({
    status: 502,
    say: ({ provider }) => `${provider} answered with something that could not be used. Nothing was changed by it.`,
  }),
  'credential.missing': entry<{ label: string }>({
    status: 409,
    say: ({ label }) => `The step “${label}” needs a key that it was not given. Choose or add one at the step.`,
  }),
  'credential.unsuitable': entry<{ label: string; name: string }>({
    status: 409,
    say: ({ label, name }) => `The step “${label}” cannot use the key “${name}”: it is for another kind of service.`,
  }),
  'credential.test_failed': entry<{ reason: string }>({
    status: 409,
    say: ({ reason }) => `The key did not work: ${reason}`,
  }),
  'service.not_found': plain(404, 'There is no such service of yours. It may have been deleted.'),
  'credential.not_found': plain(
    404,
    'There is no such key of yours. It was deleted, or belongs to whoever shared the workflow: a run uses the keys of whoever starts it. Choose another one, or add your own in Settings, Keys.',
  ),
  'credential.name_taken': entry<{ name: string }>({
    status: 409,
    say: ({ name }) => `There is a key called “${name}” already. Give this one another name.`,
  }),
  'credential.field_missing': entry<{ field: string }>({ status: 400, say: ({ field }) => `Fill in “${field}”.` }),
  'credential.expired': entry<{ name: string }>({
    status: 422,
    say: ({ name }) => `The key "${name}" is past the day it was good for. Put in a new one in Settings, Keys.`,
  }),
  'credential.unreadable': entry<{ name: string }>({
    status: 500,
    say: ({ name }) =>
      `The key “${name}” cannot be opened: it was stored with another PARLEY_ENCRYPTION_KEY. Enter it again, or start with the key it was stored with.`,
  }),
  'credential.address_invalid': entry<{ name: string }>({
    status: 409,
    say: ({ name }) =>
      `The key “${name}” has no address that can be called. Open it in Settings, Keys, and give the address of the service.`,
  }),
  'credential.host_refused': entry<{ name: string; host: string }>({
    status: 403,
    say: ({ name, host }) =>
      `The key “${name}” was not given for ${host}, so nothing was sent. Add that address to the key's addresses if it should be.`,
  }),
} as const;
