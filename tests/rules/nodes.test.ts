import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeDefinition } from '@/engine/nodes/define-node';
import { describeNodes } from '@/engine/nodes/describe-nodes';
import { exampleInputs } from '@/engine/nodes/example-input';
import { findNodes } from '@/engine/nodes/find-nodes';
import type { HttpClient } from '@/engine/nodes/http-client';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Item } from '@/engine/workflow/schema';
import { mergeShapes, type Shape, shapeOf } from '@/engine/workflow/shape';
import { callNode, callsOf, loopbackHttp, simulateNode } from '../support/call-node';
import { flow, step } from '../support/flow';
import { serve } from '../support/loopback-server';
import { memoryDocuments } from '../support/memory-documents';
import { sayingModels } from '../support/saying-models';

const effects = ['none', 'read', 'write', 'destructive', 'spend'];
const nodes = Object.entries(nodeTypes);

/** What a server would send so that the example of a reading node comes true, by host. */
const answers: Record<string, [type: string, body: (output: readonly Item[]) => string]> = {
  'core.http-request': ['application/json', output => JSON.stringify({ orders: output })],
  'core.rss-read': ['application/rss+xml', feed],
};

/** What a language model would say so that the example of an AI step comes true. */
const says: Record<string, string | object> = {
  'ai.generate-text': 'Thank you for telling us.',
  'ai.extract-fields': { order_number: 'A-17', amount: 25 },
  'ai.classify': { category: 'Complaint' },
  'ai.summarize': 'Postgres 18 is out and faster.',
};

/** What the example of a step that finds passages is looked for in. */
async function someDocuments() {
  const documents = memoryDocuments();
  const texts = ['thirty days off', 'the office dog is called Bo'];
  const { vectors, model } = await sayingModels('').embed({
    ...{ texts, purpose: 'document', signal: AbortSignal.timeout(1_000) },
  });
  for (const [index, source] of ['Holidays', 'Pets'].entries())
    await documents.replaceSource(
      { name: 'Handbook', model, dimensions: vectors[0]!.length },
      { source, passages: [{ text: texts[index]!, page: null, embedding: vectors[index]! }] },
    );
  return documents;
}

