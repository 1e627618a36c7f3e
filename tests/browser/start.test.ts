import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Parley, parley } from '@/tests/support/parley';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'parley-start-'));
  chmodSync(home, 0o711);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const address = /Parley is ready: (http:\/\/127\.0\.0\.1:(\d+))\/auth\/link\?token=(\S+)/;
const start = () => parley(['start'], { PARLEY_HOME: home, PORT: '0' });

/** Every process that names this home or was started by the given one. */
function processesOf({ child }: Parley): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter(match => match !== null && !match[3]!.startsWith('Z'))
    .map(match => ({ pid: Number(match![1]), parent: Number(match![2]), args: match![4]! }));
  const family = new Set([child.pid]);
  for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  return all.filter(({ pid, args }) => family.has(pid) || args.includes(home)).map(({ args }) => args);
}

it('starts once, signs in by its address, and leaves nothing behind when it is told to end', async () => {
  const first = start();
  const [, url] = await first.prints(address);
  expect((await fetch(`${url}/api/health`)).status).toBe(200);

  const second = start();
  expect(await second.ended).toBe(0);
  const [link, sameUrl] = address.exec(second.output())!;
  expect(sameUrl).toBe(url);
  const signedIn = await fetch(link.replace('Parley is ready: ', ''), { redirect: 'manual' });
  expect(signedIn.headers.get('set-cookie')).toContain('auth-token');
  expect(processesOf(first).length).toBeGreaterThan(3);

  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(143);
  expect(processesOf(first)).toEqual([]);
});

it('ends altogether when one of its processes is killed, and starts again', async () => {
  const killed = start();
  await killed.prints(address);

  killed.child.kill('SIGKILL');
  while (processesOf(killed).length > 0) await pause(50);

  const next = start();
  await next.prints(address);
  next.child.kill('SIGINT');
  expect(await next.ended).toBe(130);
  expect(processesOf(next)).toEqual([]);
});
