import fc from 'fast-check';

const FIXED_SEED = 20261122;

/**
 * The seed of every property test: fixed, so that two runs of `npm test` try the same values.
 * PARLEY_TEST_SEED overrides it with a whole number, or with `random` to look for new failures.
 * A seed that failed once becomes an example test beside its property.
 */
function seedFrom(setting: string | undefined): number | undefined {
  if (!setting) return FIXED_SEED;
  if (setting === 'random') return undefined;
  const seed = Number(setting);
  if (!Number.isInteger(seed)) throw new Error('PARLEY_TEST_SEED is a whole number or `random`.');
  return seed;
}

const seed = seedFrom(process.env.PARLEY_TEST_SEED);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
