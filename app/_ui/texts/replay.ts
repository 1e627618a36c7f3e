/** The last inputs, tried on the workflow as it is now; and runs that led to others. */
export const replayTexts = {
  replay: {
    button: 'Try the last 5 inputs again',
    working: 'Trying the last inputs',
    title: 'The last inputs, on the workflow as it is now',
    text: 'As a test: nothing reaches anybody, and steps that did not change give what they gave.',
    outcomes: { same: 'Same', different: 'Differs', fixed: 'Works now', broken: 'Fails now' },
    where: { result: 'Result', answer: 'Answer', error: 'Failure' } as Record<string, string>,
    nothing: 'nothing',
    against: (version: number) => `version ${version}`,
  },
  related: {
    parent: { workflow: 'Called by a run of', failure: 'Started by the failure of' },
    children: 'Led to',
    byStep: (key: string) => `step ${key}`,
  },
  rounds: (round: number, loop: string) => `round ${round} of ${loop}`,
} as const;
