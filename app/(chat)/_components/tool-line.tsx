'use client';
import { Collapsible } from '@base-ui/react/collapsible';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useState } from 'react';
import { Fields } from '../../_ui/fields';
import { JsonView } from '../../_ui/json-view';
import { type State, StateSign } from '../../_ui/state-sign';
import { Switch } from '../../_ui/switch';
import { texts } from '../../_ui/texts';

interface Props {
  title: string;
  state: State;
  input: unknown;
  output: unknown;
}

/** Something the assistant did, in one line; opens to what went in and what came out. */
export function ToolLine({ title, state, input, output }: Props) {
  const [asJson, setAsJson] = useState(false);
  const halves = [
    { label: texts.tool.input, value: input },
    { label: texts.tool.output, value: output },
  ].filter(({ value }) => value !== undefined && JSON.stringify(value) !== '{}');

  return (
    <Collapsible.Root className="min-w-0 text-[13px]">
      <Collapsible.Trigger className="group flex min-h-7 w-full min-w-0 items-center gap-1.5 rounded-md px-1 text-left text-muted hover:bg-hover hover:text-text">
        <ChevronRight
          size={14}
          aria-hidden
          className="shrink-0 transition-transform duration-100 group-data-panel-open:rotate-90"
        />
        <span className="min-w-0 flex-1 truncate" title={title}>
          {title}
        </span>
        {state !== 'done' && <StateSign state={state} />}
      </Collapsible.Trigger>
      <Collapsible.Panel className="mt-1 ml-2 flex flex-col gap-3 border-line border-l py-1 pl-4">
        <Switch checked={asJson} onCheckedChange={setAsJson}>
          JSON
        </Switch>
        {halves.map(({ label, value }) => (
          <div key={label} className="flex min-w-0 flex-col gap-1">
            <span className="text-faint">{label}</span>
            {asJson ? <JsonView value={value} /> : <Fields value={value} />}
          </div>
        ))}
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
