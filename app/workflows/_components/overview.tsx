import { InlineText } from '../../_ui/inline-text';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { SlotsForm } from '../../templates/_components/slots-form';
import { AddressList } from './address-list';
import { ScheduleList } from './schedule-list';
import type { WorkflowView } from './workflow-view';

const tones = { save: 'failed', run: 'waiting', live: 'waiting', none: 'plain' } as const;

/** What is left to do, where it answers, when it runs and what it may do by itself. */
export function Overview({ view }: { view: WorkflowView }) {
  const { issues, addresses, schedules, effects, isActive } = view;
  const stillOn = texts.change.stillOn(view.activeVersion, view.version);
  return (
    <div className="flex min-w-0 flex-col gap-5 p-4">
      <SlotsForm key={view.version} workflowId={view.id} narrow />
      <section className="flex flex-col gap-2">
        <h3 className="font-medium">{texts.workflow.issues}</h3>
        {issues.length === 0 && stillOn.length === 0 && <p className="text-muted">{texts.workflow.noIssues}</p>}
        {issues.map(({ code, nodeKey, param, message, blocks }) => (
          <Notice key={`${code} ${nodeKey} ${param} ${message}`} tone={tones[blocks]}>
            <InlineText text={message} />
          </Notice>
        ))}
        {stillOn.map(sentence => (
          <Notice key={sentence} tone="waiting">
            {sentence}
          </Notice>
        ))}
      </section>
      {addresses.length > 0 && (
        <section className="flex flex-col gap-2">
          <h3 className="font-medium">{isActive ? texts.workflow.addresses : texts.workflow.addressesOff}</h3>
          <AddressList addresses={addresses} />
        </section>
      )}
      {schedules.length > 0 && (
        <section className="flex flex-col gap-2">
          <h3 className="font-medium">{isActive ? texts.workflow.schedules : texts.workflow.schedulesOff}</h3>
          <ScheduleList schedules={schedules} />
        </section>
      )}
      {effects.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="font-medium">{texts.active.effects}</h3>
          <ul className="list-disc pl-5">
            {effects.map(effect => (
              <li key={effect} className="break-words">
                {effect}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
