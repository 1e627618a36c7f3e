import { texts } from '../../_ui/texts';
import type { CanvasSnapshot, CatalogueEntry } from './core/snapshot';

export const catalogueAddress = '/api/workflows/catalogue';
export const canvasAddress = (workflowId: string) => `/api/workflows/${workflowId}/canvas`;

/** What a canvas begins with. */
export interface Opening {
  snapshot: CanvasSnapshot;
  catalogue: readonly CatalogueEntry[];
}

/** Reads what a canvas begins with, while the code that draws it is still on its way. */
export async function openCanvas(workflowId: string, given?: CanvasSnapshot): Promise<Opening> {
  const [snapshot, catalogue] = await Promise.all([
    given ?? ask<CanvasSnapshot>(canvasAddress(workflowId)),
    ask<CatalogueEntry[]>(catalogueAddress),
  ]);
  return { snapshot, catalogue };
}

/** JSON from a route of ours; its sentence when it refuses. */
export async function ask<Answer>(address: string, body?: unknown): Promise<Answer> {
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(address, body === undefined ? {} : options).catch(() => null);
  if (!response) throw new Error(texts.error.offline);
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.error?.message ?? texts.error.offline);
  return answer as Answer;
}
