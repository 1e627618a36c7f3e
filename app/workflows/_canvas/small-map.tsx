'use client';
import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { type PointerEvent, useLayoutEffect, useMemo, useRef } from 'react';
import type { Position } from '@/engine/workflow/schema';
import { texts } from '../../_ui/texts';
import { cardSize } from './card-look';

const size = { width: 140, height: 96 };
const margin = 6;

interface Props {
  places: Readonly<Record<string, Position>>;
  chosen: ReadonlySet<string>;
  theme: string | undefined;
}

/** All steps as dots with what is in sight as a frame; drawn as one picture, whatever their number. */
export function SmallMap({ places, chosen, theme }: Props) {
  const picture = useRef<HTMLCanvasElement>(null);
  const flow = useReactFlow();
  const scale = useMemo(() => scaleOf(Object.values(places)), [places]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew in the colours of another theme
  useLayoutEffect(() => {
    const canvas = picture.current;
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen) return;
    const style = getComputedStyle(canvas);
    pen.setTransform(2, 0, 0, 2, 0, 0);
    pen.clearRect(0, 0, size.width, size.height);
    for (const [id, { x, y }] of Object.entries(places)) {
      pen.fillStyle = style.getPropertyValue(chosen.has(id) ? '--accent' : '--muted');
      const [width, height] = [cardSize.width * scale.by, cardSize.height * scale.by];
      pen.fillRect(scale.x(x), scale.y(y), Math.max(1.5, width), Math.max(1, height));
    }
  }, [places, chosen, scale, theme]);

  const go = (event: PointerEvent) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = picture.current!.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    void flow.setCenter(scale.left + (x - margin) / scale.by, scale.top + (y - margin) / scale.by, {
      zoom: flow.getZoom(),
    });
  };
  return (
    <Panel position="bottom-left" className="m-2!">
      <div
        role="img"
        aria-label={texts.canvas.actions.map}
        className="relative touch-none overflow-hidden rounded-md border border-line bg-surface"
        style={size}
        onPointerDown={go}
        onPointerMove={go}
      >
        <canvas ref={picture} width={size.width * 2} height={size.height * 2} className="h-full w-full" />
        <InSight scale={scale} />
      </div>
    </Panel>
  );
}

type Scale = ReturnType<typeof scaleOf>;

/** The frame follows every movement, so it alone listens to it. */
function InSight({ scale }: { scale: Scale }) {
  const sight = useStore(({ transform: [x, y, zoom], width, height }) =>
    [-x / zoom, -y / zoom, width / zoom, height / zoom].map(Math.round).join(' '),
  );
  const [x, y, width, height] = sight.split(' ').map(Number) as [number, number, number, number];
  const [left, top] = [Math.max(0, scale.x(x)), Math.max(0, scale.y(y))];
  const [right, bottom] = [scale.x(x + width), scale.y(y + height)];
  return (
    <div
      className="pointer-events-none absolute rounded-md border border-accent"
      style={{ left, top, width: Math.min(right, size.width) - left, height: Math.min(bottom, size.height) - top }}
    />
  );
}

function scaleOf(places: readonly Position[]) {
  const edge = (of: (place: Position) => number, pick: (a: number, b: number) => number) =>
    places.length === 0 ? 0 : places.map(of).reduce((a, b) => pick(a, b));
  const [left, top] = [edge(({ x }) => x, Math.min), edge(({ y }) => y, Math.min)];
  const width = edge(({ x }) => x, Math.max) - left + cardSize.width;
  const height = edge(({ y }) => y, Math.max) - top + cardSize.height;
  const by = Math.min((size.width - 2 * margin) / width, (size.height - 2 * margin) / height, 0.1);
  return { left, top, by, x: (x: number) => margin + (x - left) * by, y: (y: number) => margin + (y - top) * by };
}
