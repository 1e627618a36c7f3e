import type { ReactNode } from 'react';
import { Notice } from '../../_ui/notice';

interface Props {
  title: string;
  effects: readonly string[];
  /** What can be done about them. */
  children?: ReactNode;
}

/** Exactly what a run would do outside, before it does. */
export function Effects({ title, effects, children }: Props) {
  return (
    <Notice tone="waiting">
      <p>{title}</p>
      <ul className="mt-1 list-disc pl-5 font-mono text-[13px]">
        {effects.map(effect => (
          <li key={effect} className="break-words">
            {effect}
          </li>
        ))}
      </ul>
      {children}
    </Notice>
  );
}
