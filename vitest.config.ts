import { defineConfig } from 'vitest/config';

/** Tests that leave nothing behind in their process: they share the modules they load, which halves their time. */
const pure = ['agent', 'engine', 'tests/rules', 'tools'].map(folder => `${folder}/**/*.test.{ts,tsx}`);
/** These leave rows behind, in databases of their own. */
const shared = ['app', 'database', 'evals', 'tests/access', 'tests/schema', 'tests/sign-in'].map(
  folder => `${folder}/**/*.test.{ts,tsx}`,
);
/** What the environment says is read once in a process, so a test that says it anew has a process of its own. */
const setsEnvironment = [
  'app/cli/doctor-supabase.test.ts',
  'app/_server/known-secrets.test.ts',
  'app/_server/route-rim.test.ts',
  'app/_server/signed.test.ts',
  'tests/sign-in/supabase.test.ts',
];
const never = ['node_modules/**', '.next/**', 'tests/browser/**'];

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  test: {
    setupFiles: ['tests/support/own-environment.ts', 'tests/support/fixed-seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 3, // on two cores: some wait for processes that they killed
    projects: [
      { extends: true, test: { name: 'pure', include: pure, exclude: never, isolate: false } },
      {
        extends: true,
        test: { name: 'shared', include: shared, exclude: [...never, ...setsEnvironment], isolate: false },
      },
      {
        extends: true,
        test: { name: 'apart', include: setsEnvironment },
      },
      {
        extends: true,
        test: { name: 'whole', include: ['**/*.test.{ts,tsx}'], exclude: [...never, ...pure, ...shared] },
      },
    ],
  },
});
