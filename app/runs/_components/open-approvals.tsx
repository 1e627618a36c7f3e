'use client';
import { useCallback, useEffect, useState } from 'react';
import type { RunState } from '@/engine/run/run-state';
import type { ShownApproval } from '../../_server/approvals';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { useAction } from '../../_ui/use-action';
import { decideApproval } from '../_actions/decide-approval';
import { readApprovals } from '../_actions/read-approvals';
import { ApprovalRequest } from './approval-request';

/** Everything a run asks somebody, as it stands now: read anew whenever a step begins or ends to wait. */
export function OpenApprovals({ executionId, run }: { executionId: string; run: RunState }) {
  const [approvals, setApprovals] = useState<readonly ShownApproval[]>([]);
  const [working, act] = useAction({ refresh: false });
  const asking = Object.values(run.nodes)
    .filter(({ type }) => type === 'core.approval')
    .map(({ nodeKey, status }) => `${nodeKey} ${status}`)
    .join(', ');
  const look = useCallback(async () => {
    const read = await readApprovals({ executionId }).catch(() => null);
    if (read && 'value' in read) setApprovals(read.value);
  }, [executionId]);
  useEffect(() => {
    if (asking) void look();
  }, [asking, look]);

  if (approvals.length === 0) return null;
  return (
    <div className="flex flex-col gap-3">
      {approvals.map(approval => (
        <ApprovalRequest
          key={approval.id}
          approval={approval}
          busy={working}
          onDecide={async (decision, values) => {
            const done = await act(() => decideApproval({ id: approval.id, decision, values }));
            if (done) notify(texts.decision.taken[decision]);
            await look(); // somebody else may have been faster
          }}
        />
      ))}
    </div>
  );
}
