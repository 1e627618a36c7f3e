'use client';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import Trash from 'lucide-react/icons/trash-2';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { Execution } from '@/engine/run/execution';
import { DiagramView } from '../../_diagram/diagram-view';
import type { TemplateView } from '../../_server/rehearse-template';
import { Button, buttonClass } from '../../_ui/button';
import { ConfirmDialog } from '../../_ui/confirm-dialog';
import { InlineText } from '../../_ui/inline-text';
import { ItemsView } from '../../_ui/items-view';
import { Notice } from '../../_ui/notice';
import { PageHeader } from '../../_ui/page-header';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { Answer } from '../../runs/_components/answer';
import { deleteTemplate } from '../_actions/delete-template';
import { useStart } from './use-start';

const words = texts.template;

/** One template before it is used: how it looks, what it will ask for, and what an example run gives. */
export function TemplatePage({ view }: { view: TemplateView }) {
  const { template, problem, diagram, asks, input, run } = view;
  const [working, start] = useStart();
  return (
    <>
      <PageHeader title={<span title={template.name}>{template.name}</span>}>
        <Link href="/templates" className={buttonClass('quiet', 'small')}>
          <ArrowLeft size={14} />
          <span className="max-sm:sr-only">{words.back}</span>
        </Link>
        {template.isOwn && <DeleteTemplate template={template} />}
        {!problem && (
          <Button kind="main" size="small" disabled={working} onClick={() => start(template.id)}>
            {working ? words.using : words.use}
          </Button>
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-4xl flex-col gap-6 p-4">
          <p>{template.description}</p>
          {problem && <Notice tone="failed">{problem}</Notice>}
          {diagram && (
            <div className="overflow-hidden rounded-lg border border-line">
              <DiagramView text={diagram} label={words.diagramOf(template.name)} statuses={run?.statuses} />
            </div>
          )}
          <Part title={words.asks}>
            {asks.length === 0 ? (
              <p className="text-muted">{words.asksNothing}</p>
            ) : (
              <ul className="flex flex-col gap-1">
                {asks.map(({ name, node, kind, label }) => (
                  <li key={`${node} ${name}`} className="flex flex-wrap gap-x-3">
                    <span>{label}</span>
                    <span className="text-muted">{words.kinds[kind]}</span>
                  </li>
                ))}
              </ul>
            )}
          </Part>
          {input.length > 0 && Object.keys(input[0] ?? {}).length > 0 && (
            <Part title={words.starts}>
              <ItemsView items={input} total={input.length} />
            </Part>
          )}
          <Part title={words.result}>
            {run ? <Result run={run} /> : <p className="text-muted">{words.noResult}</p>}
          </Part>
        </div>
      </div>
    </>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="flex min-w-0 flex-col gap-2">
    <h2 className="font-medium">{title}</h2>
    {children}
  </section>
);

function Result({ run }: { run: NonNullable<TemplateView['run']> }) {
  return (
    <>
      <p>
        <InlineText text={run.sentence} />
      </p>
      {run.answer ? (
        <Answer answer={run.answer as NonNullable<Execution['answer']>} />
      ) : (
        <ItemsView items={run.output} total={run.output.length} />
      )}
    </>
  );
}

function DeleteTemplate({ template: { id, name } }: { template: TemplateView['template'] }) {
  const router = useRouter();
  const [, act] = useAction({ refresh: false });
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    if (await act(() => deleteTemplate({ templateId: id }))) router.push('/templates');
  };
  return (
    <>
      <Button kind="quiet" size="small" onClick={() => setAsking(true)}>
        <Trash size={14} />
        {texts.nav.delete}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={words.deleteTitle(name)}
        description={words.deleteText}
        confirm={texts.nav.delete}
        onConfirm={remove}
      />
    </>
  );
}
