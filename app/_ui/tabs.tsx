'use client';
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface Tab {
  value: string;
  label: string;
  count?: number | string;
  content: ReactNode;
}

interface Props {
  tabs: readonly Tab[];
  value: string;
  onValueChange(value: string): void;
  /** Shown at the right end of the row of tabs. */
  end?: ReactNode;
}

export function Tabs({ tabs, value, onValueChange, end }: Props) {
  return (
    <Base.Root
      value={value}
      onValueChange={next => onValueChange(String(next))}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="flex h-10 shrink-0 items-center border-line border-b px-2 sm:px-3">
        <Base.List className="relative flex h-full min-w-0 flex-1 overflow-x-auto sm:gap-1">
          {tabs.map(tab => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className="h-full shrink-0 border-transparent border-b-2 px-1.5 text-muted sm:px-2 outline-offset-[-2px] hover:text-text data-active:border-text data-active:text-text"
            >
              {tab.label}
              {tab.count !== undefined && <span className="ml-1 font-mono text-faint text-xs">{tab.count}</span>}
            </Base.Tab>
          ))}
        </Base.List>
        {end}
      </div>
      {tabs.map(tab => (
        <Base.Panel key={tab.value} value={tab.value} className="min-h-0 flex-1 overflow-auto outline-none">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
