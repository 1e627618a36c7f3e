import type { Metadata } from 'next';
import Link from 'next/link';
import { readUsage } from '@/database/usage';
import { load } from '../../_server/load';
import { buttonClass } from '../../_ui/button';
import { Empty } from '../../_ui/empty';
import { texts } from '../../_ui/texts';
import { Section } from '../_components/section';
import { BarChart } from './_components/bar-chart';
import { ByWorkflow } from './_components/by-workflow';

export const metadata: Metadata = { title: texts.usage.title };

const days = 30;
const words = texts.usage;

export default async function UsagePage() {
  const usage = await load(tx => readUsage(tx, { days }));
  if (usage.workflows.length === 0) {
    return (
      <Empty title={words.emptyTitle}>
        <p>{words.emptyText}</p>
        <Link href="/" className={buttonClass('main')}>
          {words.emptyAction}
        </Link>
      </Empty>
    );
  }
  const failed = usage.days.reduce((sum, day) => sum + day.failed, 0);
  const barsOf = (field: 'runs' | 'tokens' | 'costUsd' | 'bytes') =>
    usage.days.map(day => ({ day: day.day, value: day[field], ...(field === 'runs' && { failed: day.failed }) }));
  return (
    <>
      <Section title={words.period(days)} text={words.text}>
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <BarChart title={words.runs} note={words.failedOf(failed)} bars={barsOf('runs')} show={words.count} />
          <BarChart title={words.tokens} note={words.tokensNote} bars={barsOf('tokens')} show={words.count} />
          <BarChart title={words.cost} note={words.costNote} bars={barsOf('costUsd')} show={words.money} />
          <BarChart title={words.storage} note={words.storageNote} bars={barsOf('bytes')} show={words.size} />
        </div>
      </Section>
      <Section title={words.byWorkflow}>
        <ByWorkflow rows={usage.workflows} />
      </Section>
    </>
  );
}
