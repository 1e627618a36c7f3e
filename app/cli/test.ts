import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@/database/embedded/start-postgres';
import { atEnd } from '../_server/endings';
import { ensureBuild } from './build';
import type { Command } from './command';
import { projectFolder } from './prepare';
import { toStdout } from './say';
import { readReport } from './test-report';
import { add, none, type Tally } from './test-tally';
import { runTool } from './test-tool';

const once = (code: number): Tally => ({ ...none, ...(code === 0 ? { passed: 1 } : { failed: 1 }) });
const bin = (path: string) => join(projectFolder, 'node_modules', path);

export const command: Command = {
  summary: 'checks everything; --quick leaves the browser out',
  async run(args) {
    for (const name of Object.keys(process.env)) {
      if (/^(PARLEY_|SUPABASE_|DATABASE_URL$|PORT$)/.test(name)) delete process.env[name]; // a person's own settings
    }
    const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
    atEnd(() => rmSync(folder, { recursive: true, force: true }));
    const static_ = await checkText();
    const quick = args.includes('--quick');
    const tests = await withTestServer(async () => {
      const unit = await runVitest({ config: 'vitest.config.ts', folder });
      return quick ? unit : add(unit, await runBrowserTests(folder));
    });
    const { passed, failed, skipped } = add(static_, tests);
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    return failed === 0 ? 0 : 1;
  },
};

/** Format, lint and types, one test each; Next writes the types of its routes first. Those of `dev` may be stale. */
async function checkText(): Promise<Tally> {
  const biome = bin('@biomejs/biome/bin/biome');
  const [format, lint, routes] = await Promise.all([
    runTool('format', [biome, 'format', '.']),
    runTool('lint', [biome, 'ci', '--formatter-enabled=false', '.']),
    runTool('types of routes', [bin('next/dist/bin/next'), 'typegen']),
  ]);
  const types =
    routes === 0
      ? await runTool('types', [bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.check.json'])
      : routes;
  return [once(format), once(lint), once(types)].reduce(add);
}

/** The database that the tests share lives from the first to the last of them, and no longer. */
async function withTestServer(work: () => Promise<Tally>): Promise<Tally> {
  const home = join(tmpdir(), `parley-tests-${process.getuid?.() ?? 'user'}`);
  const { stop } = await startPostgres({ home, fast: true });
  atEnd(stop);
  return work();
}

async function runBrowserTests(folder: string): Promise<Tally> {
  const tests = join(projectFolder, 'tests/browser');
  if (!existsSync(tests) || !readdirSync(tests).some(name => /\.test\.tsx?$/.test(name))) return none;
  await ensureBuild({ home: folder, say: toStdout });
  return runVitest({ config: 'vitest.browser.config.ts', folder });
}

async function runVitest({ config, folder }: { config: string; folder: string }): Promise<Tally> {
  const report = join(folder, `${config}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runTool('', [bin('vitest/vitest.mjs'), 'run', '--config', config, ...reporters]);
  return readReport(report, code);
}
