import type { Refused } from './refused-request';

/** Whether a key went along, as far as the record tells. */
export function sentKey({ failure: { history, record } }: Refused) {
  const node = history.node(record.nodeKey);
  const isHttp = record.type === 'core.http-request';
  const { headers, query, url } = (record.resolvedParams ?? node?.params ?? {}) as Record<string, unknown>;
  const written = JSON.stringify([headers, query, url]);
  const sends =
    node?.options.credentialId !== undefined ||
    /authorization|api[-_]?key|token|secret|signature|cookie|key=/i.test(written);
  return { node, isHttp, sends };
}
