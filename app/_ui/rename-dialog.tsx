'use client';
import { Button } from './button';
import { Dialog } from './dialog';
import { Label, TextField } from './field';
import { texts } from './texts';

interface Props {
  open: boolean;
  title: string;
  hint?: string;
  /** What it is called now. */
  name: string;
  onClose(): void;
  onSave(name: string): void;
  /** The button's word; "Save" unless told. */
  save?: string;
}

export function RenameDialog({ open, title, hint, name, onClose, onSave, save = texts.save }: Props) {
  const submit = (form: FormData) => {
    const next = String(form.get('name') ?? '').trim();
    if (next && next !== name) onSave(next);
    onClose();
  };
  return (
    <Dialog open={open} onOpenChange={next => !next && onClose()} title={title} description={hint}>
      <form action={submit} className="flex flex-col gap-3">
        <Label text={texts.chat.name}>
          <TextField name="name" defaultValue={name} maxLength={120} required autoComplete="off" />
        </Label>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose} keys="Esc">
            {texts.cancel}
          </Button>
          <Button type="submit" kind="main" keys="Enter">
            {save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
