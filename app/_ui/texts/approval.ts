/** A run that waits for somebody's word: the card, and the page behind a link. */
export const decisionTexts = {
  decision: {
    approve: 'Approve',
    refuse: 'Refuse',
    until: 'Ends',
    who: {
      owner: 'The owner of the workflow decides.',
      members: 'Everybody who may run the workflow can decide.',
      link: 'Whoever has the link can decide.',
    },
    notMine: 'Somebody else decides this.',
    copyLink: 'Copy the link',
    taken: { approved: 'Approved. The run goes on.', refused: 'Refused. The run goes on its other way.' },
    outcome: (outcome: string, by: string | null) =>
      outcome === 'timed_out'
        ? 'Nobody answered in time'
        : `${outcome === 'approved' ? 'Approved' : 'Refused'}${by ? ` by ${by}` : ''}`,
    page: {
      until: 'Answer by',
      asks: (workflow: string) => `The workflow “${workflow}” asks:`,
      as: (address: string) => `Your answer is recorded as ${address}.`,
      anybody: 'somebody with the link',
      signIn: 'Sign in to answer',
      signInText: 'Only people who may run this workflow can answer.',
      gone: 'This link leads nowhere any more.',
      goneTitle: 'Approval',
      late: 'The time to answer was over before anybody did.',
      over: 'The run is over, so there is nothing to decide any more.',
      notYours: 'You are signed in as somebody who cannot decide this.',
      already: (outcome: string, by: string | null, at: string) =>
        outcome === 'timed_out'
          ? 'Nobody answered in time.'
          : `${outcome === 'approved' ? 'Approved' : 'Refused'}${by ? ` by ${by}` : ''} at ${at}.`,
    },
  },
} as const;
