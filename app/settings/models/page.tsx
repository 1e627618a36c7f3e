import type { Metadata } from 'next';
import { listModelKeys } from '@/database/model-keys';
import { readUsageSince } from '@/database/models';
import { loadUser } from '../../_server/load';
import { loadPicker } from '../../_server/picker';
import { runtime } from '../../_server/runtime';
import { settings } from '../../_server/settings';
import { texts } from '../../_ui/texts';
import { KeyList } from './_components/key-list';
import { LocalServers } from './_components/local-servers';
import { ModelTable } from './_components/model-table';
import { StandardModel } from './_components/standard-model';
import { UsageTable } from './_components/usage-table';

export const metadata: Metadata = { title: texts.settings.models };

const usageDays = 30;

export default async function ModelSettingsPage() {
  const { picker, keys, usage } = await loadUser(async ({ claims, asUser }) => ({
    picker: await loadPicker(claims),
    keys: await listModelKeys(runtime().db, claims),
    usage: await asUser(tx => readUsageSince(tx, { since: new Date(Date.now() - usageDays * 86_400_000) })),
  }));
  return (
    <>
      <StandardModel picker={picker} />
      <KeyList keys={keys} />
      {settings().network.allowLoopback && <LocalServers known={keys.flatMap(({ baseUrl }) => baseUrl ?? [])} />}
      <ModelTable picker={picker} />
      <UsageTable rows={usage} days={usageDays} />
    </>
  );
}
