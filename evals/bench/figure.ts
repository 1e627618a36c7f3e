/** One line of `npm run bench`: a value, and how it stands to a reference measured in the same run. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  reference: number;
  /** value / reference. */
  ratio: number;
}

export type Bench = () => Promise<Figure[]>;

const rounds = 5;

/** Milliseconds of the middle one of five rounds, after one to warm up. */
export async function median(work: () => unknown): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

export const figure = (name: string, { value, unit, reference }: Omit<Figure, 'name' | 'ratio'>): Figure => ({
  name,
  value: round(value),
  unit,
  reference: round(reference),
  ratio: round(value / reference),
});

const round = (value: number) => Number(value.toPrecision(4));
