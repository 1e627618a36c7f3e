import { bodyEnds } from '@/engine/diagram/body-ends';
import { texts } from '../../_ui/texts';
import { disconnect, duplicateSteps, removeSteps, toggleOption } from './core/commands';
import { intoLoop } from './core/into-loop';
import type { ActionName } from './core/keys';
import { type Direction, firstStep, neighbour } from './core/navigate';
import { roomAround } from './start-view';
import type { BoardState } from './use-board';

type Actions = Record<
  Exclude<ActionName, 'copy' | 'cut' | 'paste' | 'suggest1' | 'suggest2' | 'suggest3' | 'arrange'>,
  () => void
>;

/** What each action does to the board; keys, buttons and menus all come here. */
export function boardActions(board: BoardState, { onOpen }: { onOpen(id: string): void }): Actions {
  return { ...editing(board), ...choosing(board, onOpen), ...looking(board) };
}

const idsOf = ({ chosen, cursor }: BoardState) => (chosen.size > 0 ? [...chosen] : cursor ? [cursor] : []);

function editing(board: BoardState) {
  const { editor, view, cursor, arrow } = board;
  const arrows = view.screen.connections;
  const addAfter = () => {
    const port = cursor && board.wayOut(cursor);
    if (cursor && port) board.setSpot({ kind: 'after', from: cursor, port });
    else board.setSpot({ kind: 'loose', at: null });
  };
  const insert = () => {
    const on = arrows.find(({ id }) => id === arrow) ?? arrows.find(({ to }) => to === cursor);
    if (on) board.setSpot({ kind: 'on', arrow: on });
    else addAfter();
  };
  const removeArrows = () => {
    const ids = new Set(idsOf(board));
    const among = arrows.filter(({ from, to }) => ids.has(from) && ids.has(to));
    const one = arrows.find(({ id }) => id === arrow);
    const into = arrows.filter(({ to }) => to === cursor);
    board.edit((one ? [one] : among.length > 0 ? among : into).flatMap(disconnect));
    board.setArrow(null);
  };
  const remove = () => {
    const one = arrows.find(({ id }) => id === arrow);
    if (one) return removeArrows();
    const ids = idsOf(board);
    if (ids.length === 0) return;
    const next = arrows.find(({ to }) => to === ids[0])?.from ?? arrows.find(({ from }) => from === ids[0])?.to;
    if (board.edit(removeSteps(ids))) board.point(next && !ids.includes(next) ? next : null);
  };
  return {
    add: addAfter,
    insert,
    loose: () => board.setSpot({ kind: 'loose', at: null }),
    connect: () => {
      const port = cursor && board.wayOut(cursor);
      if (cursor && port) board.setConnecting({ from: cursor, port });
    },
    disconnect: removeArrows,
    port: () => {
      const ports = cursor ? board.portsAt(cursor) : [];
      if (!cursor || ports.length < 2) return;
      const next = ports[(ports.indexOf(board.wayOut(cursor)!) + 1) % ports.length]!;
      board.setWays({ ...board.ways, [cursor]: next });
    },
    remove,
    disable: () => editor.edit(toggleOption('disabled', idsOf(board), view.screen)),
    lock: () => editor.edit(toggleOption('locked', idsOf(board), view.screen)),
    duplicate: () => {
      const copied = duplicateSteps(new Set(idsOf(board)), { workflow: view.screen, places: board.resting });
      if (!copied || !board.edit(copied.changes)) return;
      board.setChosen(new Set(copied.ids));
      board.setCursor(copied.ids[0] ?? null);
    },
    undo: () => editor.undo(),
    redo: () => editor.redo(),
    ...looping(board),
    ...moving(board),
  };
}

/** A loop and its inside. */
function looping(board: BoardState) {
  const { editor, view, cursor } = board;
  const loop = () => {
    const result = intoLoop(idsOf(board), { workflow: view.screen, places: board.resting, types: editor.types });
    if ('problem' in result) return editor.say(texts.canvas.noLoop[result.problem](result.label));
    if (board.edit(result.changes)) board.point(result.loopId);
  };
  const inside = () => {
    const node = cursor ? board.byId.get(cursor) : undefined;
    if (!node || !editor.types[node.type]?.isContainer) return editor.say(texts.canvas.noLoop.inside);
    const { last } = bodyEnds(view.screen, node.id);
    const [end, ...others] = last;
    const port = end && board.wayOut(end.id);
    board.setSpot(
      port && others.length === 0 ? { kind: 'after', from: end.id, port } : { kind: 'inside', loop: node.id },
    );
  };
  return { loop, inside };
}

const away = 20;

function moving(board: BoardState) {
  const move = (x: number, y: number) => () => {
    const ids = idsOf(board).filter(id => board.places[id]);
    const positions = ids.map(id => [id, { x: board.places[id]!.x + x, y: board.places[id]!.y + y }] as const);
    if (ids.length > 0) board.edit([{ type: 'move-nodes', positions: Object.fromEntries(positions) }]);
  };
  return { moveUp: move(0, -away), moveDown: move(0, away), moveLeft: move(-away, 0), moveRight: move(away, 0) };
}

function choosing(board: BoardState, onOpen: (id: string) => void) {
  const { view, cursor, connecting } = board;
  const go =
    (direction: Direction, keep = false) =>
    () => {
      const places = new Map(view.screen.nodes.flatMap(({ id }) => (board.places[id] ? [[id, board.places[id]]] : [])));
      const from = cursor && places.has(cursor) ? cursor : null;
      const next = from
        ? neighbour(from, direction, { places, connections: view.screen.connections })
        : firstStep(places);
      if (next) board.point(next, keep);
    };
  const open = () => {
    if (connecting && cursor) {
      board.setConnecting(null);
      if (connecting.from !== cursor) board.edit([{ type: 'connect', ...connecting, to: cursor }]);
      return;
    }
    if (cursor && board.byId.has(cursor)) onOpen(cursor);
  };
  const back = () => {
    if (connecting) return board.setConnecting(null);
    if (board.panel) return board.setPanel(null);
    board.editor.say(null);
    board.point(null);
  };
  const all = () => board.setChosen(new Set(view.screen.nodes.map(({ id }) => id)));
  const [up, down, left, right] = [go('up'), go('down'), go('left'), go('right')];
  return { open, back, all, up, down, left, right, extendUp: go('up', true), extendDown: go('down', true) };
}

/** The line under the workflow, or the composer of the conversation beside it; either knows what is chosen. */
const whereOneSays = `section[aria-label="${texts.step.ask}"] input, [aria-label="${texts.chat.field}"]`;

function looking(board: BoardState) {
  const { flow } = board;
  return {
    find: () => board.setPanel('find'),
    help: () => board.setPanel(board.panel === 'help' ? null : 'help'),
    ask: () => document.querySelector<HTMLElement>(whereOneSays)?.focus(),
    fit: () => void flow.fitView({ padding: roomAround, maxZoom: 1 }),
    closer: () => void flow.zoomIn(),
    further: () => void flow.zoomOut(),
    map: () => board.setMap(!board.map),
  };
}
