'use client';
import { useEffect, useState } from 'react';
import { Button } from '../../_ui/button';
import { InlineText } from '../../_ui/inline-text';
import { valueText } from '../../_ui/item-text';
import { texts } from '../../_ui/texts';
import type { Preview } from '../_server/preview-expression';
import { preview } from './_actions/preview';
import { usePanelContext } from './panel-context';

const words = texts.step;
const pauseMs = 250;

interface Props {
  text: string;
  /** The nearest path that is there is taken instead. */
  onUse(text: string): void;
}

/** What a text comes to for the first item of the last run. */
export function PreviewLine({ text, onUse }: Props) {
  const shown = usePreview(text);
  return (
    <div aria-live="polite" className="min-h-5 min-w-0 text-[13px]">
      {shown === 'offline' && <span className="text-muted">{words.previewOffline}</span>}
      {shown !== null && shown !== 'offline' && <Shown preview={shown} text={text} onUse={onUse} />}
    </div>
  );
}

function usePreview(text: string): Preview | 'offline' | null {
  const { workflowId, nodeId, stamp } = usePanelContext();
  const [shown, setShown] = useState<Preview | 'offline' | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp says when there is other data to look at
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      preview({ workflowId, nodeId, text }).then(
        result => current && setShown('error' in result ? 'offline' : result.value),
        () => current && setShown('offline'),
      );
    }, pauseMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [workflowId, nodeId, text, stamp]);
  return shown;
}

function Shown({ preview: shown, text, onUse }: Props & { preview: Preview }) {
  if (shown.kind === 'nothing') return <span className="text-muted">{words.previewNothing}</span>;
  if (shown.kind === 'value') {
    return (
      <div className="flex min-w-0 gap-2">
        <span className="shrink-0 text-faint">{words.preview}</span>
        <output className="line-clamp-6 min-w-0 break-words font-mono text-state-done" title={valueText(shown.value)}>
          {valueText(shown.value) || '""'}
        </output>
      </div>
    );
  }
  const { message, path, nearest } = shown;
  const fixed = path && nearest && text.includes(path) ? text.replace(path, nearest) : null;
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2 text-state-failed">
      <span className="min-w-0 break-words">
        <InlineText text={message} />
      </span>
      {fixed && (
        <Button size="small" onMouseDown={event => event.preventDefault()} onClick={() => onUse(fixed)}>
          {words.use(nearest!)}
        </Button>
      )}
    </div>
  );
}
