import { many } from './many';

/** Templates: the gallery, the list in the composer, what is left to fill in, and saving one. */
export const templateTexts = {
  template: {
    listTitle: 'Templates',
    search: 'Search templates',
    searchHint: 'What should it do?',
    all: 'All',
    own: 'Yours',
    use: 'Use it',
    using: 'Setting it up',
    count: (count: number) => many(count, 'template'),
    nothing: (query: string) => `No template has “${query}”. Say it in a conversation instead: it is built for you.`,
    emptyTitle: 'No templates yet',
    emptyText: 'Save one from the menu of a workflow, and it stands here for the next time.',
    used: (count: number) => (count === 0 ? 'Not used yet' : `Used ${many(count, 'time')}`),
    asks: 'Asks you for',
    asksNothing: 'Asks you for nothing: it runs as it is.',
    starts: 'Starts with',
    result: 'What an example run gives',
    noResult: 'It has no example run of its own. Use it to see one.',
    diagramOf: (name: string) => `Diagram of the template ${name}`,
    unreadable: 'Cannot be read',
    deleteTitle: (name: string) => `Delete the template “${name}”?`,
    deleteText: 'Workflows made from it stay as they are.',
    back: 'All templates',

    usedMessage: (name: string) => `Use the template “${name}”`,
    made: (name: string) => `${name}, made from its template`,
    applying: 'Making a workflow from a template',
    found: (count: number | null) =>
      count === null ? 'Looking through the templates' : `Found ${many(count, 'template')}`,

    openTitle: 'Left to fill in',
    openText: 'Test runs work without it. Before it is switched on, give it what is yours:',
    example: (example: string) => `for example ${example}`,
    optional: 'Also yours to change',
    fill: 'Save these',
    filled: 'Everything is filled in.',
    noKey: 'You have no key of this kind yet.',
    addKey: 'Add one',
    scheduleHint: 'In words, like “every weekday at 8”, or as cron.',
    scheduleUnknown: (text: string) =>
      `“${text}” is no time that comes again. Write it like “every weekday at 8”, or as cron: 0 8 * * 1-5.`,

    slashTitle: 'Templates',
    slashHint: 'Arrows to choose, Enter to use, Esc to close',
    slashNothing: 'No template has these words.',
    placeholderHint: 'Type / for templates',

    save: 'Save as template',
    saveTitle: 'Save as a template',
    saveText: 'Keys, pinned data and what looks like a secret stay out. These settings are left to whoever uses it:',
    saveNoSlots: 'Keys, pinned data and what looks like a secret stay out. Everything else stays as it is.',
    name: 'Name',
    description: 'What it is for',
    category: 'Category',
    categoryDefault: 'Own',
    saved: (name: string) => `Saved as the template “${name}”.`,
    always: 'Always left open: it is a secret',
    kinds: { credential: 'Key', resource: 'Address or table', text: 'Text', schedule: 'Time' } as Record<
      string,
      string
    >,
  },
} as const;
