import { describe, expect, it } from 'vitest';
import { changeWorkflow } from '@/database/change-workflow';
import { openChat, saveMessages } from '@/database/chats';
import { search } from '@/database/search';
import { createTable } from '@/database/tables';
import { createWorkflow } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { freshDatabase } from '@/tests/support/database';

const database = await freshDatabase();
const ann = await database.addUser();
const bob = await database.addUser();

const workflowId = await ann.asUser(async tx => {
  const { id } = await createWorkflow(tx, { name: 'Marmalade orders' });
  await changeWorkflow(tx, {
    ...{ workflowId: id, baseVersion: 0, author: 'user', nodeTypes },
    changes: [
      { type: 'add-node', node: { key: 'start', type: 'core.manual', label: 'Begin' } },
      {
        type: 'add-node',
        node: { key: 'keep', type: 'core.data-table', label: 'Keep', params: { table: 'quince jars' } },
      },
    ],
  });
  const chat = await openChat(tx, { chatId: crypto.randomUUID(), title: 'About breakfast' });
  const parts = [{ type: 'text' as const, text: 'Tell me when the damson runs out' }];
  await saveMessages(tx, { chatId: chat.id, messages: [{ id: '1', role: 'user', parts }] });
  await createTable(tx, { name: 'medlar stock', columns: ['jars'] });
  return id;
});

const found = (query: string, person = ann) => person.asUser(tx => search(tx, { query }));

describe('search', () => {
  it.each([
    ['a workflow by its name', 'marmal', 'workflow', 'Marmalade orders'],
    ['a step by its settings', 'quince', 'step', 'Keep'],
    ['a conversation by what was said in it', 'damson', 'conversation', 'About breakfast'],
    ['a table', 'medlar', 'table', 'medlar stock'],
    ['a template', 'contacts doubles', 'template', 'Free contacts of doubles'],
  ])('finds %s', async (_what, query, kind, title) => {
    expect(await found(query)).toContainEqual(expect.objectContaining({ kind, title }));
  });

  it('leads from a step to its workflow', async () => {
    const [step] = await found('quince');

    expect(step).toMatchObject({ workflowId, detail: 'Marmalade orders' });
  });

  it('shows nobody what is not theirs', async () => {
    for (const query of ['marmalade', 'quince', 'damson', 'medlar']) expect(await found(query, bob)).toEqual([]);
  });

  it.each(["'", "') or 1=1 --", '&|!()', ':*', '\\', '   ', 'a & b'])('takes any text as words: %j', async query => {
    await expect(found(query)).resolves.toBeInstanceOf(Array);
  });
});
