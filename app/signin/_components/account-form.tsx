'use client';
import { type ReactNode, useActionState } from 'react';
import { Button } from '../../_ui/button';
import { Label, TextField } from '../../_ui/field';
import { Notice } from '../../_ui/notice';
import type { FormState } from '../_actions/as-guest';

interface Field {
  name: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  /** What a password manager may fill in. */
  autoComplete: string;
  hint?: string;
  minLength?: number;
  optional?: boolean;
}

interface Props {
  action(before: FormState, form: FormData): Promise<FormState>;
  fields: readonly Field[];
  /** Sent along unseen. */
  hidden?: Readonly<Record<string, string>>;
  submit: string;
  kind?: 'main' | 'plain';
  children?: ReactNode;
}

/** A form that works before its script is there, and says in its place what came of it. */
export function AccountForm({ action, fields, hidden = {}, submit, kind = 'main', children }: Props) {
  const [state, send, working] = useActionState(action, {});
  if (state.done) {
    return (
      <Notice tone="done">
        <span role="status">{state.done}</span>
      </Notice>
    );
  }
  return (
    <form action={send} className="flex flex-col gap-3">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label, hint, type = 'text', optional = false, ...rest }) => (
        <Label key={name} text={hint ? `${label} (${hint})` : label}>
          <TextField
            name={name}
            type={type}
            required={!optional}
            defaultValue={state.kept?.[name]}
            className="h-9"
            {...rest}
          />
        </Label>
      ))}
      {state.problem && (
        <Notice tone="failed">
          <span role="alert">{state.problem}</span>
        </Notice>
      )}
      <Button type="submit" kind={kind} disabled={working} className="h-9">
        {submit}
      </Button>
      {children}
    </form>
  );
}
