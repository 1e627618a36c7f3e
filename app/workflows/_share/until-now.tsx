'use client';
import { useState } from 'react';
import { dayOf, endOfDay, isWholeDay } from '../../_ui/days';
import { UntilField } from '../../_ui/until-field';

interface Props {
  label: string;
  /** ISO time; null: no end. */
  moment: string | null;
  onChange(moment: string | null): void;
}

/** A day that counts as soon as it is whole: on the way to 2026 a browser tells of the years 2, 20 and 202. */
export function UntilNow({ label, moment, onChange }: Props) {
  const [day, setDay] = useState(() => dayOf(moment));
  const change = (next: string) => {
    setDay(next);
    if (isWholeDay(next)) onChange(endOfDay(next));
  };
  return <UntilField label={label} value={day} onChange={change} className="w-36!" />;
}
