import Link from 'next/link';
import type { Usage } from '@/database/usage';
import { texts } from '../../../_ui/texts';

const words = texts.usage;

/** The same figures by workflow, the most used first. */
export function ByWorkflow({ rows }: { rows: Usage['workflows'] }) {
  const most = Math.max(...rows.map(({ runs }) => runs), 1);
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-raised">
      <table className="w-full text-[13px]">
        <thead className="text-left text-muted">
          <tr>
            <th className="px-3 py-2 font-normal">{words.workflow}</th>
            {[words.runs, words.failed, words.tokens, words.cost, words.storage].map(title => (
              <th key={title} className="px-3 py-2 text-right font-normal">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-line border-t">
          {rows.map(row => (
            <tr key={row.workflowId ?? 'none'}>
              <td className="max-w-[16rem] px-3 py-2">
                <Name {...row} />
                <span
                  aria-hidden="true"
                  className="mt-1 block h-1 rounded-sm bg-accent"
                  style={{ width: `${(row.runs / most) * 100}%` }}
                />
              </td>
              {[
                words.count(row.runs),
                words.count(row.failed),
                words.count(row.tokens),
                words.money(row.costUsd),
                words.size(row.bytes),
              ].map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: five columns that never move
                <td key={index} className="whitespace-nowrap px-3 py-2 text-right font-mono">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ workflowId, name }: { workflowId: string | null; name: string | null }) {
  if (workflowId === null) return words.conversations;
  return (
    <Link
      href={`/workflows/${workflowId}`}
      title={name ?? undefined}
      className="block min-w-32 truncate hover:underline"
    >
      {name ?? words.deleted}
    </Link>
  );
}
