import { many } from './many';

/** Services of the person's own. */
export const serviceTexts = {
  service: {
    title: 'Services',
    heading: 'Services of your own',
    intro:
      'Anything with an API that is not in the list of keys. A service from here gets a form for its key, and the HTTP step can call it by name. Nobody else sees it.',
    add: 'Add a service',
    none: 'None yet.',
    name: 'Name',
    namePlaceholder: 'As you will look for it',
    address: 'Base address',
    addressPlaceholder: 'https://api.example.com/v1',
    addressHint: 'A field of the key can be part of it: https://{subdomain}.example.com',
    addressInvalid: 'Give an address that begins with https:// or http://.',
    category: 'Category',
    categories: { api: 'API', communication: 'Communication', data: 'Data', finance: 'Finance', other: 'Other' },
    about: 'What it is (if you like)',
    fields: 'What a key for it holds',
    field: 'Field',
    fieldOf: (place: number) => `Field ${place}`,
    secret: 'Secret',
    addField: 'Add a field',
    removeField: (label: string) => `Remove the field “${label}”`,
    firstField: 'API key',
    userField: 'User',
    passwordField: 'Password',
    how: 'How the key goes along',
    ways: {
      bearer: 'Authorization: Bearer',
      header: 'In a header',
      query: 'In the address, as a parameter',
      basic: 'As user and password',
      none: 'Not at all',
    },
    wayAbout: {
      bearer: 'The first secret field is sent as a bearer token.',
      header: 'The first secret field is sent in this header.',
      query: 'The first secret field is sent as this parameter.',
      basic: 'The first field that is not secret is the user, the first secret one the password.',
      none: 'Nothing is sent; the fields only fill in the address.',
    },
    headerName: 'Name of the header',
    queryName: 'Name of the parameter',
    save: 'Save',
    edit: 'Edit',
    editTitle: (title: string) => `Edit “${title}”`,
    remove: 'Delete',
    keys: (count: number) => (count === 0 ? 'no key yet' : many(count, 'key')),
    fieldsMissing: 'Name at least one field.',
    removeTitle: (title: string) => `Delete “${title}”?`,
    removeText: ({ keys, steps }: { keys: readonly string[]; steps: readonly string[] }) =>
      [
        keys.length === 0
          ? 'There is no key for it.'
          : `${many(keys.length, 'key')} would be deleted with it: ${listed(keys)}.`,
        steps.length === 0 ? 'No step uses it.' : `${many(steps.length, 'step')} would stop working: ${listed(steps)}.`,
        'It cannot be had back.',
      ].join(' '),
  },
} as const;

const listed = (names: readonly string[]) => `${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}`;
