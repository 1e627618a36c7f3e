'use client';
import { useReactFlow } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import type { NewNode } from '@/engine/workflow/change';
import type { Position } from '@/engine/workflow/schema';
import { cardSize } from './card-look';
import { addStep, pinPlaces, type Spot } from './core/commands';
import type { Editor } from './core/editor';
import { useEditorView } from './use-editor';
import { usePlaces } from './use-places';

export type Panel = 'find' | 'help' | null;

/** What the person is doing on the board right now: chosen steps, where the cursor is, what is open. */
export function useBoard(editor: Editor) {
  const view = useEditorView(editor);
  const flow = useReactFlow();
  const { places, resting, dragged, setDragged } = usePlaces(view);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState<string | null>(null);
  const [arrow, setArrow] = useState<string | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const [connecting, setConnecting] = useState<{ from: string; port: string } | null>(null);
  const [ways, setWays] = useState<Readonly<Record<string, string>>>({});
  const [panel, setPanel] = useState<Panel>(null);
  // A small workflow is in sight anyway, and the map would lie on top of it.
  const [map, setMap] = useState(view.screen.nodes.length > 12);
  const root = useRef<HTMLDivElement>(null);

  const nodes = view.screen.nodes;
  const byId = useMemo(() => new Map(nodes.map(node => [node.id, node])), [nodes]);

  /** Keeps the cursor in sight without moving the board when it already is. */
  function show(id: string, place: Position | undefined = places[id]) {
    const box = root.current?.getBoundingClientRect();
    if (!place || !box) return;
    const at = flow.flowToScreenPosition({ x: place.x, y: place.y });
    const end = flow.flowToScreenPosition({ x: place.x + cardSize.width, y: place.y + cardSize.height + 60 });
    if (at.x >= box.left && at.y >= box.top && end.x <= box.right && end.y <= box.bottom) return;
    const middle = { x: place.x + cardSize.width / 2, y: place.y + cardSize.height / 2 };
    void flow.setCenter(middle.x, middle.y, { zoom: Math.max(flow.getZoom(), 0.5) });
  }

  function point(id: string | null, keep = false) {
    setCursor(id);
    setArrow(null);
    if (id === null) return setChosen(new Set());
    setChosen(before => new Set(keep ? [...before, id] : [id]));
    show(id);
  }

  /** Every edit of places or arrows fixes what was only drawn so far; nothing else moves from then on. */
  const edit = (changes: Parameters<Editor['edit']>[0]) => editor.edit(changes, pinPlaces(view.screen, resting));

  function add(step: Omit<NewNode, 'id'>, where: Spot): string {
    const { id, changes } = addStep(step, where, { workflow: view.screen, places: resting });
    setSpot(null);
    if (edit(changes)) {
      const added = changes[0];
      const place = added && 'node' in added && typeof added.node === 'object' ? added.node.position : null;
      setCursor(id);
      setArrow(null);
      setChosen(new Set([id]));
      if (place) show(id, place);
    }
    root.current?.focus();
    return id;
  }

  /** The way out that a new step or arrow takes: the one the person chose, else the first that leads nowhere yet. */
  function wayOut(id: string): string | null {
    const ports = portsAt(id);
    const wanted = ways[id];
    if (wanted && ports.includes(wanted)) return wanted;
    const taken = new Set(view.screen.connections.filter(({ from }) => from === id).map(({ port }) => port));
    return ports.find(port => !taken.has(port)) ?? ports[0] ?? null;
  }

  function portsAt(id: string): readonly string[] {
    const node = byId.get(id);
    const type = node && editor.types[node.type];
    return node && type ? type.ports(node.params) : [];
  }

  return {
    ...{ editor, view, flow, places, resting, dragged, setDragged, root, byId },
    ...{ chosen, setChosen, cursor, setCursor, arrow, setArrow, spot, setSpot, connecting, setConnecting },
    ...{ ways, setWays, panel, setPanel, map, setMap, show, point, edit, add, wayOut, portsAt },
  };
}

export type BoardState = ReturnType<typeof useBoard>;
