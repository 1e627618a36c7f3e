'use client';
import { Card } from '../../_ui/card';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { AddressList } from '../../workflows/_components/address-list';
import { ScheduleList } from '../../workflows/_components/schedule-list';
import type { ToolOutput } from './parts';

/** The workflow was switched on or off: where it answers now, when it runs next, what it will do. */
export function ActiveCard({ result }: { result: ToolOutput<'setActive'> }) {
  const { active, effects, addresses, schedules, problems } = result;
  const refused = problems.length > 0 && !active;
  return (
    <Card
      title={active ? texts.active.on : refused ? texts.active.refused : texts.active.off}
      state={active ? 'on' : refused ? 'failed' : 'draft'}
      word={active ? undefined : refused ? texts.active.notOn : texts.active.offWord}
    >
      <div className="flex flex-col gap-3 px-3 pb-3 empty:hidden">
        {problems.map(problem => (
          <Notice key={problem} tone="failed">
            {problem}
          </Notice>
        ))}
        {active && <AddressList addresses={addresses} />}
        {active && <ScheduleList schedules={schedules} />}
        {active && effects.length > 0 && (
          <div>
            <p className="text-[13px] text-muted">{texts.active.effects}</p>
            <ul className="list-disc pl-5">
              {effects.map(effect => (
                <li key={effect}>{effect}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  );
}
