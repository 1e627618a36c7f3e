import { clause, entry, plain } from './entry';

/** What comes in: requests, sessions, conversations and their files. */
export const requestsErrors = {
  'hook.not_signed': entry<{ why: 'missing' | 'wrong' | 'old' }>({
    status: 401,
    say: ({ why }) =>
      ({
        missing: 'This address takes only calls that prove who they are. The header for that is missing.',
        wrong: 'This address takes only calls that prove who they are. What this one carries does not fit.',
        old: 'This call was signed more than five minutes ago, or by a clock that is wrong. Send a new one.',
      })[why],
  }),
  'request.invalid': entry<{ field: string; reason?: string }>({
    status: 400,
    say: ({ field, reason }) =>
      `The request is not complete: ${field}${reason ? ` (${clause(reason)})` : ''}. Correct it and send it again.`,
  }),
  'command.usage': entry<{ usage: string; reason: string }>({
    status: 400,
    say: ({ usage, reason }) => `${reason ? `${clause(reason)}. ` : ''}Use it like this: npx parley ${usage}`,
  }),
  'request.cross_origin': plain(
    403,
    'This came from another website, so nothing was done. Use the page of Parley itself.',
  ),
  'session.required': plain(
    401,
    'You are not signed in here. Open /signin, or run `npx parley link` on this computer and open the address it prints.',
  ),
  'session.link_used': plain(
    410,
    'This sign-in link was already used or is too old. Run `npx parley link` for a new one.',
  ),
  'chat.not_found': plain(404, 'That conversation does not exist, or is not yours to see.'),
  'approval.not_valid': plain(409, 'This approval was already used, is too old, or was for other values. Ask again.'),
  'attachment.too_large': entry<{ name: string; limit: string }>({
    status: 413,
    say: ({ name, limit }) => `${name} is larger than ${limit}, which is the most that can be attached.`,
  }),
  'attachment.unusable': entry<{ name: string; reason: string }>({
    status: 422,
    say: ({ name, reason }) => `${name} cannot be used: ${clause(reason)}.`,
  }),
  'attachment.no_room': entry<{ limit: string }>({
    status: 409,
    say: ({ limit }) => `Your attachments would come to more than ${limit}. Delete old conversations to make room.`,
  }),
  'attachment.not_found': entry<Record<string, never>>({
    status: 404,
    say: () => 'There is no such attachment, or it was sent with another conversation. Attach the file again.',
  }),
  'turn.budget': entry<{ limit: string }>({
    status: 429,
    say: ({ limit }) => `This turn reached its limit of ${limit}. What was saved stays saved; say how to go on.`,
  }),
} as const;
