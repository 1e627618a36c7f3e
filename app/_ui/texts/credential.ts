import { many } from './many';

/** Keys to services, and the card that asks for one. */
export const credentialTexts = {
  credential: {
    title: 'Keys',
    intro:
      'What your steps sign in with. A key is stored encrypted, opened for a run of yours only, and shown to nobody again, the assistant included.',
    add: 'Add a key',
    emptyTitle: 'No keys yet',
    emptyText: 'A step that sends e-mail, or calls an address that asks who you are, works with a key from here.',
    choose: 'What is it for?',
    name: 'Name',
    namePlaceholder: 'As you will find it again',
    kept: 'Stays as it is',
    ifAny: (label: string) => `${label} (if any)`,
    edit: 'Edit',
    test: 'Test',
    testing: 'Testing',
    remove: 'Delete',
    save: 'Save and test',
    saving: 'Saving and testing',
    anyway: 'Use it all the same',
    used: 'used',
    neverUsed: 'not used yet',
    failed: 'Last use failed',
    until: 'Good until (if it ends)',
    isOver: 'the day it is good for is over, so it is not used.',
    ends: (day: string, left: number | null) =>
      left === null
        ? `Good until ${day}.`
        : `Good until ${day}: ${left === 0 ? 'the last day' : `${many(left, 'day')} left`}. Put in a new one before.`,
    ended: (day: string) => `Was good until ${day}, and is not used any more. Put in a new one.`,
    works: (name: string) => `“${name}” works.`,
    savedButFails: (reason: string) => `Saved. The test did not work: ${reason}`,
    removeTitle: (name: string) => `Delete the key “${name}”?`,
    unused: 'No step uses it. It cannot be had back.',
    usedBy: (steps: readonly string[]) =>
      `${many(steps.length, 'step')} would be left without a key: ${steps.slice(0, 5).join(', ')}${steps.length > 5 ? ' …' : ''}. It cannot be had back.`,
    secretNote: 'Goes straight to the encrypted store. The assistant cannot read it.',
    asking: 'Asked for a key',
    cardTitle: (step: string) => `“${step}” needs a key`,
    waits: 'Waits for you',
    asked: 'Asked',
    set: 'Set',
    use: (name: string) => `Use “${name}”`,
    another: 'Add another one',
    bound: (credential: string, steps: readonly string[]) =>
      `The key “${credential}” is set for ${steps.map(step => `“${step}”`).join(' and ')}`,
    later: 'Not now: I will add the key later',
    hidden:
      'A key was hidden here before it was stored or sent to anybody. To use it, enter it where no model can read it.',
    networkTitle: 'What steps may reach',
    network: (loopback: boolean, privateNet: boolean) =>
      [
        'Any public address.',
        loopback
          ? 'This computer too (PARLEY_ALLOW_LOOPBACK=0 forbids it).'
          : 'Not this computer (PARLEY_ALLOW_LOOPBACK=1 allows it).',
        privateNet
          ? 'Private networks too (PARLEY_ALLOW_PRIVATE=0 forbids it).'
          : 'Not private networks (PARLEY_ALLOW_PRIVATE=1 allows it).',
      ].join(' '),
  },
} as const;
