import { runtime } from '@/app/_server/runtime';
import { settings } from '@/app/_server/settings';
import { asUser, type Transaction } from '@/database/connection';
import {
  createShareLink,
  listShares,
  revokeShare,
  type Share,
  SharePermission,
  shareWithPerson,
} from '@/database/shares';
import { AppError } from '@/engine/errors';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { findInstance } from './instance';
import { openRuntime } from './open-runtime';
import { homeFolder } from './prepare';
import { readId } from './run';

const usage = 'share ID [--with EMAIL | --link | --revoke SHARE] [--may view|run|edit] [--days N]';

/** Shares a workflow and says with whom it is shared now; without an option it only says so. */
export const command: Command = {
  summary: 'shares a workflow: share ID --with EMAIL, or --link',
  async run(args) {
    const { values, words } = readArguments(args, {
      usage,
      options: {
        ...{ with: { type: 'string' }, link: { type: 'boolean' }, revoke: { type: 'string' } },
        ...{ may: { type: 'string' }, days: { type: 'string' }, json: { type: 'boolean' } },
      },
    });
    const workflowId = readId(requireWord(words, { usage, what: "the workflow's id" }));
    const given = { workflowId, permission: readPermission(values.may), expiresAt: readEnd(values.days) };
    const claims = await openRuntime();
    const { shares, link } = await asUser(runtime().db, claims, async tx => {
      if (values.revoke) await revokeShare(tx, { shareId: readId(values.revoke) });
      if (values.with) await shareWithPerson(tx, { ...given, email: values.with });
      const link = values.link ? await makeLink(tx, given) : null;
      return { link, shares: await listShares(tx, { workflowId }) };
    });
    if (values.json) console.log(JSON.stringify({ link, shares }));
    else print(shares, link);
    return 0;
  },
};

async function makeLink(tx: Transaction, given: Parameters<typeof createShareLink>[1]): Promise<string> {
  const { token } = await createShareLink(tx, given);
  const url = settings().publicUrl ?? findInstance(homeFolder())?.url ?? settings().signIn.siteUrl;
  return `${url}/share/${token}`;
}

function readPermission(given = 'view'): SharePermission {
  const permission = SharePermission.safeParse(given);
  if (permission.success) return permission.data;
  throw new AppError('command.usage', { usage, reason: `--may takes view, run or edit, not ${given}` });
}

function readEnd(days: string | undefined): Date | null {
  if (days === undefined) return null;
  if (/^[1-9]\d{0,3}$/.test(days)) return new Date(Date.now() + Number(days) * 86_400_000);
  throw new AppError('command.usage', { usage, reason: '--days takes a whole number of days' });
}

function print(shares: readonly Share[], link: string | null): void {
  if (link) console.log(link);
  if (shares.length === 0) console.log('It is shared with nobody.');
  for (const { id, kind, email, name, permission, expiresAt } of shares) {
    const who = { person: email ?? name ?? 'somebody', team: `team ${name}`, link: 'whoever has the link' }[kind];
    console.log(`${id}  ${permission.padEnd(5)} ${who}${expiresAt ? ` until ${expiresAt.slice(0, 10)}` : ''}`);
  }
}
