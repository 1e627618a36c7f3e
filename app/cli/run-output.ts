import { summarizeRun } from '@/engine/run/summarize-run';
import { givenItems } from '@/engine/workflow/ports';
import { toRunReport } from '@/tools/run-report';
import type { Recorded, Replay } from '@/tools/turn';

/** What DESIGN.md section 10 promises of `parley run --json`. */
export function toRunJson(recorded: Recorded) {
  const { executionId, status, version, durationMs, error, mode, nodes } = toRunReport(recorded);
  const outputs = new Map(recorded.records.map(record => [record.nodeKey, givenItems(record.outputs)]));
  return {
    execution: {
      id: executionId,
      status,
      version,
      mode,
      duration_ms: durationMs,
      answer: recorded.execution.answer,
      error,
    },
    nodes: nodes.map(node => ({
      key: node.key,
      label: node.label,
      status: node.status,
      simulated: node.simulated,
      items_in: node.itemsIn,
      items_out: node.itemsOut,
      output: outputs.get(node.key) ?? [],
      error: node.error,
      duration_ms: node.durationMs,
    })),
  };
}

export function toRunText(recorded: Recorded): string {
  const { nodes, executionId } = toRunReport(recorded);
  const width = Math.max(...nodes.map(({ label }) => label.length), 4);
  return [
    ...nodes.map(
      ({ label, status, itemsIn, itemsOut, durationMs, simulated }) =>
        `  ${label.padEnd(width)}  ${status.padEnd(9)}  ${itemsIn} in, ${itemsOut} out${durationMs === null ? '' : `, ${durationMs} ms`}${simulated ? ', simulated' : ''}`,
    ),
    summarizeRun(recorded.execution, recorded.records),
    `Run ${executionId}`,
  ].join('\n');
}

/** Each input with how it came out, and below it what differs. */
export function toReplayText({ runs, sentence, version }: Replay): string {
  const value = (shown: unknown) => (shown === undefined ? 'nothing' : JSON.stringify(shown).slice(0, 120));
  return [
    ...runs.flatMap(({ executionId, createdAt, outcome, before, after, differences }) => [
      `  ${createdAt}  ${outcome.padEnd(9)}  ${before} → ${after}  ${executionId}`,
      ...differences.map(
        each => `      ${each.where}${each.path && ` ${each.path}`}: ${value(each.before)} → ${value(each.after)}`,
      ),
    ]),
    `${sentence} Against version ${version}.`,
  ].join('\n');
}
