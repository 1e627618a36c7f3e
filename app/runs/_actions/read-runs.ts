'use server';
import { listRuns } from '@/database/run-list';
import { act } from '../../_server/act';
import { RunQuery, toFilter } from '../_components/run-filter';

/** The newest runs under a filter, for a list that keeps up. */
export async function readRuns(input: RunQuery & { limit: number }) {
  return act(({ asUser }) => {
    const limit = Math.min(100, Math.max(1, Math.floor(Number(input.limit) || 50)));
    return asUser(tx => listRuns(tx, { ...toFilter(RunQuery.parse(input)), limit }));
  });
}
