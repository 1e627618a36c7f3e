import { chatTexts } from './chat';
/** Runs and what is said about a failure. */
export const runTexts = {
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
    againTest: 'Run again as a test',
    againMessage: 'Run it again with an example',
    againLiveMessage: 'Run it live again',
    why: 'Why?',
    whyMessage: 'Why did the last run fail?',
    stop: 'Stop this run',
    none: 'No runs yet. Each one is kept here with everything it did.',
    emptyTitle: 'Nothing has run yet',
    emptyText:
      'Every run is kept with what each step was given and gave. Build something in a conversation and run it with an example.',
    older: 'Older runs',
    keptFor: ({ days, kept }: { days: number | null; kept: number }) => {
      if (days === null) return 'Runs are kept for good.';
      const stay =
        kept === 0
          ? ''
          : ` The last ${kept === 1 ? 'one' : kept} of each workflow ${kept === 1 ? 'stays' : 'stay'} longer.`;
      return `Finished runs are deleted after ${days === 1 ? 'a day' : `${days} days`}.${stay}`;
    },
    filter: {
      workflow: 'All workflows',
      status: 'Any outcome',
      mode: 'Live and tests',
      since: 'Any time',
      statuses: {
        queued: 'Queued',
        running: 'Running',
        waiting: 'Waiting',
        succeeded: 'Done',
        failed: 'Failed',
        cancelled: 'Stopped',
        result_unknown: 'Outcome unknown',
      },
      spans: { hour: 'Last hour', day: 'Last day', week: 'Last week', month: 'Last 30 days' },
    },
    attempt: (count: number) => `attempt ${count}`,
    simulatedText: 'A test run: what this step would do to others was not done.',
    open: {
      address: 'Not called, because its address is open. An example stands in for the answer.',
      condition: 'Its condition is open, so everything went on as if it held.',
      setting: 'Not carried out, because a setting of it is open.',
    },
    input: 'Was given',
    output: (port: string) => (port === 'next' ? 'Gave' : `Gave at “${port}”`),
    resolved: 'Settings as they were filled in',
    notYet: 'Choose a step to see what it was given and gave.',
    of: (name: string) => `Run of ${name}`,
    version: (version: number) => `version ${version}`,
    modes: { live: 'live', verify: 'test', replay: 'replay' } as Record<string, string>,
    startedBy: {
      person: 'Started by you',
      assistant: 'Started by the assistant',
      webhook: 'Called at its address',
      schedule: 'By its schedule',
      cli: 'From the command line',
      'test-webhook': 'Called at its test address',
      table: 'By a row of a table',
      poll: 'By something new',
      email: 'By an e-mail',
      chat: 'By a message on its page',
      workflow: 'By another workflow',
      failure: 'By a run that failed',
    } as Record<string, string>,
    cancelled: 'Stopping.',
    triggerItems: 'Started with',
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
    applied: ({ version, activeVersion }: { version: number; activeVersion: number | null }) =>
      [`Applied: saved as version ${version}.`, ...chatTexts.change.stillOn(activeVersion, version)].join(' '),
    dismissed: 'Not applied. The proposal stays here.',
    retry: 'Run again',
    explained: 'Explained',
    proof: { works: 'Works', fails: 'Does not work', untested: 'Not tested' },
  },
} as const;
