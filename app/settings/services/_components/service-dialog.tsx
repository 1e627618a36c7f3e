'use client';
import { useState } from 'react';
import type { OwnIntegration } from '@/database/integrations';
import { Button } from '../../../_ui/button';
import { Dialog } from '../../../_ui/dialog';
import { Label, TextField } from '../../../_ui/field';
import { Form } from '../../../_ui/form';
import { Notice } from '../../../_ui/notice';
import { Select } from '../../../_ui/select';
import { texts } from '../../../_ui/texts';
import { type ActionResult, useAction } from '../../../_ui/use-action';
import { keepService } from '../_actions/keep-service';
import { categories, isAddress, type ServiceForm, toForm, ways } from '../service-form';
import { FieldRows } from './field-rows';

const words = texts.service;

interface Props {
  /** Null for a new one. */
  service: OwnIntegration | null;
  onClose(): void;
}

/** Where a service is, what a key for it holds, and how the key goes along. */
export function ServiceDialog({ service, onClose }: Props) {
  const [form, setForm] = useState<ServiceForm>(() => toForm(service));
  const [refused, setRefused] = useState<string | null>(null);
  const [working, act] = useAction();
  const set = (part: Partial<ServiceForm>) => setForm(before => ({ ...before, ...part }));
  const { title, description, category, address, way, keyName, fields } = form;
  const save = async () => {
    if (!isAddress(address)) return setRefused(words.addressInvalid);
    if (fields.length === 0) return setRefused(words.fieldsMissing);
    setRefused(null);
    const done = await act<boolean>(async (): Promise<ActionResult<boolean>> => {
      const result = await keepService({ name: service?.name ?? null, form: { ...form, fields: [...fields] } });
      if ('value' in result) return { value: true };
      setRefused(result.error.message);
      return { value: false };
    });
    if (done?.value) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={open => !open && onClose()}
      title={service ? words.editTitle(service.title) : words.add}
      size="wide"
    >
      <Form onSend={save}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Label text={words.name}>
            <TextField
              required
              maxLength={80}
              value={title}
              placeholder={words.namePlaceholder}
              onChange={event => set({ title: event.target.value })}
            />
          </Label>
          <Label text={words.category}>
            <Select
              value={category}
              onChange={event => set({ category: categories.find(one => one === event.target.value) ?? 'other' })}
            >
              {categories.map(one => (
                <option key={one} value={one}>
                  {words.categories[one]}
                </option>
              ))}
            </Select>
          </Label>
        </div>
        <Label text={words.address}>
          <TextField
            required
            inputMode="url"
            spellCheck={false}
            value={address}
            placeholder={words.addressPlaceholder}
            onChange={event => set({ address: event.target.value })}
          />
          <span className="text-faint">{words.addressHint}</span>
        </Label>
        <Label text={words.about}>
          <TextField maxLength={500} value={description} onChange={event => set({ description: event.target.value })} />
        </Label>
        <FieldRows fields={fields} onChange={next => set({ fields: next })} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Label text={words.how}>
            <Select
              value={way}
              onChange={event => set({ way: ways.find(one => one === event.target.value) ?? 'bearer' })}
            >
              {ways.map(one => (
                <option key={one} value={one}>
                  {words.ways[one]}
                </option>
              ))}
            </Select>
          </Label>
          {(way === 'header' || way === 'query') && (
            <Label text={way === 'header' ? words.headerName : words.queryName}>
              <TextField
                value={keyName}
                spellCheck={false}
                placeholder={way === 'header' ? 'X-API-Key' : 'api_key'}
                onChange={event => set({ keyName: event.target.value })}
              />
            </Label>
          )}
        </div>
        <p className="text-[13px] text-muted">{words.wayAbout[way]}</p>
        {refused && <Notice tone="failed">{refused}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} keys="Esc">
            {texts.cancel}
          </Button>
          <Button kind="main" type="submit" disabled={working}>
            {words.save}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
