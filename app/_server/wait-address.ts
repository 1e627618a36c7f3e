import { publicBase } from './hook-address';
import { isSame, signed } from './signed';

/** Who a link was sent to, by their place among the addresses; `any` for the link that the owner hands on. */
export type LinkHolder = number | 'any';

const sign = (text: string) => signed(`run wait ${text}`);

/** The page on which one person decides. The secret is in the address alone; nothing of it is kept. */
export const approvalUrl = (waitId: string, holder: LinkHolder): string =>
  `${publicBase()}/approvals/${waitId}/${holder}.${sign(`approval ${waitId} ${holder}`)}`;

/** Whose link it is; null when it is nobody's. */
export function holderOf(waitId: string, key: string): LinkHolder | null {
  const [name = ''] = key.split('.', 1);
  if (!/^(any|\d{1,3})$/.test(name)) return null;
  const holder = name === 'any' ? 'any' : Number(name);
  return isSame(key, `${holder}.${sign(`approval ${waitId} ${holder}`)}`) ? holder : null;
}

/** The address that answers a run which waits for a call of that name. */
export const callUrl = (executionId: string, name: string): string =>
  `${publicBase()}/api/calls/${executionId}/${encodeURIComponent(name)}/${sign(`call ${executionId} ${name}`)}`;

export const isCallKey = ({ executionId, name, key }: { executionId: string; name: string; key: string }): boolean =>
  isSame(key, sign(`call ${executionId} ${name}`));
