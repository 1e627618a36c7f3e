import { eachText, mapTexts } from '../workflow/references';
import type { Explanation } from './explanation';
import type { History } from './history';
import { paramsChange } from './replace-path';
import { code } from './words';

const encoded = /%7B%7B(.*?)%7D%7D/i;
const everyEncoded = /%7B%7B(.*?)%7D%7D/gi;

/** An expression whose braces were written as in a web address: it was sent as it stands, and never worked out. */
export function encodedBraces(history: History, nodeKey: string): Explanation | null {
  const node = history.node(nodeKey);
  const record = history.record(nodeKey);
  let [param, found] = ['', ''];
  eachText(node?.params ?? {}, (text, at) => {
    const match = encoded.exec(text);
    if (match && param === '') [param, found] = [at, match[0]];
  });
  if (!node || !record || param === '') return null;
  const meant = plain(found);
  const change = paramsChange(
    node,
    mapTexts(node.params, text => text.replace(everyEncoded, plain)),
  );
  return {
    cause: { class: 'configuration', node: nodeKey, origin: nodeKey, confidence: 'certain' },
    sentence: `In step ${history.name(nodeKey)} the braces of an expression are written as in a web address, ${code(found)}, so it was sent as it stands and never worked out. Write ${code(meant)}?`,
    evidence: history.evidence(nodeKey, `resolvedParams.${param}`),
    fix: change && {
      changes: [change],
      summary: [`In *${node.label}*, write ${code(meant)} instead of ${code(found)}`],
    },
    nextStep: change ? 'Apply the change, then run it again.' : `Write ${code(meant)} there.`,
  };
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%7B/gi, '{').replace(/%7D/gi, '}');
  }
}

/** The same for every step that ran. */
export function encodedAnywhere(history: History): Explanation | null {
  for (const { nodeKey, status } of history.records) {
    const told = status === 'succeeded' ? encodedBraces(history, nodeKey) : null;
    if (told) return { ...told, sentence: `Nothing failed, but something was not worked out. ${told.sentence}` };
  }
  return null;
}
