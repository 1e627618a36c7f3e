/** Signing in, making an account, and choosing another password. */
export const signInTexts = {
  signin: {
    page: 'Sign in',
    title: 'You are not signed in here',
    used: 'This link was already used',
    text: 'Run this in the folder of the project and open the address it prints:',
    usedText:
      'A sign-in link works once, for 15 minutes. Run this in the folder of the project and open the address it prints:',
    hosted: 'Sign in to Parley',
    toJoin: {
      title: 'You are invited to a team',
      text: 'Sign in to join it. If you are new here, make an account with the address that the invitation is for.',
    },
    toSee: {
      title: 'Somebody shared a workflow with you',
      text: 'Sign in to open it. If you are new here, make an account first.',
    },
    orAccount: 'or with an account',
    or: 'or',
    with: (provider: string) => `Go on with ${provider}`,
    providers: { github: 'GitHub', google: 'Google' } as Record<string, string>,
    email: 'E-mail',
    password: 'Password',
    newPassword: 'New password',
    passwordHint: (least: number) => `at least ${least} characters`,
    name: 'Name',
    submit: 'Sign in',
    forgot: 'Forgot the password?',
    make: 'Make an account',
    back: 'Back to signing in',
    another: 'Ask for another link',

    newPage: 'New account',
    newTitle: 'Make an account',
    newSubmit: 'Make the account',
    closed: 'Nobody can make an account here',
    closedText: 'Whoever runs this Parley has closed it to new people. Ask them to let you in.',
    sent: (email: string) => `A link was sent to ${email}. Open it to confirm the address; then you are signed in.`,
    printed: (email: string) =>
      `This Parley sends no mail, so the link that confirms ${email} appears where it runs: in its terminal.`,

    forgotPage: 'Forgotten password',
    forgotTitle: 'Get a link for a new password',
    forgotText: 'If there is an account with this address, a link is sent there.',
    forgotSubmit: 'Send the link',
    recoverySent: (email: string) => `If ${email} has an account here, a link is on its way.`,
    recoveryPrinted: (email: string) =>
      `If ${email} has an account here, a link for a new password appears where this Parley runs: in its terminal.`,

    choosePage: 'New password',
    chooseTitle: 'Choose a new password',
    chooseText: 'Everywhere else your account is signed out then.',
    chooseSubmit: 'Keep this password',

    confirm: {
      signup: { title: 'Confirm your address', text: 'One press, and the account is yours.', submit: 'Confirm' },
      email: { title: 'Confirm your address', text: 'One press, and the account is yours.', submit: 'Confirm' },
      recovery: { title: 'Choose a new password', text: 'This signs you in first.', submit: 'Go on' },
      invite: { title: 'You were invited', text: 'This signs you in; then choose a password.', submit: 'Go on' },
      email_change: {
        title: 'Confirm your new address',
        text: 'From then on you sign in with it.',
        submit: 'Confirm',
      },
      magiclink: { title: 'Sign in', text: 'This link signs you in.', submit: 'Sign in' },
    },
    badLink: 'This link is not complete',
    badLinkText: 'Copy the whole address from the mail, or ask for another one.',

    problems: {
      invalid_credentials: 'That address and that password do not belong together.',
      email_not_confirmed: 'This address is not confirmed yet. Open the link in the mail that came when you signed up.',
      user_banned: 'This account is closed for now. Ask whoever runs this Parley.',
      signup_disabled: 'Nobody new can make an account here. Ask whoever runs this Parley.',
      weak_password: 'Choose a longer password.',
      same_password: 'That is the password you have now. Choose another one.',
      validation_failed: 'That is not an e-mail address.',
      email_address_invalid: 'That is not an e-mail address.',
      otp_expired: 'This link was used, or is too old. Ask for another one.',
      over_request_rate_limit: 'Too many attempts. Wait a few minutes and try again.',
      over_email_send_rate_limit: 'A mail was just sent there. Wait a few minutes before asking for another one.',
      provider_disabled: 'This way of signing in is not set up here.',
      provider_email_needs_verification:
        'They know no address of yours that they have checked. Confirm one there first.',
      access_denied: 'The sign-in was not allowed there.',
      bad_oauth_state: 'That took too long, or was answered already. Try again.',
      bad_code_verifier: 'This sign-in began in another browser. Begin it here.',
      flow_state_not_found: 'That took too long, or was answered already. Try again.',
      session_not_found: 'You are signed out by now. Sign in again.',
    } as Record<string, string>,
    problem: 'Signing in did not work. Try again; if it happens once more, the reason is in the log of the server.',
  },
} as const;
