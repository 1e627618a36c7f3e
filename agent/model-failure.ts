import {
  APICallError,
  InvalidResponseDataError,
  JSONParseError,
  NoContentGeneratedError,
  RetryError,
  TypeValidationError,
} from 'ai';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import { wordsIn } from '@/engine/nodes/answer-words';
import { refusalOf } from '@/engine/nodes/refusal';

/** A provider's failure as one of ours, with a sentence for the person. Anything else is passed through. */
export function toModelFailure(error: unknown, provider: string): AppError {
  if (AppError.is(error)) return error;
  if (RetryError.isInstance(error)) return toModelFailure(error.lastError, provider);
  if (APICallError.isInstance(error)) return ofCall(error, provider);
  const within = ofPart(error, provider);
  if (within) return within;
  const unusable = [InvalidResponseDataError, JSONParseError, TypeValidationError, NoContentGeneratedError];
  if (unusable.some(kind => kind.isInstance(error)))
    return new AppError('model.answer_unusable', { provider }, { cause: error });
  if (isTimeout(error)) return new AppError('turn.budget', { limit: 'time' }, { cause: error });
  if (isConnectionLoss(error)) return new AppError('model.unavailable', { provider }, { cause: error });
  return AppError.from(error);
}

function ofCall(error: APICallError, provider: string): AppError {
  const said = wordsIn(bodyOf(error));
  const mayWait =
    error.responseHeaders?.['retry-after'] !== undefined || /retry(Delay|_after)/.test(error.responseBody ?? '');
  const reason = (said.reason || error.message).slice(0, 200);
  return ofStatus({ status: error.statusCode, ...said, reason, mayWait }, { provider, cause: error });
}

interface Answered {
  status: number | undefined;
  reason: string;
  code?: string;
  mayWait?: boolean;
}

function ofStatus(answered: Answered, { provider, cause }: { provider: string; cause: unknown }): AppError {
  const { status, reason } = answered;
  // A 200 that fails is an answer that broke off on its way.
  if (status === undefined || status < 300 || status >= 500)
    return new AppError('model.unavailable', { provider }, { cause });
  switch (refusalOf({ ...answered, status })) {
    case 'billing':
      return new AppError('model.quota_used_up', { provider, reason }, { cause });
    case 'rate_limited':
      return new AppError('model.rate_limited', { provider }, { cause });
    case 'key':
      return new AppError('model.unauthorized', { provider }, { cause });
    default:
      if (status === 403) return new AppError('model.unauthorized', { provider }, { cause });
      return new AppError('model.refused', { provider, reason }, { cause });
  }
}

/** A failure within an answer that has begun comes as what the provider sent, without a status of its own. */
const InStream = z.object({ message: z.string(), code: z.union([z.number(), z.string()]).nullish() });

function ofPart(error: unknown, provider: string): AppError | null {
  const { data } = error instanceof Error ? {} : InStream.safeParse(error);
  if (!data) return null;
  const status = Number(data.code);
  const answered = { status: Number.isInteger(status) ? status : undefined, reason: data.message.slice(0, 200) };
  return ofStatus(answered, { provider, cause: error });
}

function bodyOf({ responseBody, data }: APICallError): unknown {
  try {
    return responseBody ? JSON.parse(responseBody) : data;
  } catch {
    return data;
  }
}

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError';

/** undici says `terminated` or carries a socket code when a stream breaks off. */
function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const cause = error.cause as { code?: string } | undefined;
  const code = (error as { code?: string }).code ?? cause?.code ?? '';
  return /^(UND_ERR|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_)/.test(code);
}
