'use client';
import { useState } from 'react';
import type { SharePermission } from '@/database/shares';
import { Button } from '../../_ui/button';
import { endOfDay } from '../../_ui/days';
import { Label, TextField } from '../../_ui/field';
import { Form } from '../../_ui/form';
import { PassOn } from '../../_ui/pass-on';
import { Select } from '../../_ui/select';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { UntilField } from '../../_ui/until-field';
import { useAction } from '../../_ui/use-action';
import { addShare } from './_actions/add-share';
import { PermissionSelect } from './permission-select';
import type { Sharing } from './sharing';

const words = texts.share;
const kinds = ['person', 'team', 'link'] as const;
type Kind = (typeof kinds)[number];

interface Props {
  workflowId: string;
  teams: Sharing['teams'];
  onAdded(): void;
}

/** One more share: with whom, what they may do, and until when. */
export function AddShare({ workflowId, teams, onAdded }: Props) {
  const [kind, setKind] = useState<Kind>('person');
  const [email, setEmail] = useState('');
  const [teamId, setTeamId] = useState(teams[0]?.id ?? '');
  const [permission, setPermission] = useState<SharePermission>('view');
  const [until, setUntil] = useState('');
  const [passOn, setPassOn] = useState<{ sentence: string; link: string } | null>(null);
  const [working, act] = useAction();
  const add = async () => {
    const to = kind === 'person' ? { kind, email } : kind === 'team' ? { kind, teamId } : { kind };
    const done = await act(() => addShare({ workflowId, to, permission, expiresAt: endOfDay(until) }));
    if (!done) return;
    const { link, mailed } = done.value;
    if (mailed) notify(words.mailed(mailed));
    setPassOn(link ? { link, sentence: kind === 'link' ? words.linkOnce : words.tell(email.trim()) } : null);
    setEmail('');
    onAdded();
  };
  return (
    <Form onSend={add} className="flex flex-col gap-2 border-line border-t pt-3">
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-2">
        <Label text={words.add}>
          <Select value={kind} onChange={event => setKind(kinds.find(one => one === event.target.value) ?? 'person')}>
            {kinds.map(one => (
              <option key={one} value={one} disabled={one === 'team' && teams.length === 0}>
                {words.kinds[one]}
              </option>
            ))}
          </Select>
        </Label>
        {kind === 'person' && (
          <Label text={words.address}>
            <TextField type="email" required value={email} onChange={event => setEmail(event.target.value)} />
          </Label>
        )}
        {kind === 'team' && (
          <Label text={words.team}>
            <Select value={teamId} onChange={event => setTeamId(event.target.value)}>
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Label>
        )}
        <div className={kind === 'link' ? 'sm:col-start-1' : undefined}>
          <Label text={words.may}>
            <PermissionSelect value={permission} onChange={setPermission} />
          </Label>
        </div>
        <Label text={words.until}>
          <UntilField label={`${words.until} (${words.untilHint})`} value={until} onChange={setUntil} />
        </Label>
      </div>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <p className="min-w-0 flex-1 basis-56 text-[13px] text-muted">
          {words.about[permission]} {kind === 'person' ? words.addressHint : kind === 'link' ? words.linkHint : null}
        </p>
        <Button type="submit" kind="main" disabled={working}>
          {kind === 'link' ? words.makeLink : words.give}
        </Button>
      </div>
      {passOn && <PassOn {...passOn} />}
    </Form>
  );
}
