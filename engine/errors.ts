import { catalogue } from './errors-catalogue';

export type ErrorCode = keyof typeof catalogue;
export type ErrorDetails<Code extends ErrorCode> = Parameters<(typeof catalogue)[Code]['say']>[0];

/** One failure with a code and a sentence for the user. Throw it; catch it only at the rims. */
export class AppError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: Code;
  readonly details: ErrorDetails<Code>;

  constructor(code: Code, details: ErrorDetails<Code>, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options); // for logs; users read `userMessage`
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return catalogue[this.code].status;
  }

  get retryable(): boolean {
    return catalogue[this.code].retryable ?? false;
  }

  get userMessage(): string {
    const say = catalogue[this.code].say as (details: ErrorDetails<Code>) => string;
    return say(this.details);
  }

  /** What may leave the server: no details, no cause, no stack. */
  toJSON() {
    return { code: this.code, message: this.userMessage };
  }

  /** By name, not by class: the bundler may hold two copies of this file in one process. */
  static is(error: unknown): error is AppError {
    return error instanceof Error && error.name === 'AppError' && (error as AppError).code in catalogue;
  }

  static from(error: unknown): AppError {
    return AppError.is(error) ? error : new AppError('unexpected', {}, { cause: error });
  }
}
