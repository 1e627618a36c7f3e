/** Slots that many templates have. */

/** A table that is made when it is needed: its name may be changed, but nobody is asked. */
export const tableSlot = ({ node, example, label }: { node: string; example: string; label: string }) => ({
  ...{ name: `${node} table`, kind: 'resource' as const, label, node, path: 'table', example, optional: true },
});

/** When it starts: a usual time is there, another may be given. */
export const scheduleSlot = (node: string, example: string) => ({
  ...{ name: 'when', kind: 'schedule' as const, label: 'When it starts', node, path: 'cron', example, optional: true },
});

export const textSlot = (slot: {
  name: string;
  label: string;
  node: string;
  path: string;
  example: string | number;
}) => ({
  ...{ kind: 'text' as const, ...slot },
});

/** An address that only the person knows. */
export const addressSlot = (slot: { name: string; label: string; node: string; path: string; example: string }) => ({
  ...{ kind: 'resource' as const, ...slot },
});

/** Who is written to, and by which account. */
export const mailSlots = ({ node, example }: { node: string; example: string }) => [
  { name: 'recipient', kind: 'text' as const, label: 'Who gets the e-mail', node, path: 'to', example },
  {
    ...{ name: 'mail account', kind: 'credential' as const, label: 'Mail account that sends it', node },
    ...{ path: 'options.credentialId', integrations: ['smtp'] },
  },
];
