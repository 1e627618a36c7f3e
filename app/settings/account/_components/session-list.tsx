'use client';
import type { OpenSession } from '@/database/auth/sessions';
import { Button } from '../../../_ui/button';
import { texts } from '../../../_ui/texts';
import { Time } from '../../../_ui/time';
import { useAction } from '../../../_ui/use-action';
import { Section } from '../../_components/section';
import { endSession } from '../_actions/end-session';
import { signOut } from '../_actions/sign-out';
import { nameProgram } from '../name-program';

interface Props {
  sessions: readonly OpenSession[];
  /** The session of this page. */
  here: string | null;
  /** With Supabase all others are ended together. */
  canEndOne: boolean;
}

export function SessionList({ sessions, here, canEndOne }: Props) {
  const [working, act] = useAction();
  return (
    <Section
      title={texts.account.sessions}
      text={canEndOne ? texts.account.sessionsText : texts.account.sessionsHostedText}
    >
      <ul className="divide-y divide-line rounded-lg border border-line">
        {sessions.map(({ id, userAgent, address, lastUsedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <div className="min-w-0 flex-1 basis-48">
              <p className="truncate" title={userAgent ?? undefined}>
                {nameProgram(userAgent) ?? texts.account.unknown}
                {id === here && <span className="ml-2 text-[13px] text-state-done">{texts.account.here}</span>}
              </p>
              <p className="text-[13px] text-muted">
                {address && `${texts.account.from(address)}, `}
                {texts.account.used} <Time at={lastUsedAt} />
              </p>
            </div>
            {canEndOne && id !== here && (
              <Button size="small" disabled={working} onClick={() => act(() => endSession({ sessionId: id }))}>
                {texts.account.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button disabled={working} onClick={() => act(() => signOut({ scope: 'local' }))}>
          {texts.account.endHere}
        </Button>
        {sessions.length > 1 && (
          <Button disabled={working} onClick={() => act(() => signOut({ scope: 'others' }))}>
            {texts.account.endOthers}
          </Button>
        )}
        <Button kind="danger" disabled={working} onClick={() => act(() => signOut({ scope: 'global' }))}>
          {texts.account.endAll}
        </Button>
      </div>
    </Section>
  );
}
