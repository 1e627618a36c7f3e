/** A line about what is being done: on stderr, so that what a command answers stays alone on stdout. */
export type Say = (line: string) => void;

export const toStdout: Say = line => void process.stdout.write(`${line}\n`);
export const toStderr: Say = line => void process.stderr.write(`${line}\n`);

/** Says at once and then every five seconds what is taking so long. */
export async function whileSaying<Result>(say: Say, what: string, work: () => Promise<Result>): Promise<Result> {
  const started = Date.now();
  say(what);
  const timer = setInterval(() => say(`${what}: ${Math.round((Date.now() - started) / 1000)} s`), 5_000);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
