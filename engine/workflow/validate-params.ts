import type { z } from 'zod';
import { quote } from './draft';
import { fieldOf, isObject } from './equal';
import { groupedConditions, groupedSentence } from './grouped-conditions';
import type { Issue } from './issue';
import { makeIssue } from './make-issue';
import { nearestName } from './nearest';
import type { NodeType, NodeTypes } from './node-types';
import { type OpenKind, openCodes, openKindOf } from './open-settings';
import { findNodeType } from './ports';
import type { WorkflowNode } from './schema';
import { saySettingProblem } from './setting-problem';

type ZodIssue = z.core.$ZodIssue;

/** Each setting against the schema of its type. A text with an expression may become anything, so it always fits. */
export function validateParams(node: WorkflowNode, nodeTypes: NodeTypes): Issue[] {
  const nodeType = findNodeType(nodeTypes, node.type);
  if (!nodeType) return [];
  const parsed = nodeType.params.safeParse(node.params);
  const problems = parsed.success ? [] : problemsIn(parsed.error.issues, node.params);
  const unknown = Object.keys(node.params).filter(name => fieldOf(nodeType.params.shape, name) === undefined);
  const grouped = groupedConditions(node.params);
  const isSaid = ({ path }: ZodIssue) => grouped.some(list => `${path.join('.')}.`.startsWith(`${list}.`));
  return [
    ...grouped.map(param => makeIssue('param_invalid', `${quote(node.label)}: ${groupedSentence}`, { node, param })),
    ...problems
      .filter(isFirstOfItsPath)
      .filter(problem => !isSaid(problem))
      .flatMap(problem => toIssues(problem, node, nodeType)),
    ...unknown.map(name => unknownParam(name, node, Object.keys(nodeType.params.shape))),
  ];
}

const isFirstOfItsPath = ({ path }: ZodIssue, index: number, all: readonly ZodIssue[]) =>
  all.findIndex(other => other.path.join('.') === path.join('.')) === index;

/** Without those that only an expression, not yet resolved, gives rise to. */
function problemsIn(issues: readonly ZodIssue[], value: unknown): ZodIssue[] {
  return issues.flatMap(issue => {
    const here = valueAt(value, issue.path);
    if (isExpression(here)) return [];
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const choices = issue.errors.map(errors => problemsIn(errors, here)).toSorted((a, b) => a.length - b.length);
    const [nearest] = choices;
    if (nearest!.length === 0) return [];
    // Of several forms, the one that nearly fits is the one that was meant.
    const clear = choices.length === 1 || nearest!.length < choices[1]!.length;
    return isObject(here) && clear ? nearest!.map(each => ({ ...each, path: [...issue.path, ...each.path] })) : [issue];
  });
}

const isExpression = (value: unknown) => typeof value === 'string' && value.includes('{{');

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (current, name) => (typeof current === 'object' && current !== null ? fieldOf(current, String(name)) : undefined),
    value,
  );

function toIssues(problem: ZodIssue, node: WorkflowNode, nodeType: NodeType): Issue[] {
  if (problem.code === 'unrecognized_keys')
    return problem.keys.map(name => unknownParam([...problem.path, name].join('.'), node, []));
  const value = valueAt(node.params, problem.path);
  const param = problem.path.map(String).join('.');
  const missing = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const open = missing && problem.path.length === 1 ? openKindOf(nodeType, node, param) : null;
  const { sentence, suggestion } = saySettingProblem(problem, { value, param });
  if (open) return [makeIssue(openCodes[open], sayOpen(open, { node, sentence }), { node, param })];
  const message = `${quote(node.label)}: ${sentence}`;
  return [makeIssue(missing ? 'param_missing' : 'param_invalid', message, { node, param, suggestion })];
}

/** What is open, and what to do about it. */
function sayOpen(kind: OpenKind, { node, sentence }: { node: WorkflowNode; sentence: string }): string {
  const { service } = node.params;
  switch (kind) {
    case 'address':
      return typeof service === 'string' && service !== ''
        ? `${quote(node.label)} has no path yet: give the one that the service documents, such as /items. Test runs do without.`
        : `${quote(node.label)} has no address yet: give the web address it is to call. Test runs do without.`;
    case 'condition':
      return `${quote(node.label)} has no condition yet: say what is checked, with a field and a value. Test runs do without.`;
    case 'setting':
      return `${quote(node.label)}: ${sentence} Test runs do without.`;
  }
}

function unknownParam(param: string, node: WorkflowNode, names: readonly string[]): Issue {
  const near = nearestName(
    param,
    names.filter(name => !Object.hasOwn(node.params, name)),
  );
  const message = `${quote(node.label)} has no setting called ${param}, so it does nothing.`;
  const suggestion = near ? { from: param, to: near } : null;
  return makeIssue('param_unknown', near ? `${message} Did you mean ${near}?` : message, { node, param, suggestion });
}
