#!/usr/bin/env node
// The bootstrap: plain JavaScript that any Node from 20.19 on can run with nothing installed. It installs what the lock
// says, finds the Node 24 that npm brought, and hands over to main.ts under it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNode } from './find-node.mjs';
import { install, isInstalled, root } from './install.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(`Parley needs Node 20.19 or newer to start, and this is ${process.version}. Install it from nodejs.org.`);
}

try {
  if (!isInstalled()) await install();
  let node = findNode();
  if (node === null) {
    await install(); // a folder that was copied without its Node, or to another kind of computer
    node = findNode();
  }
  if (node === null) {
    stop('Parley runs on Node 24, and npm has none for this computer. Install Node 24 from nodejs.org and try again.');
  }
  handOver(node);
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}

/** Signals and exit codes pass through; the channel tells the program when this process is killed. */
function handOver(node) {
  const loader = pathToFileURL(join(root, 'app/cli/read-typescript.mjs')).href;
  const measures = ['evals', 'bench', 'chaos'].includes(process.argv[2]); // they stand above the app, which knows nothing of them
  const main = join(root, measures ? 'evals/main.ts' : 'app/cli/main.ts');
  const child = spawn(node, ['--import', loader, main, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      // Halves the time of a second start; a folder that cannot be written is left alone by Node.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/compiled'),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', error => stop(`Node 24 could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
