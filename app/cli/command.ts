/** One word after `parley`: a file of this folder exports one as `command`. */
export interface Command {
  /** One line of the list that `parley` prints. */
  summary: string;
  /** Gets what stands after its name; the number is the exit code. */
  run(args: readonly string[]): Promise<number>;
}
