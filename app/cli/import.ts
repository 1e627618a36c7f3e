import { readFileSync } from 'node:fs';
import { runtime } from '@/app/_server/runtime';
import { asUser } from '@/database/connection';
import { importWorkflow } from '@/database/import-workflow';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { readPortable } from '@/engine/workflow/portable';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { openRuntime } from './open-runtime';

const usage = 'import FILE [--json]';

/** Each workflow of the file as a new draft; all of them, or none. */
export const command: Command = {
  summary: 'makes workflows from a file: import FILE',
  async run(args) {
    const { values, words } = readArguments(args, { usage, options: { json: { type: 'boolean', default: false } } });
    const documents = readPortable(readFile(requireWord(words, { usage, what: 'the file' })));
    const claims = await openRuntime();
    const imported = await asUser(runtime().db, claims, async tx => {
      const made = [];
      for (const document of documents) made.push(await importWorkflow(tx, { document, nodeTypes }));
      return made;
    });
    const workflows = imported.map(({ id, workflow, version, skipped, issues }) => ({
      ...{ id, name: workflow.name, version, nodes: workflow.nodes.length },
      skipped: skipped.map(({ hint }) => hint),
      issues: issues.map(({ message }) => message),
    }));
    console.log(values.json ? JSON.stringify({ workflows }) : workflows.map(inWords).join('\n'));
    return 0;
  },
};

const inWords = ({ id, name, nodes, skipped }: { id: string; name: string; nodes: number; skipped: string[] }) =>
  [`${name}: ${nodes} steps, ${id}`, ...skipped.map(hint => `  not taken over: ${hint}`)].join('\n');

function readFile(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (cause) {
    throw new AppError('import.not_readable', { reason: `${path} is not there, or cannot be opened` }, { cause });
  }
}
