export interface Hovered {
  node?: string;
  arrow?: string;
}

export type Hovering = ReturnType<typeof createHovering>;

/** What the hand is over, outside React's state: a thousand cards need not be drawn anew because it moved. */
export function createHovering() {
  let hovered: Hovered = {};
  const listeners = new Set<() => void>();
  return {
    read: (): Hovered => hovered,
    set(next: Hovered) {
      if (next.node === hovered.node && next.arrow === hovered.arrow) return;
      hovered = next;
      for (const listener of listeners) listener();
    },
    follow(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
