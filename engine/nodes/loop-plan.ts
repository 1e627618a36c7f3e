/** How the rounds of a loop go. */
export interface LoopPlan {
  /** `each`: so many items a round, one round after another. `until`: until conditions hold. `pages`: until one is empty. */
  kind: 'each' | 'until' | 'pages';
  /** Of `each`: items a round. */
  size: number;
  maxRounds: number;
  /** What becomes of the loop where it would take more rounds. */
  atLimit: 'fail' | 'stop';
  /** Between two rounds of a live run. */
  pauseMs: number;
  /** Of `until`: whether the next round begins with what came back, or again with what arrived. */
  again: 'result' | 'input';
  firstPage: number;
  /** Of `pages`: the field of what came back that says where the next page begins; none: the pages are counted. */
  cursorField: string | null;
}

/** What makes a node a container: the nodes it owns are carried out in rounds, and what comes back is what it gives. */
export interface LoopRules<Params> {
  plan(params: Params): LoopPlan;
  /** Settings that are read after each round with what came back, never before. */
  afterRound: readonly string[];
  /** Whether the rounds are over, by those settings. */
  isOver(params: Params): boolean;
}
