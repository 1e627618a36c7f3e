import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const package_ = join(import.meta.dirname, '../../../node_modules/@sparticuz/chromium');

/** A real Chromium: the one inside the registry package on Linux x64, an installed Chrome elsewhere. */
export async function launchChromium(): Promise<Browser> {
  const args = ['--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--font-render-hinting=none'];
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome', args });
  const { version } = JSON.parse(readFileSync(join(package_, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `parley-chromium-${version}-${process.getuid?.() ?? 'user'}`);
  if (!existsSync(folder)) await unpack(folder);
  if (statSync(folder).uid !== process.getuid?.()) throw new Error(`${folder} belongs to somebody else; remove it.`);
  return chromium.launch({ executablePath: join(folder, 'chromium'), args, env: environmentOf(folder) });
}

/** Complete or not at all: whoever has unpacked first gives the folder its name, so nobody runs half a browser. */
async function unpack(folder: string): Promise<void> {
  const mine = mkdtempSync(`${folder}-`);
  const usual = process.env.TMPDIR;
  process.env.TMPDIR = mine; // the package writes there, and takes whatever it finds there
  try {
    const { default: packed, inflate } = await import('@sparticuz/chromium');
    await Promise.all([packed.executablePath(), inflate(join(package_, 'bin/al2023.tar.br'))]);
  } finally {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  }
  try {
    renameSync(mine, folder);
  } catch (error) {
    if (!existsSync(join(folder, 'chromium'))) throw error;
    rmSync(mine, { recursive: true });
  }
}

/** A bare machine has neither the libraries of a browser nor fonts: the package brings both. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  const runs = spawnSync(join(folder, 'chromium'), ['--version']).status === 0;
  const libraries = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    ...process.env,
    ...(runs ? {} : { LD_LIBRARY_PATH: libraries }),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
}
