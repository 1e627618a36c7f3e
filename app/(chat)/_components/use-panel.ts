'use client';
import { useState } from 'react';
import { useFlag } from '../../_shell/use-flag';
import { useWide } from '../../_shell/use-wide';

/** Whether the workflow is shown: remembered where it stands beside the conversation, not where it would cover it. */
export function usePanel(): [boolean, (open: boolean) => void] {
  const wide = useWide();
  const beside = useFlag('parley.panel');
  const over = useState(false);
  return wide ? beside : over;
}
