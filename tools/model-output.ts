import type { Item } from '@/engine/workflow/schema';
import type { ChangeAnswer } from './change-reply';
import type { NodeReport, RunReport } from './run-report';
import type { TemplateAnswer } from './template-answer';
import type { Failed } from './turn';

/**
 * What the model reads of an answer. The card gets everything: diagrams, whole diffs, items. The model gets what it
 * decides by; long texts are cut, because every later call of the turn sends them again.
 */
type Told = { type: 'json'; value: never };
/** Sentences are whole; only data is cut. */
const tell = (value: unknown): Told => ({ type: 'json', value: JSON.parse(JSON.stringify(value)) as never });

/** The tool, telling the model that much. Outside of `tool()`, whose output type it would otherwise hide. */
export const told = <Tool extends object, Output>(given: Tool, tellIt: (options: { output: Output }) => Told): Tool =>
  Object.assign(given, { toModelOutput: tellIt });

const longestText = 200;
const mostListed = 20;

/** Data with long texts and lists cut. */
function cut(value: unknown): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  if (Array.isArray(value)) {
    const shown = value.slice(0, mostListed).map(cut);
    return value.length > mostListed ? [...shown, `… ${value.length - mostListed} more`] : shown;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner)]));
}

const isFailed = (output: object): output is Failed => 'error' in output && !('status' in output);

export function tellChange({ output }: { output: ChangeAnswer | Failed }): Told {
  if (isFailed(output)) return tell(output);
  const { workflow, version, activeVersion, summary, skipped, conflicts, issues } = output;
  return tell({ workflow, version, activeVersion, summary, skipped, conflicts, issues });
}

export function tellTemplate({ output }: { output: TemplateAnswer | Failed }): Told {
  if (isFailed(output)) return tell(output);
  const { template, workflow, version, skipped, issues, open, run } = output;
  return tell({ template, workflow, version, skipped, issues, open, run: run && shortRun(run) });
}

interface CredentialRequest {
  node: { key: string };
  bound?: { credential: string; steps: readonly string[] };
  integrations: readonly { displayName: string }[];
}

/** That it was asked, and for what; nothing of the person's keys. */
export function tellCredential({ output }: { output: CredentialRequest | Failed }): Told {
  if (isFailed(output)) return tell(output);
  if (output.bound) return tell({ bound: output.bound });
  return tell({ asked: true, node: output.node.key, kinds: output.integrations.map(({ displayName }) => displayName) });
}

export function tellRuns({ output }: { output: { runs: readonly RunReport[]; sentence: string } | Failed }): Told {
  if (isFailed(output)) return tell(output);
  return tell({ sentence: output.sentence, runs: output.runs.map(shortRun) });
}

export const tellRun = ({ output }: { output: RunReport | Failed }): Told =>
  tell(isFailed(output) ? output : shortRun(output));

function shortRun({ executionId, label, status, mode, version, input, answer, error, nodes, sentence }: RunReport) {
  return {
    ...{ executionId, label, status, mode, version, sentence },
    ...{ answer: cut(answer), error: cut(error) },
    input: cut(input.slice(0, itemsShown)),
    nodes: nodes.filter(node => node.status !== 'skipped').map(shortNode),
    skipped: nodes.filter(node => node.status === 'skipped').map(({ key }) => key),
  };
}

const itemsShown = 2;

function shortNode({ key, status, itemsIn, itemsOut, outputs, simulated, error }: NodeReport) {
  const shown = Object.entries(outputs).map(([port, items]): [string, readonly Item[]] => [
    port,
    items.slice(0, itemsShown),
  ]);
  return {
    key,
    status,
    itemsIn,
    itemsOut,
    ...(simulated && { simulated }),
    ...(error && { error: error.message }),
    outputs: cut(Object.fromEntries(shown)),
  };
}

export function tellWorkflow({ output }: { output: object }): Told {
  const { diagram: _diagram, ...rest } = output as { diagram?: string };
  return tell(rest);
}
