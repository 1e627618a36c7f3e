'use client';
import { Switch as Base } from '@base-ui/react/switch';
import type { ReactNode } from 'react';

interface Props {
  checked: boolean;
  onCheckedChange(checked: boolean): void;
  disabled?: boolean;
  children: ReactNode;
}

export function Switch({ checked, onCheckedChange, disabled, children }: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside renders its own input
    <label className="inline-flex cursor-pointer select-none items-center gap-2 text-muted">
      <Base.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={onCheckedChange}
        className="flex h-[18px] w-8 rounded-full border border-line-strong bg-sunken p-px transition-colors duration-100 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
      >
        <Base.Thumb className="size-3.5 rounded-full bg-muted transition-transform duration-100 data-checked:translate-x-3.5 data-checked:bg-on-accent" />
      </Base.Root>
      {children}
    </label>
  );
}
