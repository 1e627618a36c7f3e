import { many } from './many';

/** The conversation and its cards. */
export const chatTexts = {
  chat: {
    label: 'Conversation',
    untitled: 'New conversation',
    about: (name: string) => `New conversation about ${name}`,
    placeholder: 'Say what should happen, or / for a template',
    answerPlaceholder: 'Or answer in your own words …',
    field: 'Your message',
    send: 'Send',
    stop: 'Stop',
    newline: 'Shift+Enter for a new line',
    you: 'You',
    working: 'Working',
    stopped: 'Stopped. What was saved stays saved.',
    failed: 'The answer broke off.',
    retry: 'Try again',
    interrupted: 'This answer was interrupted: the server stopped while it was given. What was saved stays saved.',
    cutOff: 'Interrupted: the server stopped before it was done.',
    again: 'Ask again',
    toEnd: 'To the newest',
    showWorkflow: 'Show the workflow',
    hideWorkflow: 'Hide the workflow',
    splitter: 'Width of the workflow',
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
    replayRuns: 'Trying the last inputs again',
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
    all: (count: number) => `${many(count, 'change')} in words`,
    diagramOf: (name: string) => `Diagram of ${name}`,
    conflict: (node: string | null, field: string) =>
      `Two edits met at ${node ? `the step ${node}, ` : ''}${field}. The saved value was kept.`,
    stillOn: (active: number | null | undefined, version: number) =>
      active && active < version
        ? [`Version ${active} is still on. Switch it on again to use version ${version}.`]
        : [],
    kept: 'Kept',
    notTaken: 'Not taken',
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
    openAddress: 'Open the page',
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
