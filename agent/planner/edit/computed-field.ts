import type { FlatChange } from '@/tools/flat-change';
import { Builder } from '../lower/builder';
import { lowerSteps } from '../lower/lower-steps';
import { pathOf } from '../lower/scope';
import type { Assignment } from '../plan';
import type { Edit, EditContext } from './edit-context';
import { scopeAt } from './scope-at';
import { storesOf, update, valuesOf } from './stores';

/** Sets a field in front of the step that stores or answers; a step that lists its columns gets one more. */
export function setBefore(
  context: EditContext,
  { name, fields }: { name: string; fields: readonly Assignment[] },
): Edit | null {
  const { workflow, reader } = context;
  const [store] = storesOf(context);
  const anchor = store ?? workflow.nodes.find(({ type }) => type === 'core.respond');
  const cut = anchor ? workflow.connections.filter(({ to }) => to === anchor.key) : [];
  if (anchor === undefined || cut.length === 0) return null;
  const builder = new Builder(workflow.nodes.map(({ key }) => key));
  const place = lowerSteps(
    [{ kind: 'set', fields }],
    { builder, answers: true },
    {
      ends: cut.map(({ from, port }) => ({ key: from, port, answered: false })),
      scope: scopeAt(workflow, cut[0]!.from),
    },
  );
  const key = place.ends[0]!.key;
  const column =
    store && valuesOf(store).length > 0
      ? [update(store, { values: [...valuesOf(store), { name, value: `{{ ${pathOf(place.scope, name)} }}` }] })]
      : [];
  return {
    changes: [
      ...cut.map(({ from, port, to }): FlatChange => ({ type: 'disconnect', from, port, to })),
      ...builder.changes,
      { type: 'connect', from: key, port: 'next', to: anchor.key },
      ...column,
    ],
    assumptions: reader.assumptions,
  };
}
