import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '@/agent/messages';
import { runtime } from '@/app/_server/runtime';
import { startFromTemplate } from '@/app/_server/start-from-template';
import { changeWorkflow } from '@/database/change-workflow';
import { readMessages } from '@/database/chats';
import { listTemplates, readTemplate, saveTemplate } from '@/database/templates';
import { readDraft } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { fillSlots, openSlotsOf } from '@/engine/templates/open-slots';
import { readTemplateData } from '@/engine/templates/template';
import type { TemplateAnswer } from '@/tools/template-answer';
import { startRunning } from '../support/running';

const { user } = await startRunning();
const { claims } = user;

const idOf = async (name: string) => {
  const templates = await user.asUser(tx => listTemplates(tx));
  return templates.find(template => template.name === name)!.id;
};

/** One click in the gallery. */
async function use(name: string): Promise<TemplateAnswer> {
  const templateId = await idOf(name);
  const { chatId } = await startFromTemplate({ claims, asPerson: user.asUser, templateId, name });
  const [, answered] = await user.asUser(tx => readMessages<ChatMessage>(tx, { chatId }));
  const [part] = answered!.parts;
  return (part as { output: TemplateAnswer }).output;
}

const insert = (name: string, data: unknown) =>
  sql`insert into public.workflow_templates (name, description, category, template_data)
    values (${name}, 'Description', 'automation', ${JSON.stringify(data)}::jsonb)`.execute(runtime().db.service);

describe('a template', () => {
  it('becomes a workflow that was run once, simulated, without a question', async () => {
    const made = await use('Collect posts of a feed');

    expect(made.run).toMatchObject({ status: 'succeeded', mode: 'verify' });
    expect(made.run!.nodes.at(-1)).toMatchObject({ key: 'keep', simulated: true, itemsOut: 1 });
    expect(made.open.map(({ name }) => name)).toEqual(['feed', 'subject']);
    expect(made.issues.map(({ code }) => code)).toEqual(['slot_open', 'slot_open']);
    const { workflow, version, isActive } = await user.asUser(tx => readDraft(tx, { workflowId: made.workflow.id }));
    expect({ name: workflow.name, version, isActive }).toEqual({
      name: 'Collect posts of a feed',
      version: 1,
      isActive: false,
    });
  });

  it('counts how often it was used', async () => {
    const usage = async () =>
      (await user.asUser(async tx => readTemplate(tx, { templateId: await idOf('Keep a log of events') }))).usageCount;
    const before = await usage();

    await use('Keep a log of events');

    expect(await usage()).toBe(before + 1);
  });

  it('asks no longer for what was filled in, also when the example was kept', async () => {
    const { workflow: made } = await use('Collect posts of a feed');
    const draft = () => user.asUser(tx => readDraft(tx, { workflowId: made.id }));
    const { workflow, version } = await draft();
    const values = openSlotsOf(workflow)
      .filter(({ optional }) => !optional)
      .map(({ nodeId, name }) => ({ nodeId, name, value: name === 'subject' ? 'release' : 'https://example.org/rss' }));

    const changes = fillSlots(workflow, values);
    await user.asUser(tx =>
      changeWorkflow(tx, { workflowId: made.id, baseVersion: version, changes, author: 'user', nodeTypes }),
    );

    const after = (await draft()).workflow;
    expect(openSlotsOf(after).filter(({ optional }) => !optional)).toEqual([]);
    expect(after.nodes.find(({ key }) => key === 'feed')!.params.url).toBe('https://example.org/rss');
  });

  it('is not switched on while an example stands where something of the person belongs', async () => {
    const { workflow } = await use('Collect posts of a feed');

    const { active, problems } = await runtime().activate({ claims, workflowId: workflow.id });

    expect(active).toBe(false);
    expect(problems.join(' ')).toContain('Address of the feed');
  });

  it('that was inserted by SQL appears and works', async () => {
    await insert('By SQL', {
      nodes: [
        { key: 'start', type: 'core.manual' },
        { key: 'sum', type: 'core.set', params: { fields: [{ name: 'sum', value: '{{ 1 + 2 }}' }] } },
      ],
      connections: [{ from: 'start', to: 'sum' }],
    });

    const { run } = await use('By SQL');

    expect(run!.nodes.at(-1)!.output).toEqual([expect.objectContaining({ sum: 3 })]);
  });

  it('without steps makes an empty workflow, and one with other words for the same things works too', async () => {
    await insert('Nothing yet', { nodes: [], connections: [] });
    await insert('Other words', {
      nodes: [
        { id: '1', name: 'Begin', type: 'core.manual' },
        { id: '2', name: 'Set', type: 'core.set', parameters: { fields: [{ name: 'a', value: 1 }] } },
      ],
      connections: [{ source: '1', target: '2' }],
    });

    expect(await use('Nothing yet')).toMatchObject({ run: null, skipped: [] });
    expect((await use('Other words')).run).toMatchObject({ status: 'succeeded' });
  });

  it('that cannot be read is listed, and says what is wrong with it', async () => {
    await insert('Broken', { nodes: [{ type: 7 }] });

    await expect(use('Broken')).rejects.toMatchObject({ code: 'template.unreadable' });
  });

  it('somebody saved is theirs alone', async () => {
    const data = readTemplateData({ nodes: [], connections: [] }, 'Mine');
    const { id } = await user.asUser(tx => saveTemplate(tx, { name: 'Mine', description: '', category: 'Own', data }));

    expect(await user.asUser(tx => readTemplate(tx, { templateId: id }))).toMatchObject({ isOwn: true, name: 'Mine' });
  });
});
