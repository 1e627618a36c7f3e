import { describe, expect, it } from 'vitest';
import { followWorkflow } from '@/app/_server/workflow-stream';
import type { Card } from '@/app/workflows/_canvas/core/edit-state';
import { Editor } from '@/app/workflows/_canvas/core/editor';
import { catalogue, readCanvas, saveCanvas } from '@/app/workflows/_server/canvas';
import { changeWorkflow } from '@/database/change-workflow';
import { asUser, openDatabase } from '@/database/connection';
import { openExecutionEvents } from '@/database/events';
import { createWorkflow } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Change } from '@/engine/workflow/change';
import type { Workflow } from '@/engine/workflow/schema';
import { freshDatabase } from '@/tests/support/database';
import { type Edit, makeEdit, randomFrom } from '@/tests/support/random-edits';

/** The whole of it is `EDITS=1000`; a part shows the same in every test run. */
const count = Number(process.env.EDITS ?? 150);
const seed = Number(process.env.SEED ?? 7);

const database = await freshDatabase();
const { serviceUrl, appUrl } = database;
const user = await database.addUser();

interface Browser {
  editor: Editor;
  cards: Map<string, Card>;
  close(): Promise<void>;
}

/** A browser with a connection of its own: it sends through the server, and hears of versions as they are saved. */
async function openBrowser(workflowId: string): Promise<Browser> {
  const db = openDatabase({ serviceUrl, appUrl, max: 2 });
  const events = await openExecutionEvents({ serviceUrl });
  const own: Parameters<typeof readCanvas>[0] = work => asUser(db, user.claims, work);
  const editor = new Editor({
    snapshot: await readCanvas(own, workflowId),
    catalogue: catalogue(),
    send: request => saveCanvas(own, { workflowId, ...request }),
    read: () => readCanvas(own, workflowId),
  });
  const cards = new Map<string, Card>();
  editor.subscribe(() => {
    for (const card of editor.view().cards) cards.set(`${card.id} ${JSON.stringify(card.yours)}`, card);
  });
  const over = new AbortController();
  const stream = await followWorkflow({ workflowId, asPerson: own, events, signal: over.signal });
  const listening = hear(stream, version => void editor.notice(version));
  const close = async () => {
    over.abort();
    await listening;
    await events.close();
    await db.close();
  };
  return { editor, cards, close };
}

async function hear(stream: ReadableStream<Uint8Array>, tell: (version: number) => void): Promise<void> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read())
    for (const [, version] of decoder.decode(part.value).matchAll(/^data: (\d+)$/gm)) tell(Number(version));
}

async function newWorkflow(steps: number) {
  const { id: workflowId } = await user.asUser(tx => createWorkflow(tx, { name: 'Two people' }));
  const changes: Change[] = [
    { type: 'add-node', node: { key: 'start', type: 'core.manual' } },
    ...Array.from({ length: steps }, (_, index): Change[] => [
      { type: 'add-node', node: { key: `s${index}`, type: 'core.set', params: { note: `n${index}` } } },
      { type: 'connect', from: index === 0 ? 'start' : `s${index - 1}`, to: `s${index}` },
    ]).flat(),
  ];
  const author = 'assistant' as const;
  const reply = await user.asUser(tx => changeWorkflow(tx, { workflowId, baseVersion: 0, changes, author, nodeTypes }));
  return { workflowId, workflow: reply.workflow };
}

/** Both have answers to everything they sent, and have seen what the other one did. */
async function settle(browsers: readonly Browser[]): Promise<void> {
  const versions = () => browsers.map(({ editor }) => editor.view().saved.version);
  do {
    for (const { editor } of browsers) {
      await editor.flush();
      expect(editor.view().failure).toBeNull();
      await editor.notice(Math.max(...versions()));
    }
  } while (new Set(versions()).size > 1 || browsers.some(({ editor }) => editor.view().waiting.length > 0));
}

interface Saved {
  version: number;
  workflow: Workflow;
  changes: string;
}

const history = async (workflowId: string): Promise<Saved[]> => {
  const rows = await database.db.service
    .selectFrom('workflow_versions')
    .select(['version', 'workflow', 'changes'])
    .where('workflow_id', '=', workflowId)
    .where('version', '>', 0)
    .orderBy('version')
    .execute();
  return rows.map(({ version, workflow, changes }) => ({
    version,
    workflow: workflow as unknown as Workflow,
    changes: JSON.stringify(inKeyOrder(changes)),
  }));
};

/** PostgreSQL gives fields back in an order of its own. */
function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, inKeyOrder(each)]));
}

const valueIn = ({ nodes }: Workflow, { nodeId, field }: Edit) => nodes.find(({ id }) => id === nodeId)?.params[field];

