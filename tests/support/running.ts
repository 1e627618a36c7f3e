import { afterAll } from 'vitest';
import { type Runtime, runtime } from '@/app/_server/runtime';
import { changeWorkflow } from '@/database/change-workflow';
import { readExecution } from '@/database/executions';
import { createWorkflow, readDraft } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { RunMode } from '@/engine/run/execution';
import type { Change, NewNode } from '@/engine/workflow/change';
import type { Item } from '@/engine/workflow/schema';
import { freshDatabase } from './database';
import { type HookServer, serveHooks } from './hook-server';
import type { TestUser } from './test-database';

/** What `parley start` puts into the environment, for a database of the test's own. */
export function environmentFor({ serviceUrl, appUrl, port }: { serviceUrl: string; appUrl: string; port: number }) {
  return {
    PARLEY_HOME: '/nonexistent',
    PARLEY_DATABASE_SERVICE_URL: serviceUrl,
    PARLEY_DATABASE_APP_URL: appUrl,
    PARLEY_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    PARLEY_JWT_SECRET: 'only-for-tests-only-for-tests-only',
    PORT: String(port),
  };
}

export interface Running {
  parley: Runtime;
  hooks: HookServer;
  user: TestUser;
  addUser(): Promise<TestUser>;
  /** Nodes in a row, each after the one before, and any further connections. */
  build(nodes: readonly NewNode[], connections?: readonly string[]): Promise<string>;
  run(workflowId: string, items?: readonly Item[], mode?: RunMode): ReturnType<Running['wait']>;
  wait(executionId: string): ReturnType<typeof readExecution>;
}

/** The whole server but for Next.js: database, runtime with workers, webhook routes on a port. Once per test file. */
export async function startRunning(): Promise<Running> {
  const database = await freshDatabase();
  const hooks = await serveHooks();
  Object.assign(process.env, environmentFor({ ...database, port: hooks.port }));
  const parley = runtime();
  await parley.serve();
  afterAll(async () => {
    await hooks.close();
    await parley.close();
  });
  const user = await database.addUser();

  const wait = async (executionId: string) => {
    await parley.waitForExecution(executionId, { timeoutMs: 20_000 });
    return user.asUser(tx => readExecution(tx, { executionId }));
  };
  return {
    ...{ parley, hooks, user, wait, addUser: () => database.addUser() },
    async build(nodes, connections = []) {
      const { id } = await user.asUser(tx => createWorkflow(tx, { name: 'Test' }));
      await edit(user, { workflowId: id, changes: toChanges(nodes, connections) });
      return id;
    },
    async run(workflowId, items = [{}], mode = 'live') {
      const { claims } = user;
      return wait(await parley.startExecution({ claims, workflowId, items, mode, startedBy: 'person' }));
    },
  };
}

export async function edit(
  user: TestUser,
  { workflowId, changes }: { workflowId: string; changes: readonly Change[] },
) {
  const reply = await user.asUser(async tx => {
    const { version } = await readDraft(tx, { workflowId });
    return changeWorkflow(tx, { workflowId, baseVersion: version, changes, author: 'user', nodeTypes });
  });
  if (reply.skipped.length > 0) throw new Error(`skipped: ${JSON.stringify(reply.skipped)}`);
  return reply;
}

/** `check yes> tell` leaves the port `yes`; a node that no arrow names follows the one before it. */
function toChanges(nodes: readonly NewNode[], connections: readonly string[]): Change[] {
  const arrows = connections.map(text => /^(\w+) (\w*)> (\w+)$/.exec(text)!.slice(1) as [string, string, string]);
  const named = new Set(arrows.map(([, , to]) => to));
  const inRow = nodes
    .slice(1)
    .flatMap((node, index): [string, string, string][] =>
      named.has(node.key!) ? [] : [[nodes[index]!.key!, '', node.key!]],
    );
  return [
    ...nodes.map((node): Change => ({ type: 'add-node', node })),
    ...[...inRow, ...arrows].map(
      ([from, port, to]): Change => ({ type: 'connect', from, port: port || undefined, to }),
    ),
  ];
}
