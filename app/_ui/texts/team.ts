import { many } from './many';

/** Teams: who belongs, as what, and what they share. */
export const teamTexts = {
  team: {
    title: 'Teams',
    intro:
      'People who share workflows. A workflow comes to a team through “Share” on its page; it goes on running with its owner’s keys.',
    none: 'You belong to no team yet.',
    make: 'Make a team',
    makeTitle: 'Make a team',
    makeHint: 'You are its owner. Invite others on its page.',
    roles: { owner: 'Owner', admin: 'Admin', member: 'Member', viewer: 'Viewer' },
    rolesAbout: {
      admin: 'Admins decide who belongs, and which models are offered.',
      member: 'Members see, change and start what belongs to the team.',
      viewer: 'Viewers look, and change nothing.',
    },
    rename: 'Rename',
    renameTitle: 'Rename the team',
    members: 'Members',
    role: 'Role',
    roleOf: (who: string) => `Role of ${who}`,
    you: 'you',
    somebody: 'Somebody',
    joined: 'joined',
    removeMember: 'Remove',
    removeOf: (who: string) => `Remove ${who}`,
    removeTitle: (who: string) => `Remove ${who} from the team?`,
    removeText:
      'They see nothing of the team’s any more, at once. Workflows of their own that belong to the team stay with it.',
    invite: 'Invite',
    inviteText: 'An invitation is for one address, works once, and ends after 7 days.',
    address: 'E-mail address',
    invited: (email: string) => `${email} was invited by mail.`,
    tell: (email: string) => `Send ${email} this link. It is shown once.`,
    pending: 'Invited',
    pendingUntil: 'ends',
    expired: 'over',
    accepted: 'joined',
    withdraw: 'Withdraw',
    withdrawOf: (email: string) => `Withdraw the invitation of ${email}`,
    workflows: 'Workflows',
    workflowsText: 'What its members see through it.',
    noWorkflows: 'None yet. Open a workflow, press Share, and choose this team.',
    how: { team: 'belongs to the team', share: 'shared with it' },
    yours: 'yours',
    plan: 'Plan and limits',
    planText: 'Whoever runs this Parley sets them.',
    planName: 'Plan',
    used: (count: number, most: number | undefined) =>
      most === undefined
        ? `${count.toLocaleString('en')}, no limit`
        : `${count.toLocaleString('en')} of ${most.toLocaleString('en')}`,
    counts: { members: 'Members', workflows: 'Workflows' },
    models: 'Models',
    modelsText:
      'A model that is switched off is offered to no member of the team, in none of their conversations and workflows.',
    modelsRead: 'Admins decide which models are offered.',
    noModels: 'No models are listed.',
    modelOff: 'off',
    leave: 'Leave the team',
    leaveTitle: (name: string) => `Leave “${name}”?`,
    leaveText: (own: number) =>
      own === 0
        ? 'You see nothing of the team’s any more.'
        : `You see nothing of the team’s any more. ${many(own, 'workflow')} of yours ${own === 1 ? 'stays' : 'stay'} with the team until you take ${own === 1 ? 'it' : 'them'} back in “Share”.`,
    remove: 'Delete the team',
    removeTeamTitle: (name: string) => `Delete “${name}”?`,
    removeTeamText: ({ members, workflows }: { members: number; workflows: readonly string[] }) =>
      [
        `${many(members, 'member')} ${members === 1 ? 'loses' : 'lose'} what they see through it.`,
        workflows.length === 0
          ? 'No workflow depends on it.'
          : `${many(workflows.length, 'workflow')} ${workflows.length === 1 ? 'goes' : 'go'} back to ${workflows.length === 1 ? 'its owner' : 'their owners'} alone: ${workflows.slice(0, 5).join(', ')}${workflows.length > 5 ? ' …' : ''}.`,
      ].join(' '),
    summary: (role: string, members: number, workflows: number) =>
      `${role} · ${many(members, 'member')} · ${many(workflows, 'workflow')}`,
    joinPage: 'Join a team',
    joinFailed: 'This invitation cannot be used',
    joinFailedText: (email: string) =>
      `It was used or withdrawn, is older than 7 days, or is for another address than ${email}.`,
    joinFailedNext: 'Sign in with the address it was sent to, or ask for a new one.',
    otherAddress: 'Sign in with another address',
    toTeams: 'To your teams',
  },
} as const;
