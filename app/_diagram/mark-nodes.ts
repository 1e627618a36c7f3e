import type { NodeStatus } from '@/engine/run/node-execution';

interface Marks {
  statuses: Readonly<Record<string, NodeStatus>>;
  clickable: boolean;
}

/** A step's key from the id that mermaid gives its group: `…flowchart-n_<key>-<number>`. */
const keyOf = (element: Element) => /flowchart-n_(.+)-\d+$/.exec(element.id)?.[1] ?? null;

/** Writes states onto the drawn steps (the colours are CSS), and makes them reachable by keyboard. */
export function markNodes(root: Element, { statuses, clickable }: Marks): void {
  for (const node of root.querySelectorAll('g.node')) {
    const key = keyOf(node);
    if (!key) continue;
    const status = statuses[key];
    if (status) node.setAttribute('data-status', status);
    else node.removeAttribute('data-status');
    if (clickable) {
      node.setAttribute('tabindex', '0');
      node.setAttribute('role', 'button');
      node.setAttribute('aria-label', `${node.textContent?.trim() ?? key}${status ? `, ${status}` : ''}`);
    }
  }
}

/** Which step was clicked, or null. */
export function nodeKeyAt(target: EventTarget): string | null {
  const node = target instanceof Element ? target.closest('g.node') : null;
  return node && keyOf(node);
}
