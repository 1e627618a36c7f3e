'use client';
import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { Button } from '../../_ui/button';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { type ActionResult, useAction } from '../../_ui/use-action';

/** Adds the rows of a CSV file: all of them, or none with the line that is wrong. */
export function ImportButton({ tableId, children }: { tableId: string; children: ReactNode }) {
  const input = useRef<HTMLInputElement>(null);
  const [working, act] = useAction();

  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = ''; // so that the same file can be chosen again
    if (!file) return;
    if (file.size > 20 * 1024 * 1024) return void notify(texts.table.tooLarge);
    const done = await act(() => send(tableId, file));
    if (!done) return;
    notify(texts.table.imported(done.value.count));
  };

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        className="hidden"
        onChange={take}
        aria-label={texts.table.import}
      />
      <Button size="small" disabled={working} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}

async function send(tableId: string, file: File): Promise<ActionResult<{ count: number }>> {
  const response = await fetch(`/api/tables/${tableId}/csv`, { method: 'POST', body: await file.text() });
  const answer = (await response.json()) as { count: number } & {
    error?: { code: string; message: string };
    code?: string;
    message?: string;
  };
  if (response.ok) return { value: answer };
  return {
    error: answer.error ?? { code: answer.code ?? 'unexpected', message: answer.message ?? texts.error.offline },
  };
}
