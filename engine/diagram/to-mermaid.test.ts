// @vitest-environment jsdom
import fc from 'fast-check';
import mermaid from 'mermaid';
import { beforeAll, describe, expect, it } from 'vitest';
import { anyChanges, anyWorkflow } from '@/tests/support/arbitrary-changes';
import { flow, step } from '@/tests/support/flow';
import { testTypes } from '@/tests/support/node-types';
import { applyChanges } from '../workflow/apply-changes';
import { diffWorkflows } from '../workflow/diff';
import type { Workflow } from '../workflow/schema';
import { kindColours } from './diagram-styles';
import { toMermaid } from './to-mermaid';

const nasty = [
  'end',
  'click n_start href "javascript:alert(1)"',
  '"]; click x call alert()',
  '`**bold**`',
  '- list',
  '1. first',
  '# heading',
  'style a fill:#f00;',
  'classDef x fill:#f00;',
  '%%{init: {"theme":"dark"}}%%',
  '%% comment',
  '---\ntitle: x\n---',
  'subgraph',
  'a\nb\r\nc',
  '<script>alert(1)</script>',
  '&lt;b&gt; #35; #quot;',
  'שלום עולם',
  '\u202Eevil',
  '👩‍👩‍👧‍👦 family',
  '\uD800',
  '😀'.repeat(200),
  '-->',
  '|"yes"|',
  ':::fail',
  '@{ shape: rect }',
  '$$x^2$$',
  'fa:fa-bell',
  '\u0000\u0007',
  '   ',
];
const anyLabel = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ minLength: 1, maxLength: 100, unit: 'binary' }),
  fc.array(fc.constantFrom(...nasty, ...'"`#;:&<>[](){}|-=~%@\\*_'), { maxLength: 8 }).map(parts => parts.join('')),
);
const statuses = ['running', 'waiting', 'succeeded', 'failed', 'skipped', 'result_unknown', 'cancelled'] as const;
const shuffled = (workflow: Workflow): Workflow => ({
  ...workflow,
  nodes: workflow.nodes.toReversed(),
  connections: workflow.connections.toReversed(),
});

