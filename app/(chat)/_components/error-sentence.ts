import { texts } from '../../_ui/texts';

/** What broke the answer off: the server's own sentence where it sent one. */
export function errorSentence(error: Error): string {
  try {
    const { message, error: inner } = JSON.parse(error.message) as { message?: string; error?: { message?: string } };
    return inner?.message ?? message ?? texts.chat.failed;
  } catch {
    // A browser says "Failed to fetch" or "network error" when nobody answers.
    if (error instanceof TypeError || /fetch|network/i.test(error.message)) return texts.error.offline;
    return error.message.length > 0 && !error.message.startsWith('<') ? error.message : texts.chat.failed;
  }
}
