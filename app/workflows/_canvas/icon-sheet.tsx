'use client';
import { type CSSProperties, useLayoutEffect, useRef } from 'react';
import { NodeIcon } from '../../_ui/node-icon';

/** Draws every icon once and keeps it as a picture in a variable of the style sheet: a card needs one element for it. */
export function IconSheet({ names, theme }: { names: readonly string[]; theme: string | undefined }) {
  const host = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew in the colours of another theme
  useLayoutEffect(() => {
    const [element, canvas] = [host.current, host.current?.parentElement];
    if (!element || !canvas) return;
    const color = getComputedStyle(element).color;
    for (const icon of element.children) {
      const text = icon.innerHTML.replaceAll('currentColor', color);
      canvas.style.setProperty(variable(icon.id), `url("data:image/svg+xml,${encodeURIComponent(text)}")`);
    }
  }, [names, theme]);
  return (
    <div ref={host} hidden className="text-text">
      {[...new Set(names)].map(name => (
        <span key={name} id={name}>
          <NodeIcon name={name} size={14} />
        </span>
      ))}
    </div>
  );
}

const variable = (name: string) => `--step-icon-${name}`;

export const iconStyle = (name: string): CSSProperties => ({ backgroundImage: `var(${variable(name)})` });
