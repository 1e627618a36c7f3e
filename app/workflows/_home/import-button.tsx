'use client';
import { useRef } from 'react';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { useAction } from '../../_ui/use-action';
import { importWorkflows } from '../_actions/import-workflows';

export function ImportButton() {
  const field = useRef<HTMLInputElement>(null);
  const [working, act] = useAction();
  const read = async (file: File) => {
    const text = await file.text();
    const done = await act(() => importWorkflows({ text }));
    if (done) notify(texts.home.imported(done.value.ids.length));
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        accept=".json,application/json"
        aria-label={texts.home.import}
        className="hidden"
        onChange={event => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) void read(file);
        }}
      />
      <Button size="small" disabled={working} onClick={() => field.current?.click()}>
        {texts.home.import}
      </Button>
    </>
  );
}