beforeAll(() => mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' }));

describe('toMermaid', () => {
  it('reads like this', () => {
    const workflow = flow('hook > check', 'check yes> store', 'check no> answer', 'store > answer_big');

    expect(toMermaid(workflow, { nodeTypes: testTypes })).toMatchInlineSnapshot(`
      "flowchart TB
        n_hook(["Hook"])
        n_check{{"Check"}}
        n_store["Store"]
        n_answer["Answer"]
        n_answer_big["Answer big"]
        n_check -->|"yes"| n_store
        n_check -->|"no"| n_answer
        n_hook --> n_check
        n_store --> n_answer_big
        classDef trigger fill:#0d948822,stroke:#0d9488,stroke-width:1.5px
        class n_hook trigger
        classDef logic fill:#8b5cf622,stroke:#8b5cf6,stroke-width:1.5px
        class n_check logic
        classDef data fill:#3b82f622,stroke:#3b82f6,stroke-width:1.5px
        class n_store data
        classDef action fill:#c2691c22,stroke:#c2691c,stroke-width:1.5px
        class n_answer,n_answer_big action"
    `);
  });

  it('draws a loop with a frame around what it repeats', () => {
    const types = { ...testTypes, 'test.loop': { ...testTypes['test.note']!, isContainer: true } };
    const drawn = flow('start > each', 'each > after', 'first > last', step('each', { type: 'test.loop' }));
    const owner = drawn.nodes.find(({ key }) => key === 'each')!.id;
    const nodes = drawn.nodes.map(node => (['first', 'last'].includes(node.key) ? { ...node, parentId: owner } : node));
    const run = { nodes: { 'each[0]/first': { status: 'succeeded' }, 'each[1]/first': { status: 'failed' } } } as const;
    const [text] = toMermaid({ ...drawn, nodes }, { nodeTypes: types, run }).split('\n  classDef');

    expect(text).toMatchInlineSnapshot(`
      "flowchart TB
        n_start(["Start"])
        n_each["Each"]
        subgraph n_each_body["#8635; Each"]
          n_first["#10005; First"]
          n_last["Last"]
        end
        n_after["After"]
        n_each --> n_after
        n_first --> n_last
        n_start --> n_each
        n_each -.->|"each round"| n_first
        n_last -.->|"back"| n_each"
    `);
  });

  it('marks what was added, changed and removed, and how a run stands', () => {
    const before = flow('start > note', 'note > old');
    const { workflow: after } = applyChanges(
      before,
      [
        { type: 'remove-node', node: 'old' },
        { type: 'update-node', node: 'note', params: { limit: 5 } },
        { type: 'add-node', node: { type: 'test.note', key: 'fresh' } },
        { type: 'connect', from: 'note', to: 'fresh' },
      ],
      testTypes,
    );

    expect(toMermaid(after, { diff: diffWorkflows(before, after), nodeTypes: testTypes })).toMatchInlineSnapshot(`
      "flowchart TB
        n_start(["Start"])
        n_note["#177; Note"]
        n_fresh["#43; Fresh"]
        gone_1["#8722; Old"]
        n_note ==> n_fresh
        n_start --> n_note
        n_note -.-> gone_1
        classDef trigger fill:#0d948822,stroke:#0d9488,stroke-width:1.5px
        class n_start trigger
        classDef data fill:#3b82f622,stroke:#3b82f6,stroke-width:1.5px
        class n_note,n_fresh,gone_1 data
        classDef diff_changed stroke:#b7791f,stroke-width:3px,stroke-dasharray:10 3
        class n_note diff_changed
        classDef diff_added stroke:#15914a,stroke-width:3px
        class n_fresh diff_added
        classDef diff_removed stroke:#dc4343,stroke-width:2px,stroke-dasharray:4 4,opacity:0.6
        class gone_1 diff_removed
        linkStyle 0 stroke:#15914a
        linkStyle 2 stroke:#dc4343"
    `);
    expect(
      toMermaid(before, {
        run: { nodes: { start: { status: 'succeeded' }, note: { status: 'failed' }, old: { status: 'skipped' } } },
      }),
    ).toMatchInlineSnapshot(`
      "flowchart TB
        n_start["#10003; Start"]
        n_note["#10005; Note"]
        n_old["#8211; Old"]
        n_note --> n_old
        n_start --> n_note
        classDef action fill:#c2691c22,stroke:#c2691c,stroke-width:1.5px
        class n_start,n_note,n_old action
        classDef run_succeeded stroke:#15914a,stroke-width:2.5px
        class n_start run_succeeded
        classDef run_failed stroke:#dc4343,stroke-width:4px
        class n_note run_failed
        classDef run_skipped stroke:#7f8894,stroke-width:1px,stroke-dasharray:3 3,opacity:0.55
        class n_old run_skipped"
    `);
  });

  it.each(nasty)('parses with the label %j', async label => {
    const text = toMermaid(
      flow('start > check', 'check yes> note', step('note', { label }), step('start', { label })),
      { nodeTypes: testTypes },
    );

    await expect(mermaid.parse(text)).resolves.toMatchObject({ diagramType: 'flowchart-v2' });
  });

  it('parses whatever the labels and ports hold, with as many nodes and arrows as the workflow', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyWorkflow,
        anyChanges,
        fc.array(anyLabel, { minLength: 60, maxLength: 60 }),
        fc.constantFrom(...statuses),
        async (before, changes, labels, status) => {
          const labelled = (workflow: Workflow): Workflow => ({
            ...workflow,
            nodes: workflow.nodes.map((node, index) => ({ ...node, label: labels[index % labels.length]! })),
            connections: workflow.connections.map((each, index) =>
              index % 3 ? each : { ...each, port: labels[index % 60]! },
            ),
          });
          const after = labelled(applyChanges(before, changes, testTypes).workflow);
          const run = { nodes: Object.fromEntries(after.nodes.map(({ key }) => [key, { status }])) };
          const texts = [
            toMermaid(after, { nodeTypes: testTypes, run }),
            toMermaid(after, { diff: diffWorkflows(labelled(before), after), direction: 'LR' }),
          ];

          for (const text of texts) expect(await mermaid.parse(text)).toBeTruthy();
          const { db } = await mermaid.mermaidAPI.getDiagramFromText(texts[0]!);
          const drawn = db as unknown as {
            getVertices(): Map<string, unknown>;
            getEdges(): unknown[];
            getTooltip?: unknown;
          };
          expect([...drawn.getVertices().keys()].sort()).toEqual(after.nodes.map(({ key }) => `n_${key}`).sort());
          expect(drawn.getEdges()).toHaveLength(after.connections.length);
          for (const text of texts) expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\p{Cs}]/u);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same text for the same workflow, in whatever order its rows come', () => {
    fc.assert(
      fc.property(anyWorkflow, anyChanges, (before, changes) => {
        const { workflow } = applyChanges(before, changes, testTypes);
        const diff = diffWorkflows(before, workflow);

        expect(toMermaid(shuffled(workflow), { nodeTypes: testTypes })).toBe(
          toMermaid(workflow, { nodeTypes: testTypes }),
        );
        expect(toMermaid(structuredClone(workflow), { diff })).toBe(toMermaid(workflow, { diff }));
      }),
    );
  });

  it('uses colours that stand out from a white and from a near-black page', () => {
    for (const colour of Object.values(kindColours)) {
      expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(3);
      expect(contrast(colour, '#0b0d10')).toBeGreaterThanOrEqual(3);
    }
  });
});

function contrast(left: string, right: string): number {
  const luminance = (colour: string) => {
    const [red, green, blue] = [1, 3, 5].map(at => {
      const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [high, low] = [luminance(left), luminance(right)].sort((a, b) => b - a);
  return (high! + 0.05) / (low! + 0.05);
}
