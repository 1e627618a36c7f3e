import { ownMethods } from './native-methods';
import type { Scope } from './scope';
import type { Root } from './script-references';

/** One evaluation. `gaveUp` is set where the result could differ from the sandbox's: then the sandbox is asked. */
export interface Frame {
  scope: Scope;
  trigger: unknown;
  gaveUp: boolean;
}
export type Compute = (frame: Frame) => unknown;

/** One step of `item.a?.b.trim()`. `required`: a missing field is a failure, which only the sandbox can word. */
export type Step =
  | { kind: 'field'; name: string | number; optional: boolean; required: boolean }
  | { kind: 'call'; name: string; optional: boolean; parts: readonly Compute[] };

export interface Start {
  root: Root;
  /** Of `nodes`. */
  nodeKey: string;
  within: 'item' | 'items' | null;
}

export function giveUp(frame: Frame): undefined {
  frame.gaveUp = true;
  return undefined;
}

/** A path and what is done with its value; a missing link before `?.` ends all of it, as in the language. */
export function chain(start: Compute, steps: readonly Step[]): Compute {
  return frame => {
    let value = start(frame);
    for (const step of steps) {
      if (frame.gaveUp) return undefined;
      if (value === null || value === undefined) return step.optional ? undefined : giveUp(frame);
      value = step.kind === 'field' ? readField(frame, value, step) : callMethod(frame, value, step);
    }
    return value;
  };
}

function readField(frame: Frame, value: unknown, { name, required }: Step & { kind: 'field' }): unknown {
  if (typeof value === 'string') return name === 'length' ? value.length : giveUp(frame);
  if (typeof value !== 'object' || value === null) return giveUp(frame);
  if (!Object.hasOwn(value, name)) {
    const inherited = Array.isArray(value) ? typeof name !== 'number' : name in Object.prototype;
    return required || inherited ? giveUp(frame) : undefined;
  }
  return asJson(frame, (value as Record<string, unknown>)[name], required);
}

/** As the value would arrive through JSON: the sandbox knows no minus zero and nothing that is not finite. */
function asJson(frame: Frame, value: unknown, required: boolean): unknown {
  if (typeof value === 'number') return value === 0 ? 0 : Number.isFinite(value) ? value : giveUp(frame);
  if (value === undefined) return required ? giveUp(frame) : undefined;
  return value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'object'
    ? value
    : giveUp(frame);
}

function callMethod(frame: Frame, value: unknown, { name, parts }: Step & { kind: 'call' }): unknown {
  const result = ownMethods[name]!(
    value,
    parts.map(part => part(frame)),
  );
  return result === undefined ? giveUp(frame) : result;
}

/** Where a chain begins. What is not there is the sandbox's to explain. */
export function startFrom({ root, nodeKey, within }: Start): Compute {
  switch (root) {
    case 'item':
      return ({ scope }) => scope.item;
    case 'trigger':
      return ({ trigger }) => trigger;
    case 'now':
      return ({ scope }) => scope.context.now;
    case 'workflow':
      return ({ scope }) => scope.context.workflow;
    case 'execution':
      return ({ scope }) => scope.context.execution;
    case 'nodes':
      if (within === 'items') return frame => frame.scope.context.itemsOf(nodeKey) ?? giveUp(frame);
      return frame => {
        const { context, itemIndex } = frame.scope;
        if (context.itemsOf(nodeKey) === null) return giveUp(frame);
        const lookup = context.itemOf(nodeKey, itemIndex);
        return lookup.found ? lookup.item : giveUp(frame);
      };
  }
}
