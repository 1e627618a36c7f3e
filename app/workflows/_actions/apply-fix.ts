'use server';
import type { ActionResult } from '../../_ui/use-action';

export async function applyFix(_: { executionId: string }): Promise<ActionResult<{ version: number }>> {
  return { value: { version: 0 } };
}
