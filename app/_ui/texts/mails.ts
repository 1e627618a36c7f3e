/** Mails about signing in, and what the terminal says where there is no mail server. */
export const mailTexts = {
  mails: {
    confirm: {
      subject: 'Confirm your address for Parley',
      text: 'Somebody made a Parley account with this address. If that was you, open this link and confirm it. It works for 24 hours.',
    },
    invite: {
      subject: 'You are invited to Parley',
      text: 'Open this link to sign in and choose a password. It works for 24 hours.',
    },
    recovery: {
      subject: 'A new password for Parley',
      text: 'Open this link to sign in and choose a new password. It works once, for one hour.',
    },
    emailChange: {
      subject: 'Confirm your new address for Parley',
      text: 'Somebody wants to use this address for their Parley account. If that was you, open this link and confirm it. It works for 24 hours.',
    },
    haveAccount: {
      subject: 'You have a Parley account already',
      text: 'Somebody wanted to use this address for a Parley account, and it has one. If that was you, sign in, or ask for a new password there.',
    },
    moving: (address: string) => ({
      subject: 'Your Parley account gets another address',
      text: `Your account will move to ${address} when that address is confirmed. If you did not ask for this, sign in, choose a new password and sign out everywhere.`,
    }),
    passwordChanged: {
      subject: 'Your Parley password was changed',
      text: 'Everywhere else your account is signed out now. If this was not you, ask for a new password on the sign-in page.',
    },
    shared: (workflow: string) => ({
      subject: `“${workflow}” was shared with you in Parley`,
      text: `The workflow “${workflow}” was shared with you. Sign in with this address to see it.`,
    }),
    joinTeam: (team: string) => ({
      subject: `You are invited to the team “${team}” in Parley`,
      text: `Open this link and sign in with this address to join the team “${team}”. It works once, for 7 days.`,
    }),
    ignore: 'If this was not you, you need do nothing.',
    terminal: (to: string, subject: string) =>
      `No mail server is set (PARLEY_SMTP_URL), so this mail to ${to} appears here only: ${subject}.`,
  },
} as const;
