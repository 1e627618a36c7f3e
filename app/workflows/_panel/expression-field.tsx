'use client';
import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { isExpression } from './core/edit-params';
import { usePanelContext } from './panel-context';
import { PreviewLine } from './preview-line';

/** Loaded when the first panel opens, not with the page. */
const Editor = dynamic(() => import('./expression-editor'), {
  ssr: false,
  loading: () => <div className="h-8 rounded-md border border-line-strong bg-surface" />,
});

interface Props {
  id: string;
  label: string;
  describedBy?: string;
  value: string;
  hint?: string;
  multiline?: boolean;
  onCommit(text: string): void;
}

/** One text that may hold expressions, with what they come to on the last run below it. */
export function ExpressionField({ id, label, describedBy, value, hint, multiline = false, onCommit }: Props) {
  const { readOnly, scope, writer } = usePanelContext();
  const [text, setText] = useState(value);
  const [active, setActive] = useState(false);
  useEffect(() => setText(value), [value]);

  const use = (fixed: string) => (active && writer.current ? writer.current.replace(fixed) : onCommit(fixed));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <Editor
        {...{ id, label, describedBy, hint, multiline, readOnly, scope }}
        value={value}
        onChange={setText}
        onFocus={next => {
          writer.current = next;
          setActive(true);
        }}
        onBlur={() => setActive(false)}
        onLeave={onCommit}
      />
      {(active || text !== value) && isExpression(text) && <PreviewLine text={text} onUse={use} />}
    </div>
  );
}
