const many = (count: number, one: string, more = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** What the screens say. One place, so that the voice stays one voice. */
export const texts = {
  many,
  product: 'Parley',
  tagline: 'Say what should happen.',
  skip: 'Skip to the content',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'The browser did not allow copying. Select the text and copy it by hand.',
  items: 'Items',
  noItems: 'No items.',
  itemCount: (total: number, shown: number) =>
    total > shown ? `${many(total, 'item')}, the first ${shown} shown` : many(total, 'item'),
  steps: (count: number) => many(count, 'step'),

  nav: {
    label: 'Main',
    new: 'New',
    conversations: 'Conversations',
    noConversations: 'None yet. Say something to start one.',
    workflows: 'Workflows',
    tables: 'Tables',
    runs: 'Runs',
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

  chat: {
    label: 'Conversation',
    untitled: 'New conversation',
    placeholder: 'Say what should happen …',
    answerPlaceholder: 'Or answer in your own words …',
    field: 'Your message',
    send: 'Send',
    stop: 'Stop',
    newline: 'Shift+Enter for a new line',
    you: 'You',
    working: 'Working',
    model: (name: string) => `Answered by ${name}`,
    stopped: 'Stopped. What was saved stays saved.',
    failed: 'The answer broke off.',
    retry: 'Try again',
    toEnd: 'To the newest',
    showWorkflow: 'Show the workflow',
    hideWorkflow: 'Hide the workflow',
    deleteTitle: 'Delete this conversation?',
    deleteText: 'Its messages are removed for good. The workflow and its runs stay.',
    renameTitle: 'Rename the conversation',
    name: 'Name',
    emptyTitle: 'What should happen by itself?',
    emptyText:
      'Say when it starts, what to check, and what to do. Parley builds it, shows it, and runs it with an example.',
    emptyHint: 'For example:',
  },

  tool: {
    input: 'Given',
    output: 'Answered',
    findNodes: (query: string, count: number | null) =>
      count === null ? `Looking for steps: ${query}` : `Found ${many(count, 'step')} for “${query}”`,
    describeNodes: (count: number) => `Looked up ${many(count, 'step')}`,
    findWorkflows: (count: number | null) =>
      count === null ? 'Looking through the workflows' : `Found ${many(count, 'workflow')}`,
    readWorkflow: 'Read the workflow',
    readExecution: 'Read the run',
    changeWorkflow: 'Changing the workflow',
    restoreVersion: 'Going back a version',
    runWorkflow: 'Running the workflow',
    explainFailure: 'Looking for the cause',
    setActive: (active: boolean) => (active ? 'Switching on' : 'Switching off'),
    denied: 'You did not allow this. Nothing was done.',
    unknown: (name: string) => `Used ${name}`,
  },

  change: {
    title: (name: string, version: number) => `${name}, version ${version}`,
    nothing: 'Nothing was changed',
    unchanged: 'Unchanged',
    saved: 'Saved',
    changes: 'Changes',
    run: 'Run with an example',
    runMessage: 'Run it with an example',
    undo: 'Undo',
    undoMessage: 'Undo the last change',
    open: 'Open',
    more: (count: number) => `${count} more`,
    diagramOf: (name: string) => `Diagram of ${name}`,
    conflict: (node: string | null, field: string) =>
      `Two edits met at ${node ? `the step ${node}, ` : ''}${field}. The saved value was kept.`,
    kept: 'Kept',
    notTaken: 'Not taken',
  },

  run: {
    title: (count: number, failed: number, live: boolean) => {
      if (live) return failed > 0 ? 'Ran live: it did not work' : 'Ran live';
      const what = count === 1 ? 'Ran with an example' : `Ran with ${count} examples`;
      return failed === 0 ? what : `${what}: ${failed === count ? 'it did not work' : `${failed} did not work`}`;
    },
    timeline: 'Steps in the order they began',
    simulated: 'Simulated',
    answered: (status: number) => `Answered with ${status}`,
    emptyAnswer: '(empty)',
    details: 'All records of this run',
    again: 'Run again',
    againMessage: 'Run it again with an example',
    againLiveMessage: 'Run it live again',
    why: 'Why?',
    whyMessage: 'Why did the last run fail?',
    stop: 'Stop this run',
  },

  failure: {
    title: 'Why it failed',
    nothing: 'No cause was found in the records.',
    step: 'Step',
    value: 'Value',
    origin: 'Came from',
    evidence: 'Evidence',
    proposal: 'Proposed change',
    apply: 'Apply',
    notNow: 'Not now',
    applied: (version: number) => `Applied: saved as version ${version}.`,
    dismissed: 'Not applied. The proposal stays here.',
    retry: 'Run again',
    explained: 'Explained',
    absent: '(not there)',
    proof: {
      works: 'Tested on the failing input: works',
      fails: 'Tested on the failing input: does not work',
      untested: 'Not tested',
    },
  },

  question: {
    title: (count: number) => (count === 1 ? 'One question' : `${count} questions`),
    answered: 'Answered',
    answer: 'Answer',
  },

  approval: {
    run: {
      title: 'Run it for real?',
      text: 'This run would do the following outside of Parley, with exactly these values:',
      yes: 'Run it live',
    },
    switchOn: {
      title: 'Switch it on?',
      text: 'From then on it may do the following by itself:',
      yes: 'Switch it on',
    },
    no: 'Don’t',
  },

  active: {
    on: 'The workflow is on',
    off: 'The workflow is off',
    refused: 'It could not be switched on',
    notOn: 'Not on',
    offWord: 'Off',
    address: 'Address',
    testAddress: 'Address for trying it out',
    copyAddress: 'Copy the address',
    nextTimes: 'Runs next',
    effects: 'What it may do by itself:',
  },

  examples: [
    {
      title: 'Sort incoming orders',
      text: 'When a webhook receives an order, if the amount is over 100 store it in a table called big orders and answer with "big", otherwise answer "small"',
    },
    {
      title: 'Keep a reading list',
      text: 'Every morning at 8 read the feed https://www.postgresql.org/news.rss, keep posts that mention "release", and store title and link in a table called reading list',
    },
    {
      title: 'Count on demand',
      text: 'When I start it, find the rows in the table big orders, sort them by amount, keep the first 5 and count them',
    },
  ],
} as const;
