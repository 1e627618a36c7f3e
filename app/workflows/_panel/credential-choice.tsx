'use client';
import Link from 'next/link';
import { useId } from 'react';
import type { Change } from '@/engine/workflow/change';
import type { WorkflowNode } from '@/engine/workflow/schema';
import { buttonClass } from '../../_ui/button';
import { Select } from '../../_ui/select';
import { texts } from '../../_ui/texts';
import type { StepFacts } from './step-facts';

const words = texts.step;

interface Props {
  node: WorkflowNode;
  credential: NonNullable<StepFacts['credential']>;
  readOnly: boolean;
  send(changes: Change[]): void;
}

/** Which of the person's keys the step works with. What is in them is never shown here. */
export function CredentialChoice({ node, credential, readOnly, send }: Props) {
  const id = useId();
  const { credentialId } = node.options;
  const { required, options } = credential;
  const choose = (next: string) =>
    send([
      next === ''
        ? { type: 'update-node', node: node.id, unsetOptions: ['credentialId'] }
        : { type: 'update-node', node: node.id, options: { credentialId: next } },
    ]);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-baseline gap-2 text-[13px]">
        <label htmlFor={id} className="font-medium">
          {words.credential}
        </label>
        {required && <span className="text-faint">{words.required}</span>}
      </div>
      <div className="flex min-w-0 gap-2">
        <Select id={id} value={credentialId ?? ''} disabled={readOnly} onChange={event => choose(event.target.value)}>
          <option value="">{words.noCredential}</option>
          {options.map(({ id: optionId, name, integrationName }) => (
            <option key={optionId} value={optionId}>
              {name} · {integrationName}
            </option>
          ))}
        </Select>
        <Link href="/settings/credentials" className={buttonClass('plain', 'usual')}>
          {words.addCredential}
        </Link>
      </div>
    </div>
  );
}
