import type { FlatChange } from '@/tools/flat-change';
import type { EditRule } from './edit-context';
import { isEdit, pick, relocate } from './steps';
import { storesOf, valuesOf } from './stores';

/** "put it at the end", "move the filter to the beginning". */
export const moveToEnd: EditRule = context => {
  const match =
    /^(?:please )?(?:move|put|place|shift) (.+?)(?: step)? (?:to|at|as) the (very )?(end|beginning|start|top|front|last (?:step|place)|first (?:step|place))(?: of (?:it|the workflow))?$/i.exec(
      context.text,
    );
  if (match === null) return null;
  const moved = pick(match[1]!, context);
  if (moved === null || isEdit(moved)) return moved;
  const { nodes, connections } = context.workflow;
  const last = /end|last/i.test(match[3]!);
  const trigger = nodes.find(({ type }) => context.setting.nodeTypes[type]?.kind === 'trigger');
  const ends = nodes.filter(({ key }) => connections.every(({ from }) => from !== key));
  const anchor = last ? ends[0] : trigger;
  if (last && ends.length === 1 && ends[0]!.key === moved.key)
    return { changes: [], remark: `"${moved.label}" is the last step already. Nothing was changed.` };
  if (anchor === undefined || anchor.key === moved.key || moved === trigger || (last && ends.length > 1)) return null;
  return { changes: relocate(context.workflow, { moved: moved.key, anchor: anchor.key, before: false }) };
};

/** "duplicate the store step": the same step once more, right behind it. */
export const duplicateStep: EditRule = context => {
  const match = /^(?:please )?(?:duplicate|copy|repeat|clone) (?:the |that )?(.+?)(?: (?:step|node))?$/i.exec(
    context.text,
  );
  if (match === null || /\b(?:branch|workflow|to|into)\b/i.test(match[1]!)) return null;
  const node = pick(match[1]!, context);
  if (node === null || isEdit(node)) return node;
  if (context.setting.nodeTypes[node.type]?.kind === 'trigger')
    return { changes: [], remark: 'One step starts a workflow, so the trigger is not doubled. Nothing was changed.' };
  const out = context.workflow.connections.filter(({ from, port }) => from === node.key && port === 'next');
  const key = `${node.key}_copy`;
  const changes: FlatChange[] = [
    {
      type: 'add-node',
      nodeType: node.type,
      key,
      label: `${node.label} (copy)`.slice(0, 78),
      params: node.params,
      after: node.key,
    },
    ...out.flatMap((arrow): FlatChange[] => [
      { type: 'disconnect', ...arrow },
      { type: 'connect', from: key, port: 'next', to: arrow.to },
    ]),
  ];
  return { changes };
};

/** What is said of the request, or of a table that holds everything, changes no step. */
export const nothingToAdd: EditRule = context => {
  const given =
    /^(?:please |also )*add (?:the |an? )?(?:field |value )?([\p{L}_]\w*) to the (?:webhook|request|trigger|body|post|payload|input)$/iu.exec(
      context.text,
    );
  if (given)
    return {
      changes: [],
      remark: `A webhook takes whatever is posted, so *${given[1]}* needs no step of its own. Use it, for example *also store the ${given[1]}*. Nothing was changed.`,
    };
  const stored = /^(?:please )?also (?:store|save|keep|add|write) (?:the )?([\p{L}_]\w*)(?: too| as well)?$/iu.exec(
    context.text,
  );
  const stores = storesOf(context);
  return stored && stores.length > 0 && stores.every(node => valuesOf(node).length === 0)
    ? {
        changes: [],
        remark: `Everything that arrives is stored already, *${stored[1]}* with it when it is there. Nothing was changed.`,
      }
    : null;
};
