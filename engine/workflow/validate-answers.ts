import { listed, quote } from './draft';
import { graphOf, reachableFrom, type WorkflowGraph } from './graph';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import { type NodeTypes, waitsForAnswer } from './node-types';
import { errorPort, findNodeType, isTrigger, paramsForReading, portsOf } from './ports';
import type { Workflow, WorkflowNode } from './schema';

/** Whether the caller of a webhook gets the answer that the workflow means to give, whichever way it goes. */
export function validateAnswers(workflow: Workflow, nodeTypes: NodeTypes): Issue[] {
  const graph = graphOf(workflow);
  const active = workflow.nodes.filter(({ options }) => !options.disabled);
  const answers = active.filter(({ type }) => findNodeType(nodeTypes, type)?.answers);
  if (answers.length === 0) return [];
  const waiting = active.filter(node => hasWaiting(node, nodeTypes));
  const triggers = active.filter(({ type }) => isTrigger(type, nodeTypes)).map(({ id }) => id);
  const reached = reachableFrom(graph, triggers);
  const served = reachableFrom(
    graph,
    waiting.map(({ id }) => id),
  );
  return [
    ...answers
      .filter(({ id }) => !served.has(id) && reached.has(id))
      .map(node =>
        makeIssue(
          'answer_without_webhook',
          `The step ${quote(node.label)} answers nobody: no webhook that waits for an answer leads to it.`,
          { node },
        ),
      ),
    ...tooLate(answers, { graph, waiting, served }),
    ...waiting.flatMap(webhook =>
      missingAnswers(webhook, { graph, nodeTypes, answers: new Set(answers.map(({ id }) => id)) }),
    ),
  ];
}

interface Served {
  graph: WorkflowGraph;
  waiting: readonly WorkflowNode[];
  served: ReadonlySet<string>;
}

/** A caller gets one answer: a step that is only ever reached after another answer says nothing to anybody. */
function tooLate(answers: readonly WorkflowNode[], { graph, waiting, served }: Served): Issue[] {
  const answering = new Set(answers.map(({ id }) => id));
  const first = new Set<string>();
  const look = (nodeId: string) => {
    if (first.has(nodeId)) return;
    first.add(nodeId);
    if (!answering.has(nodeId)) for (const { to } of graph.outgoing(nodeId)) look(to);
  };
  for (const { id } of waiting) look(id);
  return answers
    .filter(({ id }) => served.has(id) && !first.has(id))
    .map(node =>
      makeIssue(
        'answer_too_late',
        `${quote(node.label)} is only reached after another answer was given, so nobody gets it. Put a condition before them, or remove one.`,
        { node },
      ),
    );
}

function hasWaiting(node: WorkflowNode, nodeTypes: NodeTypes): boolean {
  const nodeType = findNodeType(nodeTypes, node.type);
  if (!nodeType || !waitsForAnswer(nodeType.startedBy)) return false;
  return paramsForReading(node, nodeType).respond !== 'immediately';
}

interface Context {
  graph: WorkflowGraph;
  nodeTypes: NodeTypes;
  answers: ReadonlySet<string>;
}

type Verdict = 'always' | 'sometimes' | 'never';

/** Arrows of one port all happen, so one that answers is enough; of several ports only one happens for an item. */
function missingAnswers(webhook: WorkflowNode, context: Context): Issue[] {
  const verdicts = new Map<string, Verdict>();
  const issues: Issue[] = [];
  judge(webhook.id);
  return verdicts.get(webhook.id) === 'sometimes' ? issues : [];

  function judge(nodeId: string): Verdict {
    const known = verdicts.get(nodeId);
    if (known) return known;
    verdicts.set(nodeId, 'never'); // a circle answers nothing
    const verdict = context.answers.has(nodeId) ? 'always' : judgePorts(nodeId);
    verdicts.set(nodeId, verdict);
    return verdict;
  }

  function judgePorts(nodeId: string): Verdict {
    const node = context.graph.nodes.get(nodeId);
    if (!node) return 'never';
    const ports = (portsOf(node, context.nodeTypes) ?? ['next']).filter(port => port !== errorPort);
    const byPort = ports.map(port => ({ port, verdict: judgePort(node, port) }));
    const silent = byPort.filter(({ verdict }) => verdict === 'never').map(({ port }) => port);
    if (silent.length === byPort.length) return 'never';
    if (silent.length > 0) issues.push(noAnswer(node, silent));
    return byPort.every(({ verdict }) => verdict === 'always') ? 'always' : 'sometimes';
  }

  function judgePort(node: WorkflowNode, port: string): Verdict {
    const verdicts = context.graph
      .outgoing(node.id)
      .filter(connection => connection.port === port)
      .map(({ to }) => judge(to));
    return verdicts.includes('always') ? 'always' : verdicts.includes('sometimes') ? 'sometimes' : 'never';
  }
}

function noAnswer(node: WorkflowNode, ports: readonly string[]): Issue {
  const message = `When ${quote(node.label)} goes ${listed(ports.map(quote))}, no answer step is reached, so the caller gets the data of the last step. Add an answer there if it should get another.`;
  return makeIssue('answer_never_sent', message, { node });
}
