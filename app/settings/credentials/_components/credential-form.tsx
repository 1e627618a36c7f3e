'use client';
import { useState } from 'react';
import type { Credential, Integration } from '@/database/credentials';
import type { CredentialField } from '@/engine/workflow/credential-fields';
import { Button } from '../../../_ui/button';
import { dayOf, endOfDay } from '../../../_ui/days';
import { Label, TextField } from '../../../_ui/field';
import { Form } from '../../../_ui/form';
import { Notice } from '../../../_ui/notice';
import { texts } from '../../../_ui/texts';
import { notify } from '../../../_ui/toast';
import { UntilField } from '../../../_ui/until-field';
import { useAction } from '../../../_ui/use-action';
import { keepCredential } from '../_actions/keep-credential';

interface Props {
  integration: Integration;
  /** Null for a new one. */
  credential: Credential | null;
  onDone(id: string): void;
  onCancel(): void;
}

/** The fields that an integration's schema describes. What is typed goes to the server and nowhere else. */
export function CredentialForm({ integration, credential, onDone, onCancel }: Props) {
  const [name, setName] = useState(credential?.name ?? integration.displayName);
  const [values, setValues] = useState(() => valuesAtFirst(integration, credential));
  const [until, setUntil] = useState(() => dayOf(credential?.expiresAt ?? null));
  const [refused, setRefused] = useState<string | null>(null);
  /** Kept, though its test failed: the next save changes it. */
  const [failing, setFailing] = useState<string | null>(null);
  const [working, act] = useAction();
  const keep = async () => {
    setRefused(null);
    const done = await act<{ id: string; problem: string | null } | null>(async () => {
      const result = await keepCredential({
        id: credential?.id ?? failing ?? undefined,
        integration: integration.name,
        name,
        values,
        expiresAt: endOfDay(until),
      });
      if ('error' in result) setRefused(result.error.message);
      return 'error' in result ? { value: null } : result;
    });
    if (!done?.value) return;
    const { id, problem } = done.value;
    setFailing(problem ? id : null);
    if (problem) return setRefused(texts.credential.savedButFails(problem));
    notify(texts.credential.works(name));
    return onDone(id);
  };
  return (
    <Form onSend={keep}>
      <Label text={texts.credential.name}>
        <TextField
          value={name}
          placeholder={texts.credential.namePlaceholder}
          onChange={event => setName(event.target.value)}
        />
      </Label>
      {integration.fields.map(field => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          kept={credential !== null && field.secret}
          onChange={value => setValues(all => ({ ...all, [field.name]: value }))}
        />
      ))}
      <Label text={texts.credential.until}>
        <UntilField label={texts.credential.until} value={until} onChange={setUntil} />
      </Label>
      <p className="text-[13px] text-muted">{texts.credential.secretNote}</p>
      {refused && <Notice tone="failed">{refused}</Notice>}
      <div className="flex justify-end gap-2">
        {failing ? (
          <Button onClick={() => onDone(failing)}>{texts.credential.anyway}</Button>
        ) : (
          <Button onClick={onCancel}>{texts.cancel}</Button>
        )}
        <Button kind="main" type="submit" disabled={working}>
          {working ? texts.credential.saving : texts.credential.save}
        </Button>
      </div>
    </Form>
  );
}

const valuesAtFirst = ({ fields }: Integration, credential: Credential | null): Record<string, string> =>
  Object.fromEntries(fields.map(({ name, initial }) => [name, credential?.config[name] ?? initial]));

interface FieldProps {
  field: CredentialField;
  value: string;
  /** Empty leaves what is stored. */
  kept: boolean;
  onChange(value: string): void;
}

function Field({ field, value, kept, onChange }: FieldProps) {
  const { label, description, secret, kind, choices, required, initial } = field;
  const mayBeEmpty = !required && initial === '';
  return (
    <Label text={mayBeEmpty ? texts.credential.ifAny(label) : label}>
      {kind === 'choice' ? (
        <select
          value={value}
          onChange={event => onChange(event.target.value)}
          className="h-8 w-full rounded-md border border-line-strong bg-surface px-2 text-text"
        >
          {choices.map(choice => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <TextField
          type={secret ? 'password' : 'text'}
          inputMode={kind === 'number' ? 'numeric' : undefined}
          autoComplete="off"
          spellCheck={false}
          value={value}
          placeholder={kept ? texts.credential.kept : undefined}
          onChange={event => onChange(event.target.value)}
        />
      )}
      {description && <span className="text-faint">{description}</span>}
    </Label>
  );
}
