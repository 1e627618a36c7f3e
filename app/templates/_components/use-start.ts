'use client';
import { useRouter } from 'next/navigation';
import { useAction } from '../../_ui/use-action';
import { startTemplate } from '../_actions/start-template';

/** Makes a workflow from a template and goes to its conversation: `[working, start]`. */
export function useStart(chatId?: string) {
  const router = useRouter();
  const [working, act] = useAction({ refresh: false });
  const start = async (templateId: string) => {
    const made = await act(() => startTemplate({ templateId, chatId }));
    if (made) {
      router.push(`/chat/${made.value.chatId}`);
      router.refresh(); // the list of conversations has one more
    }
    return made !== null;
  };
  return [working, start] as const;
}
