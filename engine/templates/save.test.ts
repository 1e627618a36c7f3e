import { expect, it } from 'vitest';
import { arrow, step } from '@/tests/support/flow';
import { nodeTypes } from '../nodes/registry.generated';
import { applyChanges } from '../workflow/apply-changes';
import { emptyWorkflow, type NodeOptions, type Workflow } from '../workflow/schema';
import { instantiate } from './instantiate';
import { openSlotsOf } from './open-slots';
import { proposeSlots } from './propose-slots';
import { readTemplateData } from './template';
import { toTemplate } from './to-template';

const credentialId = '0198c0de-0000-7000-8000-000000000001';
const workflow: Workflow = {
  ...emptyWorkflow('Report'),
  nodes: [
    step('start', { type: 'core.schedule', params: { mode: 'cron', cron: '0 8 * * *' } }),
    step('call', {
      type: 'core.http-request',
      params: {
        url: 'https://api.example.com/orders',
        headers: [
          { name: 'X-Api-Key', value: 'a1b2c3d4e5f6' },
          { name: 'Accept', value: 'application/json' },
          { name: 'Authorization', value: '{{ item.token }}' },
        ],
        query: [{ name: 'to', value: 'ada@example.com' }],
        body: { note: 'Bearer abcdefghijkl' },
      },
      options: { credentialId, pinned: [{ secret: 'of a customer' }] } as NodeOptions,
    }),
    step('keep', { type: 'core.data-table', params: { operation: 'insert', table: 'orders', values: [] } }),
  ],
  connections: [arrow('start', 'next', 'call'), arrow('call', 'next', 'keep')],
};
const slots = proposeSlots(workflow, nodeTypes);
const data = toTemplate(workflow, slots);

it('proposes keys, addresses, recipients, tables, times and secrets, and nothing else', () => {
  expect(slots.map(({ node, kind, path, secret }) => `${node} ${kind} ${path}${secret ? ' secret' : ''}`)).toEqual([
    'start schedule cron',
    'call credential options.credentialId',
    'call resource url',
    'call text headers.0.value secret',
    'call text query.0.value',
    'call text body.note secret',
    'keep resource table',
  ]);
});

it('holds no secret, no key and no pinned data', () => {
  const text = JSON.stringify(data);

  for (const secret of ['a1b2c3d4e5f6', 'abcdefghijkl', credentialId, 'of a customer'])
    expect(text).not.toContain(secret);
});

it('becomes the same workflow again, with what was left out still open', () => {
  const template = {
    name: 'Report',
    description: '',
    data: readTemplateData(JSON.parse(JSON.stringify(data)), 'Report'),
  };
  const again = applyChanges(emptyWorkflow('New'), instantiate(template).changes, nodeTypes);

  expect(again.skipped).toEqual([]);
  expect(again.workflow.nodes.map(({ key, label }) => [key, label])).toEqual(
    workflow.nodes.map(({ key, label }) => [key, label]),
  );
  expect(again.workflow.connections).toHaveLength(2);
  const open = openSlotsOf(again.workflow).filter(({ optional }) => !optional);
  expect(open.map(({ path }) => path)).toEqual([
    'options.credentialId',
    'url',
    'headers.0.value',
    'query.0.value',
    'body.note',
  ]);
});

it('binds the key a person has', () => {
  const known = [{ id: credentialId, integration: 'http-bearer' }];
  const template = { name: 'Report', description: '', data };
  const { open } = instantiate(template, { credentials: known, integrationsOf: () => ['http-bearer'] });

  expect(open.some(({ kind }) => kind === 'credential')).toBe(false);
});
