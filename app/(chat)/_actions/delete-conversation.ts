'use server';
import type { ActionResult } from '../../_ui/use-action';

export async function deleteConversation(_: { chatId: string }): Promise<ActionResult<null>> {
  return { value: null };
}
