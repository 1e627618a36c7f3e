/** The frame: navigation, sign-in, the palette, whole-page errors. */
export const shellTexts = {
  nav: {
    label: 'Main',
    new: 'New',
    conversations: 'Conversations',
    noConversations: 'None yet. Say something to start one.',
    workflows: 'Workflows',
    templates: 'Templates',
    tables: 'Tables',
    runs: 'Runs',
    settings: 'Settings',
    fold: 'Fold the sidebar',
    unfold: 'Show the sidebar',
    open: 'Open the menu',
    search: 'Find anything',
    theme: { light: 'Light', dark: 'Dark', system: 'As the system' } as Record<string, string>,
    themeLabel: (name: string) => `Colours: ${name}. Change`,
    more: (title: string) => `More for ${title}`,
    rename: 'Rename',
    delete: 'Delete',
    duplicate: 'Duplicate',
  },

  palette: {
    placeholder: 'Find a conversation, a workflow, a table …',
    nothing: 'Nothing has that name.',
    go: 'Go to',
    new: 'New conversation',
    theme: 'Change between light and dark',
  },

  error: {
    title: 'This page could not be shown',
    text: 'It is in the log. Nothing that was saved is lost.',
    again: 'Try again',
    home: 'To the conversation',
    notFound: 'There is nothing at this address',
    notFoundText: 'It may have been deleted, or it is not yours to see.',
    loading: 'Loading',
    offline: 'The server did not answer. Is Parley still running?',
  },
} as const;
