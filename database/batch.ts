/** Gathers what arrives while the last statement is in flight into the next one. */
export class Batch<Entry, Result> {
  readonly #run: (entries: readonly Entry[]) => Promise<readonly (Result | Error)[]>;
  readonly #most: number;
  #waiting: { entry: Entry; settle: PromiseWithResolvers<Result> }[] = [];
  #working: Promise<void> | null = null;

  /** `run` answers in the order of the entries; an Error in the list rejects that entry alone. */
  constructor(run: (entries: readonly Entry[]) => Promise<readonly (Result | Error)[]>, { most = 500 } = {}) {
    this.#run = run;
    this.#most = most;
  }

  add(entry: Entry): Promise<Result> {
    const settle = Promise.withResolvers<Result>();
    this.#waiting.push({ entry, settle });
    this.#working ??= this.#work();
    return settle.promise;
  }

  /** Resolves when nothing is in flight or waits. */
  async idle(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    await Promise.resolve(); // what is added in the same turn comes along
    while (this.#waiting.length > 0) {
      const taken = this.#waiting.splice(0, this.#most);
      try {
        const results = await this.#run(taken.map(({ entry }) => entry));
        for (const [index, { settle }] of taken.entries()) {
          const result = results[index]!;
          if (result instanceof Error) settle.reject(result);
          else settle.resolve(result);
        }
      } catch (error) {
        for (const { settle } of taken) settle.reject(error);
      }
    }
    this.#working = null;
  }
}
