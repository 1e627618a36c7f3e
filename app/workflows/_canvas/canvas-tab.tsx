'use client';
import dynamic from 'next/dynamic';
import { type ComponentProps, useState } from 'react';
import { texts } from '../../_ui/texts';
import type { CanvasEditor as Editor } from './canvas-editor';
import type { CanvasSnapshot } from './core/snapshot';
import { openCanvas } from './open-canvas';

/** React Flow comes only when somebody looks at the canvas; where the page begins with it, beside the page's own code. */
const CanvasEditor = dynamic(() => import('./canvas-editor').then(module => module.CanvasEditor), {
  loading: () => <p className="p-4 text-muted">{texts.canvas.loading}</p>,
});

interface Props extends Omit<ComponentProps<typeof Editor>, 'opening'> {
  /** As the page was loaded with it. */
  snapshot?: CanvasSnapshot;
}

/** What is drawn is asked for at once, not only when the code that draws it has come. */
export function CanvasTab({ snapshot, ...rest }: Props) {
  const [opening] = useState(() => (typeof window === 'undefined' ? null : openCanvas(rest.workflowId, snapshot)));
  opening?.catch(() => undefined); // said by the editor, which waits for the same
  return <CanvasEditor opening={opening} {...rest} />;
}
