import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import type { EditContext } from './edit-context';

/** The steps that put rows into tables. */
export const storesOf = ({ workflow }: EditContext) =>
  workflow.nodes.filter(
    ({ type, params }) => type === 'core.data-table' && /^(?:insert|upsert)$/.test(String(params.operation)),
  );
export type Column = { name: string; value: unknown };
export const valuesOf = ({ params }: NodeFact) => (params.values as Column[] | undefined) ?? [];
export const update = (node: NodeFact, params: Record<string, unknown>): FlatChange => ({
  type: 'update-node',
  node: node.key,
  params,
});
