'use client';
import { TextField } from './field';

interface Props {
  label: string;
  /** A day as `2026-11-23`; empty: no end. */
  value: string;
  disabled?: boolean;
  onChange(day: string): void;
  className?: string;
}

/** A day until whose end something holds. The browser's own field: every phone has a calendar for it. */
export function UntilField({ label, value, disabled, onChange, className }: Props) {
  return (
    <TextField
      type="date"
      aria-label={label}
      title={label}
      value={value}
      disabled={disabled}
      onChange={event => onChange(event.target.value)}
      className={className}
    />
  );
}
