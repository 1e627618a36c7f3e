'use client';
import { useEffect, useState } from 'react';
import { readRuns } from '../_actions/read-runs';
import type { ListedRun } from './listed-run';
import type { RunQuery } from './run-filter';
import { RunsTable } from './runs-table';

interface Props {
  runs: readonly ListedRun[];
  query: RunQuery;
  limit: number;
}

const everyMs = 2_000;

/** The newest runs as they come and go on, while the page is looked at. Older pages stand still. */
export function LiveRuns({ runs: given, query, limit }: Props) {
  const [runs, setRuns] = useState(given);
  useEffect(() => setRuns(given), [given]);
  useEffect(() => {
    if (query.before) return;
    let current = true;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      if (document.visibilityState === 'visible') {
        const result = await readRuns({ ...query, limit }).catch(() => null);
        if (current && result && 'value' in result) setRuns(result.value);
      }
      if (current) timer = setTimeout(look, everyMs);
    };
    timer = setTimeout(look, everyMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, limit]);
  return <RunsTable runs={runs} withName />;
}
