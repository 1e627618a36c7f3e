'use client';
import { useState } from 'react';
import type { Item } from '@/engine/workflow/schema';
import type { ShownApproval } from '../../_server/approvals';
import { Button } from '../../_ui/button';
import { Card } from '../../_ui/card';
import { CopyButton } from '../../_ui/copy-button';
import { texts } from '../../_ui/texts';
import { Time } from '../../_ui/time';
import { AnswerFields } from './answer-fields';

const words = texts.decision;

interface Props {
  approval: ShownApproval;
  busy: boolean;
  onDecide(decision: 'approved' | 'refused', values: Item): void;
}

/** What a run asks: what there is to know, until when, and two buttons; afterwards who decided and when. */
export function ApprovalRequest({ approval, busy, onDecide }: Props) {
  const { asks, who, until, outcome, answeredAs, answeredAt, mine, link } = approval;
  const [values, setValues] = useState<Item>({});
  if (outcome) {
    return (
      <Card
        title={asks.title}
        state={outcome === 'approved' ? 'done' : 'refused'}
        word={words.outcome(outcome, answeredAs)}
      >
        <p className="px-3 pb-3 text-[13px] text-muted">
          <Time at={answeredAt!} />
        </p>
      </Card>
    );
  }
  return (
    <Card
      title={asks.title}
      state="waiting"
      word={mine ? undefined : words.notMine}
      className="border-state-waiting"
      actions={
        mine && (
          <>
            <Button kind="main" disabled={busy} onClick={() => onDecide('approved', values)}>
              {words.approve}
            </Button>
            <Button disabled={busy} onClick={() => onDecide('refused', values)}>
              {words.refuse}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3 px-3 pb-3">
        {asks.text && <p className="max-w-[72ch] whitespace-pre-line break-words">{asks.text}</p>}
        {mine && asks.fields.length > 0 && (
          <AnswerFields
            fields={asks.fields}
            values={values}
            onChange={(name, value) => setValues(known => ({ ...known, [name]: value }))}
          />
        )}
        <p className="flex flex-wrap items-center gap-x-3 text-[13px] text-muted">
          <span>
            {words.until} <Time at={until} />
          </span>
          <span>{words.who[who]}</span>
          {link && <CopyButton text={link} label={words.copyLink} />}
        </p>
      </div>
    </Card>
  );
}
