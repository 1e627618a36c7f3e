/** The person's own account, in the settings. */
export const accountTexts = {
  account: {
    title: 'Account',
    address: 'E-mail',
    addressText: 'You sign in with it, and links for a new password go there.',
    ownerText: 'With an address and a password you can also sign in from other computers.',
    pending: (email: string) => `Will be ${email} once you open the link that was sent there.`,
    newAddress: 'New address',
    change: 'Change it',
    setAddress: 'Use this address',
    changeSent: (email: string) => `A link was sent to ${email}. The address changes when you open it.`,
    changePrinted: (email: string) =>
      `The link that confirms ${email} appears where this Parley runs: in its terminal.`,
    password: 'Password',
    passwordText: 'When you change it, everywhere else you are signed out.',
    passwordOwner: 'A password can be set once there is an address to sign in with.',
    current: 'Password now',
    set: 'Keep this password',
    passwordSet: 'Changed. Everywhere else you are signed out.',
    sessions: 'Signed in',
    sessionsText: 'Every browser and program where you are signed in. One that is ended is out at once.',
    sessionsHostedText: 'Every browser and program where you are signed in.',
    here: 'this one',
    unknown: 'Unknown program',
    from: (address: string) => `from ${address}`,
    used: 'last used',
    end: 'Sign out there',
    endHere: 'Sign out',
    endOthers: 'Sign out everywhere else',
    endAll: 'Sign out everywhere',
    ways: 'You can sign in with',
    way: { email: 'a password', github: 'GitHub', google: 'Google', link: 'the link that Parley prints' } as Record<
      string,
      string
    >,
  },
} as const;
