import { writeFileSync } from 'node:fs';
import { runtime } from '@/app/_server/runtime';
import { asUser } from '@/database/connection';
import { readDraft } from '@/database/workflows';
import { toPortable } from '@/engine/workflow/portable';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { openRuntime } from './open-runtime';
import { readId } from './run';
import { toStderr } from './say';

const usage = 'export ID [--to FILE]';

/** The workflow as JSON on stdout, or into a file. Keys stay at home. */
export const command: Command = {
  summary: 'writes a workflow as a file: export ID',
  async run(args) {
    const { values, words } = readArguments(args, {
      usage,
      options: { to: { type: 'string' }, json: { type: 'boolean' } },
    });
    const workflowId = readId(requireWord(words, { usage, what: "the workflow's id" }));
    const claims = await openRuntime();
    const { workflow } = await asUser(runtime().db, claims, tx => readDraft(tx, { workflowId }));
    const text = `${JSON.stringify(toPortable(workflow), null, 2)}\n`;
    if (values.to === undefined) process.stdout.write(text);
    else {
      writeFileSync(values.to, text);
      toStderr(`"${workflow.name}" is in ${values.to}.`);
    }
    return 0;
  },
};
