import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '@/database/embedded/lock';
import { AppError } from '@/engine/errors';
import { atEnd } from '../_server/endings';
import { nextCommand } from './next-command';
import { projectFolder } from './prepare';
import { type Say, whileSaying } from './say';

const folders = ['app', 'agent', 'tools', 'engine', 'database', 'prompts', 'public'];
const files = ['package-lock.json', 'next.config.mjs', 'tsconfig.json', 'postcss.config.mjs', 'instrumentation.ts'];
/** Not part of what is served, so a change in them builds nothing. */
const leftOut = /^app\/cli\/|^database\/embedded\/|\.test\.tsx?$|\.md$|\.png$/;

const buildId = join(projectFolder, '.next/BUILD_ID'); // written last by Next.js
const stamp = join(projectFolder, '.next/parley-build-id');

/** Makes the production build if the sources are not those of the one that is there. */
export async function ensureBuild({ home, say }: { home: string; say: Say }): Promise<void> {
  const wanted = sourceHash();
  if (isBuilt(wanted)) return;
  mkdirSync(join(projectFolder, 'node_modules/.cache'), { recursive: true });
  await withLock(join(projectFolder, 'node_modules/.cache/parley-build.lock'), async () => {
    if (isBuilt(wanted)) return; // another start was quicker
    const log = join(home, 'build.log');
    const code = await whileSaying(say, 'Building the screens', () => runBuild(log));
    if (code !== 0 || !existsSync(buildId)) {
      console.error(readFileSync(log, 'utf8').trim().split('\n').slice(-40).join('\n'));
      throw new AppError('host.build_failed', { log });
    }
    writeFileSync(stamp, wanted);
  });
}

const isBuilt = (hash: string) => existsSync(stamp) && existsSync(buildId) && readFileSync(stamp, 'utf8') === hash;

/** By content: a fresh clone and a touched file are no reason to build. */
function sourceHash(): string {
  const inFolders = folders
    .filter(folder => existsSync(join(projectFolder, folder)))
    .flatMap(folder =>
      readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry =>
          join(entry.parentPath, entry.name)
            .slice(projectFolder.length + 1)
            .replaceAll('\\', '/'),
        ),
    )
    .filter(path => !leftOut.test(path));
  const hash = createHash('sha256').update(process.version);
  for (const path of [...inFolders, ...files.filter(name => existsSync(join(projectFolder, name)))].sort()) {
    hash.update(`\0${path}\0`).update(readFileSync(join(projectFolder, path)));
  }
  return hash.digest('hex');
}

function runBuild(log: string): Promise<number> {
  const output = openSync(log, 'w');
  const { program, args, env } = nextCommand(['build']);
  const child = spawn(program, args, { cwd: projectFolder, env, stdio: ['ignore', output, output, 'ipc'] });
  closeSync(output);
  atEnd(() => child.kill('SIGKILL'));
  return new Promise(done => child.on('exit', code => done(code ?? 1)).on('error', () => done(1)));
}
