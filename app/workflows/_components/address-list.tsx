import { CopyButton } from '../../_ui/copy-button';
import { texts } from '../../_ui/texts';

export interface Address {
  node: string;
  url: string;
  testUrl: string;
  note: string;
}

/** Where the workflow answers, to copy; the note says who can reach it. */
export function AddressList({ addresses }: { addresses: readonly Address[] }) {
  return addresses.map(({ node, url, testUrl, note }) => (
    <div key={node} className="flex min-w-0 flex-col gap-1">
      {[
        { label: texts.active.address, value: url },
        { label: texts.active.testAddress, value: testUrl },
      ]
        .filter(({ value }) => value)
        .map(({ label, value }) => (
          <div key={label} className="flex min-w-0 flex-col">
            <span className="text-[13px] text-muted">{label}</span>
            <div className="flex min-w-0 items-center gap-1 rounded-md bg-sunken pl-2">
              <code className="min-w-0 flex-1 break-all py-1 font-mono text-[13px]">{value}</code>
              <CopyButton text={value} label={texts.active.copyAddress} />
            </div>
          </div>
        ))}
      {note && <p className="text-[13px] text-muted">{note}</p>}
    </div>
  ));
}
