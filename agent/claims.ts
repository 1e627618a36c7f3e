import type { TurnLog } from '@/tools/turn';

const changed =
  /\b(i|i've|i have|we)\b[^.?]{0,30}\b(added|changed|updated|removed|deleted|renamed|moved|created|built|replaced|connected|set up|undid|restored)\b|^done\b|\bis now (changed|updated|set)\b/i;
const repaired = /\b(fixed|repaired|resolved|solved)\b(?! by you)/i;

/**
 * What the assistant's words claim and the records do not show. Null when they agree. "Done" with nothing saved and
 * "fixed" without a run that worked must not stand uncorrected.
 */
export function correctClaims(text: string, log: TurnLog): string | null {
  if (changed.test(text.trim()) && log.versions.length === 0)
    return 'For the record: nothing was changed in this turn.';
  const proven = log.proofs > 0 || log.executions.some(({ status }) => status === 'succeeded');
  if (repaired.test(text) && !/\bnot (yet )?(fixed|repaired|resolved|solved)\b/i.test(text) && !proven)
    return 'For the record: this was not tested on the failing input.';
  return null;
}
