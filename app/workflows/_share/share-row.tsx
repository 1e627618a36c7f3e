'use client';
import LinkIcon from 'lucide-react/icons/link';
import User from 'lucide-react/icons/user';
import Users from 'lucide-react/icons/users';
import type { Share } from '@/database/shares';
import { Button } from '../../_ui/button';
import { cx } from '../../_ui/cx';
import { isOver } from '../../_ui/days';
import { texts } from '../../_ui/texts';
import { Time } from '../../_ui/time';
import type { useAction } from '../../_ui/use-action';
import { changeShare } from './_actions/change-share';
import { revokeShare } from './_actions/revoke-share';
import { PermissionSelect } from './permission-select';

import { UntilNow } from './until-now';

const words = texts.share;
const icons = { person: User, team: Users, link: LinkIcon };

interface Props {
  share: Share;
  action: ReturnType<typeof useAction>;
  onChanged(): void;
}

/** One share, changed in its place. Who came by a link has what the link gives. */
export function ShareRow({ share, action: [working, act], onChanged }: Props) {
  const { id: shareId, kind, email, name, viaId, permission, expiresAt, createdAt } = share;
  const Icon = icons[kind];
  const who = nameOf(share);
  const change = async (next: Omit<Parameters<typeof changeShare>[0], 'shareId'>) => {
    await act(() => changeShare({ shareId, ...next }));
    onChanged();
  };
  const revoke = async () => {
    if (await act(() => revokeShare({ shareId }))) onChanged();
  };
  return (
    <li className={cx('flex flex-wrap items-center gap-x-2 gap-y-1 py-2', viaId && 'pl-6')}>
      <Icon size={14} aria-hidden className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate" title={who}>
          {who}
        </p>
        <p className="truncate text-[13px] text-muted">
          {viaId ? words.byLink : kind === 'person' && name && email ? email : null}
          {!viaId && kind !== 'person' && (
            <>
              {words.since} <Time at={createdAt} />
            </>
          )}
          {isOver(expiresAt) && <span className="ml-1 text-state-waiting">{words.ended}</span>}
        </p>
      </div>
      {!viaId && (
        <div className="flex flex-wrap items-center gap-2">
          <div className="w-40">
            <PermissionSelect
              label={words.permissionOf(who)}
              value={permission}
              disabled={working}
              onChange={next => change({ permission: next })}
            />
          </div>
          <UntilNow label={words.untilOf(who)} moment={expiresAt} onChange={next => change({ expiresAt: next })} />
          <Button size="small" disabled={working} onClick={revoke} aria-label={words.revokeOf(who)}>
            {words.revoke}
          </Button>
        </div>
      )}
    </li>
  );
}

function nameOf({ kind, email, name }: Share): string {
  if (kind === 'link') return words.aLink;
  if (kind === 'team') return words.teamNamed(name ?? '');
  return name ?? email ?? words.somebody;
}
