import { graphOf } from '../workflow/graph';
import type { Workflow, WorkflowNode } from '../workflow/schema';
import { byKey } from './stable-order';

/** The steps that the rounds of a loop begin with, and those that they end with; by key. */
export function bodyEnds(
  workflow: Pick<Workflow, 'nodes' | 'connections'>,
  loopId: string,
): { first: WorkflowNode[]; last: WorkflowNode[] } {
  const body = byKey(workflow.nodes.filter(({ parentId }) => parentId === loopId));
  const ids = new Set(body.map(({ id }) => id));
  const graph = graphOf(workflow);
  return {
    first: body.filter(({ id }) => !graph.incoming(id).some(({ from }) => ids.has(from))),
    last: body.filter(({ id }) => !graph.outgoing(id).some(({ to }) => ids.has(to))),
  };
}

/** The same workflow with an arrow from each loop to the first steps inside, so that those stand below it in a drawing. */
export function withRoundArrows<Drawn extends Pick<Workflow, 'nodes' | 'connections'>>(workflow: Drawn): Drawn {
  const owners = new Set(workflow.nodes.flatMap(({ parentId }) => parentId ?? []));
  if (owners.size === 0) return workflow;
  const added = [...owners].flatMap(loopId =>
    bodyEnds(workflow, loopId).first.map(({ id }) => {
      return { id: `${loopId} ${id}`, from: loopId, port: 'next', to: id, input: 'in' };
    }),
  );
  return { ...workflow, connections: [...added, ...workflow.connections] };
}