describe('two people on one workflow', () => {
  it(`${count} random edits: each ends in the workflow or on a card with both values`, {
    timeout: 120_000,
  }, async () => {
    const { workflowId, workflow } = await newWorkflow(12);
    const hot = workflow.nodes.slice(3, 6).map(({ id }) => id);
    const browsers = [await openBrowser(workflowId), await openBrowser(workflowId)];
    const random = randomFrom(seed);
    const edits: Edit[] = [];
    while (edits.length < count) {
      const who = Math.floor(random() * 2);
      const { editor } = browsers[who]!;
      const edit = makeEdit({ editor, number: edits.length, editors: who, hot, random });
      if (edit && editor.edit([edit.change])) edits.push(edit);
      if (random() < 0.2) await editor.flush();
      if (random() < 0.05) await settle(browsers);
    }
    await settle(browsers);

    const [one, two] = browsers.map(({ editor }) => editor.view());
    expect(one!.screen).toEqual(two!.screen);
    const saved = await history(workflowId);
    expect(one!.screen).toEqual(saved.at(-1)!.workflow);
    expect(edits.map(edit => fate(edit, { edits, saved, browsers })).filter(each => each.lost)).toEqual([]);

    expect(shareOnSame(edits, ({ nodeId }) => nodeId)).toBeGreaterThanOrEqual(0.5);
    expect(shareOnSame(edits, ({ nodeId, field }) => (field ? `${nodeId} ${field}` : null))).toBeGreaterThanOrEqual(
      0.1,
    );
    const onCards = edits.filter(edit => fate(edit, { edits, saved, browsers }).card);
    expect(onCards.length).toBeGreaterThan(0);
    for (const browser of browsers) await browser.close();
  });
});

interface World {
  edits: readonly Edit[];
  saved: readonly Saved[];
  browsers: readonly Browser[];
}

/** What became of an edit. Lost is what is in no version and on no card, or replaced what its maker had not seen. */
function fate(edit: Edit, world: World) {
  const place = world.saved.findIndex(({ changes }) => changes.includes(needle(edit)));
  const cards = [...world.browsers[edit.editor]!.cards.values()];
  const card = cards.find(each => JSON.stringify(inKeyOrder(each)).includes(needle(edit)) || isOn(edit, each));
  if (place >= 0 && edit.kind === 'field') {
    const before = place === 0 ? undefined : valueIn(world.saved[place - 1]!.workflow, edit);
    const unseen =
      before !== seenBefore(edit, place, world) &&
      world.saved[place - 1]!.workflow.nodes.some(({ id }) => id === edit.nodeId);
    return { edit, card: false, lost: unseen, before };
  }
  if (place >= 0) return { edit, card: false, lost: false };
  if (card) return { edit, card: true, lost: card.hint === null && card.theirs === undefined };
  return { edit, card: false, lost: !alreadySo(edit, world) && !wentOn(edit, world) };
}

/** What stands in the log of a version when the edit got in. */
function needle({ kind, change, token }: Edit): string {
  if (kind === 'move') return JSON.stringify(Object.values((change as { positions: object }).positions)[0]); // x before y
  if (change.type === 'connect') return `"${change.id}"`;
  if (change.type === 'disconnect' || change.type === 'remove-node')
    return JSON.stringify(inKeyOrder(change)).slice(1, -1);
  return `"${token}"`;
}

const isOn = ({ nodeId, kind }: Edit, card: Card) => kind === 'remove' && card.nodeId === nodeId && card.yours === null;

/** Several edits of one field that went off together: the first of them says what was there before. */
function seenBefore(edit: Edit, place: number, world: World): unknown {
  const earlier = world.edits.find(
    other => other.token === edit.seen && other.editor === edit.editor && other.nodeId === edit.nodeId,
  );
  if (earlier && world.saved[place]!.changes.includes(`"${earlier.token}"`)) return seenBefore(earlier, place, world);
  return edit.seen;
}

/** The other one did the same meanwhile: the arrow is there or gone, the step is gone, and nothing is left to say. */
function alreadySo({ change, kind, nodeId }: Edit, { saved }: World): boolean {
  const some = (holds: (workflow: Workflow) => boolean) => saved.some(({ workflow }) => holds(workflow));
  if (change.type === 'connect')
    return some(({ connections }) => connections.some(({ from, to }) => from === change.from && to === change.to));
  if (change.type === 'disconnect')
    return some(({ connections }) => !connections.some(({ from, to }) => from === change.from && to === change.to));
  if (kind === 'remove' || kind === 'move') return some(({ nodes }) => !nodes.some(({ id }) => id === nodeId));
  return false;
}

/** A later edit of the same person's replaced the value before it was answered; that one has a fate of its own. */
function wentOn(edit: Edit, { edits }: World): boolean {
  const later = edits.filter(
    other => other.editor === edit.editor && Number(other.token.slice(1)) > Number(edit.token.slice(1)),
  );
  return later.some(other => other.seen === edit.token || (other.kind === 'remove' && other.nodeId === edit.nodeId));
}

/** The share of edits on a place that both have edited. */
function shareOnSame(edits: readonly Edit[], placeOf: (edit: Edit) => string | null): number {
  const places = Map.groupBy(edits, placeOf);
  const both = [...places].filter(
    ([place, list]) => place !== null && new Set(list.map(({ editor }) => editor)).size === 2,
  );
  return both.reduce((sum, [, list]) => sum + list.length, 0) / edits.length;
}
