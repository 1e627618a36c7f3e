import { updateAnswer } from './arm-steps';
import type { EditRule } from './edit-context';

const code = '([1-5]\\d\\d)';
const oldFirst = new RegExp(
  `^(?:please )?(?:change|turn|switch|set|make|replace) (?:the |that )?(?:http )?(?:status (?:code )?|code )?(?:from )?${code} (?:to|into|with|by|a)(?: be)?(?: a| the)? ${code}(?: please)?$`,
  'i',
);
const newFirst = new RegExp(
  `^(?:please )?(?:(?:use|answer with|return|send|give|make it|take) (?:an? |the )?(?:status (?:code )?|code )?|(?:the |its |that )?(?:http )?(?:status(?: code)?|code) (?:should be|must be|has to be|shall be|is) )${code}(?:,)? (?:instead of|not|rather than|in place of|and not)(?: the| a| an)? ${code}(?: please)?$`,
  'i',
);

/** "the status should be 422 instead of 403", "change the 400 to 422": the answers that are given with the one get the other. */
export const swapStatus: EditRule = context => {
  const text = context.text.replace(/[.!]+$/, '');
  const old = oldFirst.exec(text);
  const fresh = old ? null : newFirst.exec(text);
  const [before, after] = old ? [old[1], old[2]] : [fresh?.[2], fresh?.[1]];
  const answers = context.workflow.nodes.filter(
    ({ type, params }) => type === 'core.respond' && String(params.status ?? 200) === before,
  );
  if (after === undefined || answers.length === 0) return null;
  return {
    changes: answers.map(node => updateAnswer(node, { kind: 'answer', body: null, status: Number(after) }, context)),
  };
};
