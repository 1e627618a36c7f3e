import type { NodeStatus } from '../run/node-execution';
import type { NodeKind } from '../workflow/node-types';

/**
 * One hue for each kind, at least 3:1 against white and against near-black. Fills are a breath of the same hue, so the
 * theme's own text colour stays readable on them in light and dark.
 */
export const kindColours: Record<NodeKind, string> = {
  trigger: '#0d9488',
  logic: '#8b5cf6',
  data: '#3b82f6',
  action: '#c2691c',
  ai: '#db2777',
};

const tinted = (colour: string, rest = 'stroke-width:1.5px') => `fill:${colour}22,stroke:${colour},${rest}`;

export const kindStyles: Record<NodeKind, string> = {
  trigger: tinted(kindColours.trigger),
  logic: tinted(kindColours.logic),
  data: tinted(kindColours.data),
  action: tinted(kindColours.action),
  ai: tinted(kindColours.ai),
};

const good = '#15914a';
const bad = '#dc4343';
const caution = '#b7791f';
const busy = '#3b82f6';
const quiet = '#7f8894';

/** Line style and a sign say it too, never colour alone. */
export const statusStyles: Record<`run_${NodeStatus}`, string> = {
  run_running: `stroke:${busy},stroke-width:3px,stroke-dasharray:8 4`,
  run_waiting: `stroke:${caution},stroke-width:3px,stroke-dasharray:2 4`,
  run_succeeded: `stroke:${good},stroke-width:2.5px`,
  run_failed: `stroke:${bad},stroke-width:4px`,
  run_skipped: `stroke:${quiet},stroke-width:1px,stroke-dasharray:3 3,opacity:0.55`,
  run_result_unknown: `stroke:${caution},stroke-width:4px,stroke-dasharray:6 3`,
  run_cancelled: `stroke:${quiet},stroke-width:2px,stroke-dasharray:6 3`,
};

export const statusSigns: Record<NodeStatus, string> = {
  running: '▸',
  waiting: '…',
  succeeded: '✓',
  failed: '✕',
  skipped: '–',
  result_unknown: '?',
  cancelled: '■',
};

export const changeStyles = {
  diff_changed: `stroke:${caution},stroke-width:3px,stroke-dasharray:10 3`,
  diff_added: `stroke:${good},stroke-width:3px`,
  diff_removed: `stroke:${bad},stroke-width:2px,stroke-dasharray:4 4,opacity:0.6`,
} as const;
