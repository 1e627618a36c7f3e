import { AppError } from '../errors';

interface Server {
  service: string;
  address: string;
}

interface SmtpError {
  code: string;
  status: number | null;
  response: string;
  command: string;
}

/** What a mail server, or the way to it, said; in the words and codes of every other service. */
export function mailFailure(error: unknown, { service, address }: Server): AppError {
  if (AppError.is(error)) return error;
  // The guard's own refusal arrives wrapped by whoever opened the connection.
  if (error instanceof Error && AppError.is(error.cause)) return error.cause;
  const { code, status, response, command } = read(error);
  if (code === 'EAUTH' || status === 535 || status === 534) {
    return new AppError('node.unauthorized', { service, status: status ?? 535, reason: response }, { cause: error });
  }
  // The server did not take it and asks to come back.
  if (status !== null && status < 500) {
    const facts = { service: address, status, reason: response, untouched: true };
    return new AppError('node.unavailable', facts, { cause: error });
  }
  if (status !== null) {
    return new AppError('node.refused', { service, status, reason: response }, { cause: error });
  }
  if (code === 'ETLS' || code === 'ESOCKET' || /certificate|self.signed|tls|ssl/i.test(response)) {
    const reason = `the line could not be encrypted, or was cut (${response})`;
    return new AppError(
      'node.unavailable',
      { service: address, status, reason, untouched: isBefore(command) },
      { cause: error },
    );
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') {
    return new AppError('node.refused', { service, status: 500, reason: response }, { cause: error });
  }
  const facts = { service: address, status, reason: response, untouched: isBefore(command) };
  return new AppError('node.unavailable', facts, { cause: error });
}

/** Once the text is on its way, nobody knows whether the server kept it. */
const isBefore = (command: string) => !/^(DATA|BDAT)/i.test(command) && command !== 'message';

function read(error: unknown): SmtpError {
  const facts = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const said = typeof facts.response === 'string' ? facts.response : error instanceof Error ? error.message : '';
  return {
    code: typeof facts.code === 'string' ? facts.code : '',
    status: typeof facts.responseCode === 'number' ? facts.responseCode : null,
    response: said
      .replace(/^\d{3}[ -](\d\.\d\.\d )?/, '')
      .replace(/\s+/g, ' ')
      .replace(/\.$/, '')
      .slice(0, 200),
    command: typeof facts.command === 'string' ? facts.command : '',
  };
}
