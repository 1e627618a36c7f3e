'use server';
import type { ActionResult } from '../../_ui/use-action';

export async function renameConversation(_: { chatId: string; title: string }): Promise<ActionResult<null>> {
  return { value: null };
}
