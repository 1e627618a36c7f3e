import {
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  NoContentGeneratedError,
  RetryError,
  TypeValidationError,
} from 'ai';
import { AppError } from '@/engine/errors';

/** A provider's failure as one of ours, with a sentence for the person. Anything else is passed through. */
export function toModelFailure(error: unknown, provider: string): AppError {
  if (AppError.is(error)) return error;
  if (RetryError.isInstance(error)) return toModelFailure(error.lastError, provider);
  if (APICallError.isInstance(error)) return ofStatus(error, provider);
  const unusable = [InvalidResponseDataError, JSONParseError, TypeValidationError, NoContentGeneratedError];
  if (unusable.some(kind => kind.isInstance(error)))
    return new AppError('model.answer_unusable', { provider }, { cause: error });
  if (isTimeout(error)) return new AppError('turn.budget', { limit: 'time' }, { cause: error });
  if (isConnectionLoss(error)) return new AppError('model.unavailable', { provider }, { cause: error });
  return AppError.from(error);
}

function ofStatus(error: APICallError, provider: string): AppError {
  const status = error.statusCode;
  if (status === 401 || status === 403) return new AppError('model.unauthorized', { provider }, { cause: error });
  if (status === 429) return new AppError('model.rate_limited', { provider }, { cause: error });
  // A 200 that fails is an answer that broke off on its way.
  if (status === undefined || status < 300 || status >= 500)
    return new AppError('model.unavailable', { provider }, { cause: error });
  return new AppError('model.refused', { provider, reason: error.message.slice(0, 200) }, { cause: error });
}

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError';

/** undici says `terminated` or carries a socket code when a stream breaks off. */
function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause = error.cause as { code?: string } | undefined;
  const code = (error as { code?: string }).code ?? cause?.code ?? '';
  return /^(UND_ERR|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/.test(code);
}
