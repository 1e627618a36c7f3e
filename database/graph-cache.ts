import type { Workflow } from '@/engine/workflow/schema';

/** About 20 MB of graphs. */
const mostNodes = 20_000;

interface Version {
  workflowId: string;
  version: number;
}

/**
 * Graphs of versions, which never change: the same object for all runs of a version in a process, so that what is
 * compiled from it is compiled once. What was longest not asked for goes first.
 */
export class GraphCache {
  readonly #graphs = new Map<string, Workflow>();
  #nodes = 0;

  get(of: Version): Workflow | null {
    const key = keyOf(of);
    const graph = this.#graphs.get(key);
    if (!graph) return null;
    this.#graphs.delete(key);
    this.#graphs.set(key, graph); // the last to go now
    return graph;
  }

  /** Answers with the one that is kept: the first to come, when several were read at the same time. */
  keep(of: Version, graph: Workflow): Workflow {
    const known = this.get(of);
    if (known) return known;
    this.#graphs.set(keyOf(of), graph);
    this.#nodes += sizeOf(graph);
    for (const [key, oldest] of this.#graphs) {
      if (this.#nodes <= mostNodes || oldest === graph) break;
      this.#graphs.delete(key);
      this.#nodes -= sizeOf(oldest);
    }
    return graph;
  }
}

const keyOf = ({ workflowId, version }: Version) => `${workflowId} ${version}`;
const sizeOf = (graph: Workflow) => graph.nodes.length + 1;
