import ExternalLink from 'lucide-react/icons/external-link';
import { buttonClass } from '../../_ui/button';
import { CopyButton } from '../../_ui/copy-button';
import { cx } from '../../_ui/cx';
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
              {isPage(value) && (
                <a
                  href={value}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={texts.active.openAddress}
                  title={texts.active.openAddress}
                  className={cx(buttonClass('quiet', 'small'), 'size-7! px-0!')}
                >
                  <ExternalLink size={14} />
                </a>
              )}
              <CopyButton text={value} label={texts.active.copyAddress} />
            </div>
          </div>
        ))}
      {note && <p className="text-[13px] text-muted">{note}</p>}
    </div>
  ));
}

/** A form and a chat are there to be looked at; a webhook is called by programs. */
const isPage = (url: string) => /^https?:\/\/[^/]+\/(?:forms|talk)\//.test(url);
