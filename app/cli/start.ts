import { openHome } from '@/database/embedded/home';
import { atEnd } from '../_server/endings';
import { ensureBuild } from './build';
import type { Command } from './command';
import { claimInstance, leaveInstance } from './instance';
import { createAddress } from './link';
import { claimPort } from './port';
import { homeFolder, prepare } from './prepare';
import { type Say, toStdout } from './say';
import { localUrl, serve } from './serve';
import { serveDevelopment } from './serve-development';

export const command: Command = {
  summary: 'starts Parley and prints the address that signs you in',
  run: () => launch('start'),
};

/** One server a home: a second call says where the first one is. */
export async function launch(mode: 'start' | 'dev', say: Say = toStdout): Promise<number> {
  const home = homeFolder();
  openHome(home);
  const host = process.env.PARLEY_HOST || '127.0.0.1';
  const claim = await claimInstance(home, async () =>
    localUrl(host, await claimPort({ host, port: Number(process.env.PORT || 3000) })),
  );
  if (!claim.mine) return tellWhere(claim.url, say);
  atEnd(() => leaveInstance(home));
  const port = Number(new URL(claim.url).port || 80);
  const [{ serviceUrl }] = await Promise.all([
    prepare({ log: line => say(`Preparing: ${line}`) }),
    mode === 'start' ? ensureBuild({ home, say }) : null,
  ]);
  await claimPort({ host, port }); // somebody may have taken it while we were building
  process.env.PORT = String(port);
  const [{ ended }, address] = await Promise.all([
    (mode === 'start' ? serve : serveDevelopment)({ home, host, port }),
    createAddress({ serviceUrl, url: claim.url }),
  ]);
  say(`Parley is ready: ${address}`);
  return ended;
}

async function tellWhere(url: string, say: Say): Promise<number> {
  const { serviceUrl } = await prepare();
  say('Parley is running already; this is a new address for signing in.');
  say(`Parley is ready: ${await createAddress({ serviceUrl, url })}`);
  return 0;
}