describe.each(nodes)('%s', (type, node) => {
  const { example } = node;

  it('has an example that its own settings accept', () => {
    expect(node.params.safeParse(example.params).error).toBeUndefined();
  });

  it('gives what its example says', async () => {
    if (example.fails !== undefined) {
      const failing = callNode(node, { params: example.params, items: example.input });
      await expect(failing).rejects.toMatchObject({ userMessage: example.fails });
      return;
    }
    // What only happens at a service with a key is shown by its own tests; here, that its trial says the same fields.
    if (node.credential?.(example.params)?.required) {
      const trial = await simulateNode(node, exampleOf(node));
      const fieldsOf = (items: readonly Item[] | undefined) => (items ?? []).map(item => Object.keys(item));
      expect(fieldsOf(trial.next)).toEqual(fieldsOf(example.output.next));
      return;
    }
    const asksHttp = node.effect(example.params as never) === 'read' && !node.usesModel;
    const http = asksHttp ? await answering(type, node) : loopbackHttp;
    const models = node.usesModel ? sayingModels(says[type] ?? '') : undefined;
    const output = await callNode(node, { ...exampleOf(node), http, models, documents: await someDocuments() });
    expect(output).toEqual(example.output);
  });

  it('gives the same again when nothing outside is involved', async () => {
    if (node.effect(example.params) !== 'none' || example.fails !== undefined) return;
    const again = exampleOf(node);
    expect(await callNode(node, again)).toEqual(await callNode(node, again));
  });

  it('can be described to a model as flat JSON Schema', () => {
    const [description] = describeNodes(nodeTypes, [type]);
    const text = JSON.stringify(description!.params);
    expect(text).not.toMatch(/"(\$ref|\$defs|oneOf|anyOf|allOf)"/);
    expect(description!.params.type).toBe('object');
    for (const property of Object.values(description!.params.properties as Record<string, { description?: string }>)) {
      expect(property.description).toMatch(/\w/);
    }
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
  });

  it('says what it does in one sentence or two', () => {
    expect(node.summary).toMatch(/^[A-Z][^!]{10,158}\.$/);
    expect(node.title).toMatch(/^[A-Z].{1,30}$/);
    expect(example.ask).toMatch(/^[^A-Z!].{5,80}[^.!]$/);
  });

  it('has an icon that exists', () => {
    expect(existsSync(`node_modules/lucide-react/dist/esm/icons/${node.icon}.mjs`)).toBe(true);
  });

  it('is found by its title and by each of its other names', () => {
    for (const words of [node.title, ...node.synonyms]) {
      expect(words === node.title || words === words.toLowerCase()).toBe(true);
      expect(
        findNodes(nodeTypes, words).map(found => found.type),
        words,
      ).toContain(type);
    }
  });

  it('declares effect, ports and line for every draft, however incomplete', () => {
    for (const params of drafts(example.params)) {
      expect(effects).toContain(node.effect(params));
      expect(node.ports(params).length).toBeGreaterThan(0);
      expect(node.describe(params)).toMatch(/^\S.{2,}$/);
      expect(() => node.outputShapes(params, { kind: 'unknown' })).not.toThrow();
      expect(() => node.reachesOthers(params)).not.toThrow();
      expect(() => node.honoursIdempotencyKey(params)).not.toThrow();
      expect(() => node.params.safeParse(params)).not.toThrow();
    }
  });

  it('can be read and tried in any draft, whatever stands in it', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom(...strange),
      listOf(fc.constantFrom(...strange)),
    );
    const names = Object.keys(node.params.shape);
    const draft = fc.record(Object.fromEntries(names.map(name => [name, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(draft, drawn => {
        const params = drawn as Record<string, never>;
        expect(node.describe(params)).toMatch(/\S/);
        expect(node.ports(params).length).toBeGreaterThan(0);
        expect(effects).toContain(node.effect(params));
        node.optionalReads?.(params);
        node.outputShapes(params, { kind: 'unknown' });
        const trigger = step('hook', { type: node.kind === 'trigger' ? type : 'core.webhook', params });
        const both = flow('hook > other', trigger, step('other', { type, params }));
        expect(exampleInputs(both, nodeTypes).length).toBeGreaterThan(0);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('gives items only by ports it declares, in the shape it declares', () => {
    const ports = node.ports(example.params);
    const seen = example.arrivesAt ? example.input : example.input.slice(0, 1);
    const input = seen.map(shapeOf).reduce(mergeShapes, { kind: 'null' });
    const shapes = node.outputShapes(example.params, input);
    expect(Object.keys(shapes).sort()).toEqual([...ports].sort());
    for (const [port, items] of Object.entries(example.output)) {
      expect(ports).toContain(port);
      for (const item of items) expect(misfits(item, shapes[port]!)).toEqual([]);
    }
  });

  it('leaves what it was given as it was, and hands on the very same items', async () => {
    if (node.effect(example.params) !== 'none' || example.fails !== undefined) return;
    const items = structuredClone(example.input) as Item[];
    const output = await callNode(node, { ...exampleOf(node), items: items.map(frozen) });
    const handsOn = Object.values(output).flat();
    for (const item of handsOn) {
      const twin = items.find(other => JSON.stringify(other) === JSON.stringify(item));
      if (twin) expect(items).toContain(item);
    }
    expect(items).toEqual(example.input);
  });

  it('can be tried without its effect, in the shape of the real thing', async () => {
    if (['none', 'read'].includes(node.effect(example.params))) return;
    const simulated = await simulateNode(node, { params: example.params, items: example.input });
    const shapes = node.outputShapes(example.params, shapeOf(example.input[0]));
    for (const [port, items] of Object.entries(simulated))
      for (const item of items) expect(misfits(item, shapes[port]!)).toEqual([]);
  });

  it('answers a webhook exactly when it says so', async () => {
    expect(node.answers).toBe(node.toAnswer !== null);
    if (!node.toAnswer) return;
    const [call] = await callsOf(node, { params: example.params, items: example.input });
    const answer = node.toAnswer(call!);
    expect(answer.status).toBeGreaterThanOrEqual(200);
    expect(answer.headers['content-type']).toBeTruthy();
  });
});

const exampleOf = ({ example: { params, input, arrivesAt = [] } }: NodeDefinition) => ({
  ...{ params, items: input, arrivesAt },
});

it('names every trigger by what starts it', () => {
  for (const [type, node] of nodes) expect([type, node.startedBy !== null]).toEqual([type, node.kind === 'trigger']);
});

it('has a simulation for whatever can have an effect', () => {
  const reaching = describeNodes(nodeTypes).filter(
    ({ effectVaries, effect }) => effectVaries || !['none', 'read'].includes(effect),
  );
  for (const { type } of reaching) expect([type, nodeTypes[type]!.simulate !== null]).toEqual([type, true]);
});

/** What people and models leave behind in settings. */
const strange = [
  ...[
    null,
    '',
    0,
    '{{',
    '{{ }}',
    '{{ item.body.a }}',
    '{{ trigger.body.b > 3 }}',
    '{{ nodes.other.item.c.length }}',
    'é',
  ],
  ...[
    {},
    { left: '{{ item.body.x }}', operator: 'greater', right: 3 },
    { left: '{{ item.body.x }}', operator: 'matches' },
  ],
  ...[
    { name: '', value: '{{ item.a }}' },
    { name: 'a.b[0]', value: '{{ item.body }}' },
    { operation: 'sum' },
    { field: 'a..b' },
  ],
  ...[
    { name: 'A', conditions: [{ left: '{{ item.body.y }}', operator: 'contains', right: 'z' }] },
    { name: 3, equals: {} },
  ],
];
const listOf = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 4 });

/** Answers whatever is asked with what the example of the node was made from. */
async function answering(type: string, node: NodeDefinition): Promise<HttpClient> {
  const [contentType, body] = answers[type]!;
  const { url } = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': contentType }).end(body(node.example.output.next!));
  });
  const request: HttpClient['request'] = async asked => {
    const answer = await loopbackHttp.request({ ...asked, url });
    return { ...answer, url: asked.url };
  };
  return { request };
}

function feed(posts: readonly Item[]): string {
  const toPost = (post: Item) =>
    `<item><title>${post.title}</title><link>${post.link}</link><guid>${post.id}</guid><author>${post.author}</author>
     <pubDate>Mon, 02 Mar 2026 07:00:00 GMT</pubDate><description>${post.summary}</description>
     ${(post.categories as string[]).map(name => `<category>${name}</category>`).join('')}</item>`;
  const twice = [...posts, ...posts].map(toPost).join('');
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${twice}</channel></rss>`;
}

/** The example with each setting missing, empty or of a wrong kind: what a card may have to describe. */
function drafts(params: Record<string, unknown>): Record<string, unknown>[] {
  const wrong = [undefined, null, '', 0, [], [null], [{}], {}, 'text', '{{ item.a }}', '{{', true];
  const changed = Object.keys(params).flatMap(name => wrong.map(value => ({ ...params, [name]: value })));
  return [params, {}, ...changed];
}

function frozen(item: Item): Item {
  for (const value of Object.values(item)) if (typeof value === 'object' && value !== null) frozen(value as Item);
  return Object.freeze(item) as Item;
}

/** Paths at which a value is not of the declared shape. */
function misfits(value: unknown, shape: Shape, path = ''): string[] {
  if (shape.kind === 'unknown') return [];
  if (shape.kind === 'object') {
    if (typeof value !== 'object' || value === null) return [path];
    const known = Object.entries(shape.fields).flatMap(([name, field]) =>
      name in value ? misfits((value as Item)[name], field, `${path}.${name}`) : [`${path}.${name} is missing`],
    );
    const extra = shape.open ? [] : Object.keys(value).filter(name => !(name in shape.fields));
    return [...known, ...extra.map(name => `${path}.${name} is not declared`)];
  }
  if (shape.kind === 'list') {
    return Array.isArray(value)
      ? value.flatMap((entry, index) => misfits(entry, shape.of, `${path}[${index}]`))
      : [path];
  }
  return shapeOf(value).kind === shape.kind ? [] : [`${path} is no ${shape.kind}`];
}
