import { isPage, pageTitle, wordsIn } from '../nodes/answer-words';
import { saysNo } from '../nodes/says-no';
import type { ErrorRecord, NodeExecution } from '../run/node-execution';
import { isObject } from '../workflow/equal';
import { formatPath } from '../workflow/path';
import type { Item } from '../workflow/schema';
import { explainService } from './explain-service';
import type { Evidence, Explanation } from './explanation';
import type { History, Place } from './history';
import { capital } from './verdict';
import { code, show } from './words';

/** A service's whole answer, as a step that calls one gives it. */
interface Answer {
  record: NodeExecution;
  place: Place;
  status: number;
  body: unknown;
  type: string;
}

/** Services that say no with a status of success, or with a page instead of data: found in what the steps gave. */
export function explainAnswer(history: History, place: Place): Explanation | null {
  const answer = answerAt(history, place);
  if (!answer) return null;
  if (saysNo(answer.body)) return refusedAnswer(history, answer);
  if (typeof answer.body === 'string' && isPage(answer.body, answer.type)) return pageAnswer(history, answer);
  return null;
}

/** The same for every step of a run, in the order they ran; at most the first hundred items of each. */
export function explainAnswers(history: History): Explanation | null {
  for (const record of history.records) {
    if (record.simulated || record.status !== 'succeeded') continue;
    for (const index of (record.outputs.next ?? []).slice(0, 100).keys()) {
      const place = { nodeKey: record.nodeKey, port: 'next', index, segments: [] };
      const answer = answerAt(history, place);
      if (answer && saysNo(answer.body)) return refusedAnswer(history, answer);
    }
  }
  return null;
}

/** Pages that nobody asks for: to sign in, to prove that one is no program, of an error. */
const notices =
  /sign ?in|log ?in|anmelden|just a moment|attention required|error|not found|denied|forbidden|unavailable|maintenance/i;

/** Answers of success with nothing in them to work with: a notice, no content, or lists that are all empty. */
export function hollowAnswers(history: History): Explanation | null {
  for (const record of history.records) {
    const place = { nodeKey: record.nodeKey, port: 'next', index: 0, segments: [] };
    const answer = answerAt(history, place);
    if (!answer) continue;
    const isText = typeof answer.body === 'string' && isPage(answer.body, answer.type);
    if (isText && notices.test(pageTitle(String(answer.body)))) return pageAnswer(history, answer);
    const hollow = record.effect === 'read' ? hollowPart(answer.body) : null;
    if (hollow !== null) return hollowAnswer(history, { answer, path: hollow });
  }
  return null;
}

/** Where there is nothing: `[]` for the whole answer, its list's name where every list in it is empty. */
function hollowPart(body: unknown): string[] | null {
  if (body === null || body === '') return [];
  if (Array.isArray(body)) return body.length === 0 ? [] : null;
  if (!isObject(body)) return null;
  const lists = Object.keys(body).filter(name => Array.isArray(body[name]));
  const isEmpty = lists.length > 0 && lists.every(name => (body[name] as unknown[]).length === 0);
  return isEmpty ? [lists[0]!] : Object.keys(body).length === 0 ? [] : null;
}

function hollowAnswer(history: History, { answer, path }: { answer: Answer; path: readonly string[] }): Explanation {
  const { record, place, status } = answer;
  const segments = ['body', ...path];
  const what = path.length > 0 ? `an empty list in ${code(formatPath(segments))}` : 'nothing in its answer';
  return {
    cause: { class: 'empty_input', node: record.nodeKey, origin: record.nodeKey, confidence: 'likely' },
    sentence: `Nothing failed, but ${serviceIn(record)} had ${what} for step ${history.name(record.nodeKey)} (${status}), so there was nothing to work with.`,
    evidence: [
      ...history.evidenceAt({ ...place, segments }),
      ...history.evidence(record.nodeKey, 'resolvedParams.url'),
    ],
    fix: null,
    nextStep: `Check what ${history.name(record.nodeKey)} asks for (its address, filters and dates), and whether the account behind the key may see anything there.`,
  };
}

function answerAt(history: History, place: Place): Answer | null {
  const record = history.record(place.nodeKey);
  const item: Item | null = history.itemAt(place);
  if (!record || !item || record.effect === 'none') return null;
  const { status, headers, body } = item;
  if (typeof status !== 'number' || !isObject(headers) || record.simulated) return null;
  return { record, place, status, body, type: String(headers['content-type'] ?? '') };
}

function refusedAnswer(history: History, { record, place, status, body }: Answer): Explanation {
  const { reason, code: named } = wordsIn(body);
  const error: ErrorRecord = {
    code: 'node.refused',
    message: '',
    details: {
      service: serviceIn(record),
      status,
      reason: reason || named || 'no reason given',
      ...(named ? { code: named } : {}),
    },
    itemIndex: record.origins[place.port]?.[place.index] ?? 0,
  };
  const explanation = explainService({ history, record, error, earlier: [] });
  const note = `The status says that all is well, so the step counts as done, but the answer itself is a no.`;
  return { ...explanation, sentence: `${explanation.sentence} ${note}`, evidence: evidenceIn(history, place, body) };
}

/** The fields of the answer that say no. */
function evidenceIn(history: History, place: Place, body: unknown): Evidence[] {
  const names = Object.keys(isObject(body) ? body : {}).filter(name =>
    /^(ok|success|status|error|errors|message|needed|code)/.test(name),
  );
  const found = names.slice(0, 5).flatMap(name => history.evidenceAt({ ...place, segments: ['body', name] }));
  return found.length > 0 ? found : history.evidenceAt({ ...place, segments: ['body'] });
}

function serviceIn({ resolvedParams }: NodeExecution): string {
  const url = String(resolvedParams?.url ?? '');
  return URL.canParse(url) ? new URL(url).host : 'The service';
}

function pageAnswer(history: History, { record, place, body, status }: Answer): Explanation {
  const title = pageTitle(String(body));
  const who = serviceIn(record);
  const step = `step ${history.name(record.nodeKey)}`;
  const isSignIn = /sign ?in|log ?in|anmelden/i.test(title);
  return {
    cause: { class: 'answer_unreadable', node: record.nodeKey, origin: record.nodeKey, confidence: 'likely' },
    sentence: `${capital(who)} answered ${step} with a web page${title ? `, ${show(title)},` : ''} and no data (${status}).${isSignIn ? ' It asks to sign in: without a key that it knows, it sends this page.' : ''}`,
    evidence: [
      ...history.evidenceAt({ ...place, segments: ['headers', 'content-type'] }),
      ...history.evidence(record.nodeKey, 'resolvedParams.url'),
    ],
    fix: null,
    nextStep: isSignIn
      ? `Choose a key for ${who} in the step, or use the address of its programming interface.`
      : `Open ${code(String(record.resolvedParams?.url ?? 'the address'))} in a browser: put in the address that gives the data or file itself, and check what its expressions became.`,
  };
}
