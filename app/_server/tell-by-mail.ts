import { deliver, type Mail } from './local-auth/mails';
import { log } from './log';
import { settings } from './settings';

/** By the operator's mail server. False where there is none or it refused: the person is then asked to pass it on. */
export async function tellByMail(mail: Mail): Promise<boolean> {
  const { mail: server } = settings().signIn;
  if (!server) return false;
  try {
    await deliver(server, mail);
    return true;
  } catch (error) {
    log.error({ error, subject: mail.subject }, 'a mail was not taken by the mail server');
    return false;
  }
}
