'use client';
import type { ShownApproval } from '../../_server/approvals';
import { ApprovalRequest } from '../../runs/_components/approval-request';

const asked: ShownApproval = {
  ...{ id: '1', executionId: '1', name: 'ask', who: 'link', until: '2030-01-01T08:00:00Z', outcome: null, answer: {} },
  ...{ answeredAs: null, answeredAt: null, mine: true, link: 'https://example.com/approvals/1' },
  asks: {
    title: 'Pay invoice R-2041 of 900 €?',
    text: 'From Donaudampfschifffahrtsgesellschaft, for the business cards of the new colleagues.',
    email: [],
    fields: [
      { name: 'cost_centre', label: 'Cost centre', type: 'choice', required: true, choices: ['Sales', 'Marketing'] },
      { name: 'note', label: 'Note', type: 'text', required: false, choices: [], help: 'Stands in the booking.' },
    ],
  },
};
const plain = { ...asked, asks: { ...asked.asks, fields: [] }, link: null };
const decided = { ...plain, answeredAs: 'ada@example.com', answeredAt: '2026-03-02T08:00:00Z' };

/** What a run asks, in each state that it can be in. */
export function Approvals() {
  const shown: ShownApproval[] = [
    asked,
    { ...plain, id: '2', who: 'owner', mine: false },
    { ...decided, id: '3', outcome: 'approved' },
    { ...decided, id: '4', outcome: 'refused' },
    { ...decided, id: '5', outcome: 'timed_out', answeredAs: null },
  ];
  return (
    <div className="flex flex-col gap-3">
      {shown.map(approval => (
        <ApprovalRequest key={approval.id} approval={approval} busy={false} onDecide={() => undefined} />
      ))}
    </div>
  );
}
