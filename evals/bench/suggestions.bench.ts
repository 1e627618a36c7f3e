import { readFileSync, writeFileSync } from 'node:fs';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { type Habits, habitsOf } from '@/engine/suggest/habits';
import { suggestSteps } from '@/engine/suggest/suggest-steps';
import { instantiate } from '@/engine/templates/instantiate';
import { libraryTemplates } from '@/engine/templates/library/all';
import { TemplateData } from '@/engine/templates/template';
import { applyChanges } from '@/engine/workflow/apply-changes';
import { emptyWorkflow, type Workflow } from '@/engine/workflow/schema';
import { converse } from '@/tests/support/plan';
import { OutcomeCase } from '../outcome';
import { type Bench, figure } from './figure';

/** Workflows of ours: what the templates become, and what the built-in planner makes of the cases of a file. */
const fromTemplates = (): Workflow[] =>
  libraryTemplates.map(template => {
    const data = TemplateData.parse(template.data);
    return applyChanges(emptyWorkflow(template.name), instantiate({ ...template, data }).changes, nodeTypes).workflow;
  });

async function fromCases(file: string): Promise<Workflow[]> {
  const lines = readFileSync(`evals/cases/${file}.jsonl`, 'utf8').trim().split('\n');
  const built: Workflow[] = [];
  for (const line of lines) {
    const chat = converse();
    let workflow: Workflow | null = null;
    for (const text of OutcomeCase.parse(JSON.parse(line)).say) ({ workflow } = await chat.say(text));
    if (workflow) built.push(workflow);
  }
  return built;
}

/** Hides one step of a workflow, a different one each, and asks what would fit there. */
function guess(workflow: Workflow, index: number, habits: Habits | undefined) {
  const hideable = workflow.nodes.filter(
    ({ id, type }) => nodeTypes[type]?.kind !== 'trigger' && workflow.connections.some(({ to }) => to === id),
  );
  const hidden = hideable[index % Math.max(1, hideable.length)];
  if (!hidden) return null;
  const into = workflow.connections.find(({ to }) => to === hidden.id)!;
  const next = workflow.connections.find(({ from }) => from === hidden.id);
  const connections = workflow.connections.filter(({ from, to }) => from !== hidden.id && to !== hidden.id);
  const joined = next ? [...connections, { ...into, to: next.to }] : connections;
  const left = { ...workflow, nodes: workflow.nodes.filter(({ id }) => id !== hidden.id), connections: joined };
  const spot = { from: into.from, port: into.port, to: next?.to };
  return { hidden: hidden.type, given: suggestSteps(left, spot, { nodeTypes, habits }).map(({ type }) => type) };
}

/** Alike in every step: two of them would say the same of each other. */
const formOf = ({ nodes, connections }: Workflow) => {
  const types = new Map(nodes.map(({ id, type }) => [id, type]));
  return connections
    .map(({ from, port, to }) => `${types.get(from)} ${port} ${types.get(to)}`)
    .sort()
    .join('\n');
};

function share(workflows: readonly Workflow[], habitsFor: (one: Workflow) => Habits | undefined): number {
  const guesses = workflows.flatMap((one, index) => guess(one, index, habitsFor(one)) ?? []);
  for (const { hidden, given } of guesses)
    if (process.env.SHOW && !given.includes(hidden)) console.error(`${hidden} not in ${given.join(' ')}`);
  return guesses.filter(({ hidden, given }) => given.includes(hidden)).length / guesses.length;
}

/**
 * The right type among three. Each workflow is judged by habits that were learned from workflows of another form, and
 * the held-out cases by the habits that ship, which never saw them. The reference is always naming the three commonest.
 */
export const bench: Bench = async () => {
  const learnable = [...fromTemplates(), ...(await fromCases('tuned')), ...(await fromCases('tuned-late'))].filter(
    ({ nodes }) => nodes.length > 1,
  );
  if (process.env.LEARN) learn(habitsOf(learnable));
  const heldOut = (await fromCases('held-out')).filter(({ nodes }) => nodes.length > 1);
  const others = (one: Workflow) => habitsOf(learnable.filter(other => formOf(other) !== formOf(one)));
  const forms = [...new Map(learnable.map(one => [formOf(one), one])).values()];
  return [
    line(`suggestions: ${forms.length} forms, unseen`, share(forms, others)),
    line(`suggestions: ${learnable.length} workflows, form unseen`, share(learnable, others)),
    line(
      `suggestions: ${heldOut.length} held-out workflows`,
      share(heldOut, () => undefined),
    ),
  ];
};

const learn = (habits: Habits) =>
  writeFileSync(
    'engine/suggest/habit-counts.ts',
    `/** Counted, not written: see habits.ts. */\nexport const habitCounts: { pairs: Record<string, number>; all: Record<string, number> } = ${JSON.stringify(habits, null, 2)};\n`,
  );

const line = (name: string, value: number) => figure(name, { value, unit: 'of 1', reference: 0.6 });
