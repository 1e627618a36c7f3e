'use client';
import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx';

export interface MenuEntry {
  label: string;
  icon?: ReactNode;
  danger?: boolean;
  onSelect(): void;
}

export function Menu({ trigger, entries }: { trigger: ReactElement; entries: readonly MenuEntry[] }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="end" className="z-50">
          <Base.Popup className="min-w-40 rounded-md border border-line bg-raised p-1 shadow-float outline-none">
            {entries.map(({ label, icon, danger, onSelect }) => (
              <Base.Item
                key={label}
                onClick={onSelect}
                className={cx(
                  'flex h-8 cursor-pointer items-center gap-2 rounded px-2 outline-none data-highlighted:bg-hover',
                  danger && 'text-state-failed',
                )}
              >
                {icon}
                {label}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
