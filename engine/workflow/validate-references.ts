import { checkPathParams } from './check-path-params';
import { checkReference } from './check-reference';
import { quote } from './draft';
import { fieldOf } from './equal';
import { checkExpression } from './expression';
import { anyOutput, flowShapes, type NodeShapes } from './flow-shapes';
import { graphOf, upstreamOf, withBody } from './graph';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import type { NodeTypes } from './node-types';
import { findNodeType, isTrigger, paramsForReading } from './ports';
import { eachText, referencesOf } from './references';
import type { Workflow, WorkflowNode } from './schema';
import type { Shape } from './shape';
import { findUnknownRoots } from './unknown-roots';

/** What the checks of one node's expressions look things up in. */
export interface ReferenceContext {
  node: WorkflowNode;
  workflow: Workflow;
  nodeTypes: NodeTypes;
  shapes: ReadonlyMap<string, NodeShapes>;
  /** Ids of everything that may have run before. */
  upstream: ReadonlySet<string>;
  /** Null on triggers, which nothing leads into. */
  input: Shape | null;
}

/** Every expression of every node: can it be read, and is what it reads there? */
export function validateReferences(workflow: Workflow, nodeTypes: NodeTypes): Issue[] {
  const graph = graphOf(workflow);
  const shapes = flowShapes(workflow, nodeTypes);
  return workflow.nodes
    .filter(({ options }) => !options.disabled)
    .flatMap(node => {
      let upstream: ReadonlySet<string> | null = null; // only for those that name another node: it takes a walk
      const input = isTrigger(node.type, nodeTypes) ? null : shapes.get(node.id)!.input;
      const late = findNodeType(nodeTypes, node.type)?.afterRound ?? [];
      const behind = late.some(name => name in node.params)
        ? afterRounds(node, { late, workflow, shapes, graph })
        : null;
      const issues = behind ? validateNode({ ...behind, workflow, nodeTypes, shapes }) : [];
      return validateNode({
        node: without(withoutPlain(node, nodeTypes), late),
        workflow,
        nodeTypes,
        shapes,
        input,
        get upstream() {
          upstream ??= upstreamOf(graph, node.id);
          return upstream;
        },
      }).concat(issues);
    });
}

interface Loop {
  late: readonly string[];
  workflow: Workflow;
  shapes: ReadonlyMap<string, NodeShapes>;
  graph: ReturnType<typeof graphOf>;
}

/** What a loop looks at after a round: what came back is its item, and what is inside of it has run. */
function afterRounds(node: WorkflowNode, { late, workflow, shapes, graph }: Loop) {
  const early = Object.keys(node.params).filter(name => !late.includes(name));
  const body = withBody(workflow, node.id).map(({ id }) => id);
  return {
    node: without(node, early),
    input: anyOutput(shapes.get(node.id)!),
    upstream: new Set([...upstreamOf(graph, node.id), ...body]),
  };
}

function validateNode(context: ReferenceContext): Issue[] {
  const { node } = context;
  const optional = optionalReads(context);
  return [
    ...syntaxIssues(node),
    ...findUnknownRoots(context),
    ...checkPathParams(context),
    ...referencesOf(node.params)
      .filter(({ param }) => !optional.has(param))
      .flatMap(reference => checkReference(reference, context) ?? []),
  ];
}

const without = (node: WorkflowNode, names: readonly string[]): WorkflowNode =>
  names.length === 0
    ? node
    : { ...node, params: Object.fromEntries(Object.entries(node.params).filter(([name]) => !names.includes(name))) };

/** Without the settings that are taken to the letter: code is full of braces. */
function withoutPlain(node: WorkflowNode, nodeTypes: NodeTypes): WorkflowNode {
  const plain = findNodeType(nodeTypes, node.type)?.plainParams;
  if (!plain) return node;
  return without(node, plain);
}

function optionalReads({ node, nodeTypes }: ReferenceContext): ReadonlySet<string> {
  const nodeType = findNodeType(nodeTypes, node.type);
  try {
    return new Set(nodeType?.optionalReads?.(paramsForReading(node, nodeType)));
  } catch {
    return new Set();
  }
}

function syntaxIssues(node: WorkflowNode): Issue[] {
  const issues: Issue[] = [];
  eachText(node.params, (text, param) => {
    const problem = text.includes('{{') ? checkExpression(text) : null;
    if (!problem) return;
    const reason = fieldOf(problem.details, 'reason');
    const message = `${quote(node.label)}: the expression in ${param} cannot be read${reason ? `: ${reason}` : ''}.`;
    issues.push(makeIssue('expression_invalid', message, { node, param }));
  });
  return issues;
}
