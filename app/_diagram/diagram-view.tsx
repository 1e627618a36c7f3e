'use client';
import { useTheme } from 'next-themes';
import { type KeyboardEvent, type MouseEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { NodeStatus } from '@/engine/run/node-execution';
import { cx } from '../_ui/cx';
import { texts } from '../_ui/texts';
import { fitDrawing } from './fit-drawing';
import { markNodes, nodeKeyAt } from './mark-nodes';
import { renderMermaid } from './render-mermaid';
import { usePan } from './use-pan';

interface Props {
  /** Mermaid text, written by engine/diagram/to-mermaid. */
  text: string;
  label: string;
  /** How each step is doing, by key. Drawn over the diagram, so that nothing moves while a run goes on. */
  statuses?: Readonly<Record<string, NodeStatus>>;
  onNode?(key: string): void;
  /** As high as its place instead of at most 360 px. */
  fill?: boolean;
}

/** A workflow's diagram. As tall as it needs up to 360 px, then it can be panned. */
export function DiagramView({ text, label, statuses, onNode, fill }: Props) {
  const { resolvedTheme } = useTheme();
  const [drawing, setDrawing] = useState<{ svg: string } | { failed: true } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  usePan(box);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page when the theme changes
  useEffect(() => {
    let current = true;
    renderMermaid(text).then(
      svg => current && setDrawing({ svg }),
      error => {
        console.error('the diagram could not be drawn', error);
        if (current) setDrawing({ failed: true });
      },
    );
    return () => {
      current = false;
    };
  }, [text, resolvedTheme]);

  useLayoutEffect(() => {
    if (box.current && drawing) markNodes(box.current, { statuses: statuses ?? {}, clickable: onNode !== undefined });
  }, [drawing, statuses, onNode]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !drawing) return;
    const sized = new ResizeObserver(() => fitDrawing(element));
    sized.observe(element);
    return () => sized.disconnect();
  }, [drawing]);

  const choose = (event: MouseEvent | KeyboardEvent) => {
    const key = nodeKeyAt(event.target);
    if (key) onNode?.(key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    choose(event);
  };

  if (drawing && 'failed' in drawing) return <pre className="overflow-auto p-3 font-mono text-xs">{text}</pre>;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing of many parts, not a form's group
    <div
      ref={box}
      role="group"
      aria-label={label}
      onClick={choose}
      onKeyDown={onKeyDown}
      className={cx('diagram overflow-auto p-3', fill ? 'h-full' : 'max-h-[360px] border-line border-t')}
    >
      {drawing ? (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: mermaid's own output in its strict mode
        <div className="flex min-w-max justify-center" dangerouslySetInnerHTML={{ __html: drawing.svg }} />
      ) : (
        <p className="py-8 text-center text-muted">{texts.error.loading}</p>
      )}
    </div>
  );
}
