'use server';
import { z } from 'zod';
import { endSessions } from '@/database/auth/sessions';
import { act } from '../../../_server/act';
import { runtime } from '../../../_server/runtime';

const EndSession = z.object({ sessionId: z.uuid() });

/** Ends one of the person's own sessions somewhere else. */
export async function endSession(input: z.input<typeof EndSession>) {
  return act(async ({ claims }) => {
    const { sessionId } = EndSession.parse(input);
    await endSessions(runtime().db, { userId: claims.sub, sessionId, scope: 'local' });
    return null;
  });
}
