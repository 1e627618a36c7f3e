/** Files that share a process share its environment: each begins with what was there before the first of them. */
const kept = globalThis as { parleyTestEnvironment?: NodeJS.ProcessEnv };
kept.parleyTestEnvironment ??= { ...process.env };
for (const name of Object.keys(process.env))
  if (!name.startsWith('VITEST') && !(name in kept.parleyTestEnvironment)) delete process.env[name];
for (const [name, value] of Object.entries(kept.parleyTestEnvironment))
  if (!name.startsWith('VITEST')) process.env[name] = value;
