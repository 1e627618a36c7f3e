'use client';
import type { Change } from '@/engine/workflow/change';
import type { WorkflowNode } from '@/engine/workflow/schema';
import { Label } from '../../_ui/field';
import { texts } from '../../_ui/texts';
import { DraftField } from './draft-field';

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
        <DraftField value={node.label} disabled={readOnly} maxLength={80} onCommit={text => rename('label', text)} />
      </Label>
      <Label text={words.key}>
        <DraftField
          value={node.key}
          disabled={readOnly}
          maxLength={48}
          pattern="[a-z][a-z0-9_]*"
          title={words.keyHint}
          spellCheck={false}
          className="font-mono text-[13px] invalid:border-state-failed"
          onCommit={(text, field) => field.validity.valid && rename('key', text)}
        />
      </Label>
    </div>
  );
}
