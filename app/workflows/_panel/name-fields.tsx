'use client';
import type { Change } from '@/engine/workflow/change';
import type { WorkflowNode } from '@/engine/workflow/schema';
import { Label, TextField } from '../../_ui/field';
import { texts } from '../../_ui/texts';

const words = texts.step;

interface Props {
  node: WorkflowNode;
  readOnly: boolean;
  send(changes: Change[]): void;
}

/** What the step is called on screen and in expressions. */
export function NameFields({ node, readOnly, send }: Props) {
  const rename = (name: 'label' | 'key', value: string) => {
    const text = value.trim();
    if (text !== '' && text !== node[name]) send([{ type: 'rename-node', node: node.id, [name]: text }]);
  };
  return (
    <div className="grid min-w-0 gap-2 @sm:grid-cols-2">
      <Label text={words.name}>
        <TextField
          key={node.label}
          defaultValue={node.label}
          disabled={readOnly}
          maxLength={80}
          onBlur={event => rename('label', event.target.value)}
        />
      </Label>
      <Label text={words.key}>
        <TextField
          key={node.key}
          defaultValue={node.key}
          disabled={readOnly}
          maxLength={48}
          pattern="[a-z][a-z0-9_]*"
          title={words.keyHint}
          spellCheck={false}
          className="font-mono text-[13px] invalid:border-state-failed"
          onBlur={event => event.target.validity.valid && rename('key', event.target.value)}
        />
      </Label>
    </div>
  );
}
