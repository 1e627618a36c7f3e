'use client';
import { useState } from 'react';
import type { Item } from '@/engine/workflow/schema';
import { columnsOf, valueText } from './item-text';
import { JsonLinesView } from './json-lines-view';
import { JsonView } from './json-view';
import { Switch } from './switch';
import { texts } from './texts';

interface Props {
  items: readonly Item[];
  total?: number;
  /** A field was chosen: its path within one item. */
  onPath?: OnPath;
}
type OnPath = (path: readonly (string | number)[]) => void;

/** Items as a table, or as JSON behind a switch. Shows the first hundred and says how many there are. */
export function ItemsView({ items, total = items.length, onPath }: Props) {
  const [asJson, setAsJson] = useState(false);
  if (items.length === 0) return <p className="px-1 py-2 text-muted">{texts.noItems}</p>;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center justify-between gap-3 text-[13px]">
        <span className="text-muted">{texts.itemCount(total, Math.min(items.length, 100))}</span>
        <Switch checked={asJson} onCheckedChange={setAsJson}>
          JSON
        </Switch>
      </div>
      {!asJson &&
        (columnsOf(items).length === 0 ? (
          <p className="px-1 text-muted">{texts.noFields}</p>
        ) : (
          <ItemTable items={items.slice(0, 100)} onPath={onPath} />
        ))}
      {asJson && (onPath ? <JsonLinesView value={items[0]} onPath={onPath} /> : <JsonView value={items} />)}
    </div>
  );
}

export function ItemTable({ items, onPath }: Pick<Props, 'items' | 'onPath'>) {
  const columns = columnsOf(items);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={texts.items} tabIndex={0} className="max-h-96 overflow-auto rounded-md border border-line">
      <table className="min-w-full border-collapse text-left font-mono text-[13px]">
        <thead className="sticky top-0 bg-sunken">
          <tr>
            {columns.map(column => (
              <th key={column} className="whitespace-nowrap border-line border-b px-2 py-1 font-medium">
                {onPath ? <Choice text={column} onChoose={() => onPath([column])} /> : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: items have no identity but their place
            <tr key={index} className="border-line not-last:border-b">
              {columns.map(column => (
                <td key={column} title={valueText(item[column])} className="max-w-72 truncate px-2 py-1">
                  {onPath ? (
                    <Choice text={valueText(item[column])} hidden onChoose={() => onPath([column])} />
                  ) : (
                    valueText(item[column])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The cursor stays where it is: the path is written there. One button a column is enough to reach with Tab. */
function Choice({ text, hidden = false, onChoose }: { text: string; hidden?: boolean; onChoose(): void }) {
  return (
    <button
      type="button"
      tabIndex={hidden ? -1 : undefined}
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
      className="max-w-full truncate rounded-sm text-left hover:bg-hover"
    >
      {text || '\u00a0'}
    </button>
  );
}
