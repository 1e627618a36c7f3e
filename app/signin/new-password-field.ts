import { texts } from '../_ui/texts';
import { shortestPassword } from './shortest-password';

/** Where somebody chooses a password for an account that there is already. */
export const newPasswordField = {
  name: 'password',
  label: texts.signin.newPassword,
  type: 'password',
  autoComplete: 'new-password',
  hint: texts.signin.passwordHint(shortestPassword),
  minLength: shortestPassword,
} as const;
