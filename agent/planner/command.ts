import type { Conversation, Exchange } from './conversation';
import { lastUse } from './conversation';
import { examples, type Setting } from './decide';
import { ask, call, type Decision, say } from './decision';
import { readSample } from './grammar/sample';
import { serviceIn } from './grammar/services';
import { tellResult } from './talk/result-text';
import { goBack } from './undo';

export type Command =
  | { kind: 'undo'; version?: number }
  /** So many versions before the one there is. */
  | { kind: 'back'; steps: number }
  | { kind: 'redo' }
  | { kind: 'run'; live: boolean; items?: Record<string, unknown>[] }
  | { kind: 'active'; active: boolean }
  | { kind: 'last-run' }
  | { kind: 'explain' }
  | { kind: 'fix' }
  | { kind: 'list' }
  | { kind: 'show' }
  | { kind: 'help' }
  | { kind: 'thanks' };

const polite =
  /^(?:(?:please|now|ok(?:ay)?|and|then|so|great|cool|nice|good|hey|hi|hello|yes|perfect|thanks|thank you|alright|no|hm+|oh|actually|well|just|sorry|can you|could you|would you|will you|can we|could we|let'?s|let us|i want(?: you)? to|i(?:'d| would) like(?: you)? to|i need you to|go ahead and|do)\b[\s,.!-]*)+/i;
const it =
  '(?:it|this|that|the (?:workflow|flow|automation|thing|whole thing)|everything|my workflow|this (?:workflow|flow|one))';

const counts: Readonly<Record<string, number>> = { two: 2, both: 2, three: 3, four: 4, five: 5, six: 6 };

const rules: readonly [RegExp, (match: RegExpExecArray) => Command][] = [
  [
    new RegExp(
      `^(?:go back|revert|restore|return|roll back|switch back|reset)(?: ${it})? to (?:the )?(?:version|v)? ?#?(\\d+)(?:st|nd|rd|th)?(?: version)?$`,
      'i',
    ),
    match => ({ kind: 'undo', version: Number(match[1]) }),
  ],
  [
    /^(?:go back|undo|revert|take back|roll back|step back)(?: by| the last)? (\d+|two|three|four|five|six|both)(?: (?:last|previous))?(?: (?:changes?|versions?|steps?|edits?|times))?$/i,
    match => ({ kind: 'back', steps: counts[match[1]!.toLowerCase()] ?? Number(match[1]) }),
  ],
  [/^(?:undo|go back|revert)(?: it| that)? twice$/i, () => ({ kind: 'back', steps: 2 })],
  [
    /^(?:redo|undo the undo|undo that undo|bring (?:it|that) back|do (?:it|that) again after all|restore (?:what|the change) (?:you|i) (?:undid|just undid|took back))(?: (?:it|that|this|the last change|again|please))*$/i,
    () => ({ kind: 'redo' }),
  ],
  [/^(?:restore|use|load) version (\d+)(?: again)?$/i, match => ({ kind: 'undo', version: Number(match[1]) })],
  [
    /^(?:undo|revert|roll ?back|take (?:it|that|this) back|go back|never ?mind that|back|restore)(?: (?:it|this|that|the|my|your|last|latest|previous|change|changes|edit|one|step|again|please|to|how it was|what it was|before|it was|version|a))*$/i,
    () => ({ kind: 'undo' }),
  ],
  [
    /^(?:change|put|set) (?:it|that|everything) back(?: (?:to )?(?:how|what|as) it was)?(?: before)?$/i,
    () => ({ kind: 'undo' }),
  ],
  [
    new RegExp(
      `^(?:switch|turn|put|set|make|flip|bring)(?: ${it})? (on|off|live|active|online|offline|inactive)(?: again| now)?(?: ${it})?$`,
      'i',
    ),
    match => ({ kind: 'active', active: !/off|inactive/i.test(match[1]!) }),
  ],
  [
    new RegExp(
      `^(?:activate|enable|start|publish|deploy|launch|go live|make live|arm|switch on)(?: (?:with )?${it})?(?: now| again)?$`,
      'i',
    ),
    () => ({ kind: 'active', active: true }),
  ],
  [
    new RegExp(
      `^(?:deactivate|disable|pause|stop|halt|unpublish|switch off|suspend|take)(?: ${it})?(?: offline| down| running)?(?: now| for now| please)?$`,
      'i',
    ),
    () => ({ kind: 'active', active: false }),
  ],
  [
    /^(?:fix|repair|mend|solve|resolve) (?:it|this|that|the (?:error|problem|issue|failure|bug|workflow|run))(?: please| then| for me)?$|^(?:apply|use|take) (?:the|that|this|your) (?:fix|suggestion|proposal)$|^make it work$/i,
    () => ({ kind: 'fix' }),
  ],
  [
    /^(?:why|what|how come)\b.*\b(?:fail\w*|wrong|error|broke\w*|broken|crash\w*|empty|missing|not work\w*|no (?:answer|rows?|result|response)|nothing|stop\w*|problem|did ?n.t|did not|does ?n.t|does not|is ?n.t|is not|was ?n.t|happened to|skipped|null|undefined)\b/i,
    () => ({ kind: 'explain' }),
  ],
  [
    /^(?:explain|show me|tell me)\b.*\b(?:fail\w*|error|problem|went wrong|why)\b|^(?:it|that|the run|the last run) (?:failed|did ?n.t work|does ?n.t work|broke|is broken|crashed|did not work|does not work)\b.*$|^where did it (?:fail|stop)/i,
    () => ({ kind: 'explain' }),
  ],
  [
    /^(?:what|how)\b.*\b(?:did (?:it|the (?:last |latest |previous )?(?:run|execution|workflow))|last (?:run|execution|time)|happened|was the result|were the results)\b.*$|^(?:show|read|open|tell me about|give me|describe|look at|check|see|summari[sz]e)(?: me)? (?:(?:the|its|my|about|what|result of|results of|output of) )*(?:last|latest|previous|most recent) (?:run|execution|result|output|one)\b.*$|^(?:did|has) (?:it|the (?:last )?run|the workflow) (?:run|work\w*|succeed|finish\w*|go well)\b.*$|^(?:show|what (?:is|was|are|were))(?: me)? the (?:results?|output|outcome)$/i,
    () => ({ kind: 'last-run' }),
  ],
  [
    /^(?:list|show|what are|which|find|open|see)(?: me)?(?: all)?(?: (?:of )?(?:my|the|our|are my|are the))?(?: other)? (?:workflows|automations|flows)(?: (?:do I have|are there|have I|there are|I have))?$|^what workflows\b.*/i,
    () => ({ kind: 'list' }),
  ],
  [
    new RegExp(
      `^(?:show|read|describe|display|explain|print|draw|view|tell me about|what does)(?: me)?(?: again)? (?:${it}|the (?:diagram|steps|current state))(?: (?:do|does|look like|now|again|to me|as it is))*$|^what (?:do we have|have we got|is there|are the steps|does it do|is in it)\\b.*`,
      'i',
    ),
    () => ({ kind: 'show' }),
  ],
  [
    /^(?:help|\?+|what can (?:you|I|it|parley|one) (?:do|say|ask|build|make)(?: (?:here|with (?:you|this)|for me))?|how (?:does (?:this|it|parley) work|do I (?:start|begin|use (?:this|it|you)))|who are you|what are you|what is this|examples?|give me (?:an |some )?examples?|(?:hi|hello|hey|hallo|good (?:morning|evening|afternoon|day)|yo|moin|servus|hi there|hello there)|start|menu)(?: (?:there|parley|please|everyone|all))?$/i,
    () => ({ kind: 'help' }),
  ],
  [
    /^(?:thanks?(?: you| a lot| so much| very much)?|thx|ty|great|perfect|cool|nice|awesome|good|ok(?:ay)?|super|wonderful|merci|danke|great work|well done|that is all|no thanks)(?:[\s,!.]+(?:thanks?|thank you|that is all|great|a lot|work|job))*$/i,
    () => ({ kind: 'thanks' }),
  ],
];

const runWords = new RegExp(
  `^(?:re-?run|run|test|try|execute|start|trigger|check|verify|simulate|do|make|show me)(?:\\s+(?:${it}|a|an?other|an|the|out|again|once|one|now|live|for real|really|please|test|example|examples|run|dry|sample|quick|first|more|time|in|mode|trial|of|with|using|and|see|what|happens|happen|if|works|work|immediately|for|me|verify|data|some|real|input|inputs|order|few|there|all|branches|both|cases|paths|every|path|fake|dummy|how|does|would|do|to|manually|yourself))*$`,
  'i',
);

/** A message that asks for something else than a change. Null when it is about what the workflow should be. */
export function readCommand(said: string, conversation: Conversation): Command | null {
  const trimmed = said.trim().replace(/[.!?\s]+$/, '');
  const plain = trimmed
    .replace(polite, '')
    .replace(/[\s,]+(?:please|now please|thanks|thank you|for me|then)$/i, '')
    .trim();
  for (const text of [trimmed, plain])
    for (const [pattern, toCommand] of rules) {
      const match = text === '' ? null : pattern.exec(text);
      if (match) return afterOffer(toCommand(match), conversation);
    }
  return readRun(plain) ?? readYes(trimmed, conversation);
}

/** "Stop" and "start" alone are about being switched on. */
const afterOffer = (command: Command, _conversation: Conversation) => command;

function readRun(plain: string): Command | null {
  const verb =
    /^(?:re-?run|run|test|try|execute|send|post|simulate|start|trigger|what (?:happens|would happen|if)|what does it (?:do|answer|say|return)|call|check)\b/i.test(
      plain,
    );
  if (!verb) return null;
  // "Run it on Fridays at 10" says when, not now.
  if (
    /\b(?:every|each|daily|hourly|weekly|monthly|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|at \d|at (?:noon|midnight))\b/i.test(
      plain,
    ) &&
    /^(?:re-?run|run|start|execute|trigger)\b/i.test(plain)
  )
    return null;
  const live =
    /\b(?:live|for real|really|real run|right now|actually|in production|now)\b/i.test(plain) &&
    !/\b(?:example|test|verify|dry|simulat)/i.test(plain);
  const sample =
    plain.split(/\s+/).length > 18 || /https?:\/\//i.test(plain) || /[.!?]\s|\btable\b/.test(plain) || serviceIn(plain)
      ? null
      : readSample(plain);
  if (
    /^(?:send|post|call|check)\b/i.test(plain) &&
    !/\{|\b(?:example|test|order|request|item|body|input)\b/i.test(plain)
  )
    return null;
  if (sample) return { kind: 'run', live, items: sample };
  return runWords.test(plain) &&
    !/^(?:start|check|make|do|show me)$/i.test(plain) &&
    /\b(?:run|test|try|execute|trigger|simulate|verify|check|example|start)\b/i.test(plain)
    ? { kind: 'run', live }
    : null;
}

/** "Yes" to an offer that the last reply made. */
function readYes(said: string, { exchanges }: Conversation): Command | null {
  if (
    !/^(?:yes|yep|yeah|sure|ok(?:ay)?|do (?:it|that)|go ahead|please do|yes please|apply (?:it|that)|sounds good)\b[\s,.!]*(?:please|do it|do that|apply it|fix it|go ahead|apply the fix)?$/i.test(
      said.trim(),
    )
  )
    return null;
  const before = exchanges.at(-2);
  if (before === undefined) return null;
  if (lastUse(before, 'explainFailure')) return { kind: 'fix' };
  return null;
}

interface CommandContext {
  conversation: Conversation;
  exchange: Exchange;
  setting: Setting;
}

export function commandFor(command: Command, { exchange, conversation }: CommandContext): Decision {
  switch (command.kind) {
    case 'back':
    case 'redo':
      return goBack(command, exchange, conversation);
    case 'undo':
      return once(exchange, 'restoreVersion', command.version === undefined ? {} : { version: command.version });
    case 'run':
      return once(exchange, 'runWorkflow', {
        mode: command.live ? 'live' : 'verify',
        ...(command.items ? { items: command.items } : {}),
      });
    case 'active':
      return once(exchange, 'setActive', { active: command.active });
    case 'last-run':
      return once(exchange, 'readExecution', {});
    case 'explain':
      return once(exchange, 'explainFailure', {});
    case 'fix':
      return fix(exchange);
    case 'list':
      return once(exchange, 'findWorkflows', {});
    case 'show':
      return once(exchange, 'readWorkflow', {});
    case 'help':
      return lastUse(exchange, 'askUser')
        ? say('')
        : ask(
            'I build workflows from plain sentences, run them, and explain from the records what happened. I am a grammar, not a language model: short, concrete sentences work best. Start with one of these, or write your own:',
            examples,
          );
    case 'thanks':
      return say('You are welcome. Tell me what should change, or say *run it with an example* or *switch it on*.');
  }
}

/** Calls the tool, then tells what it answered. */
function once(exchange: Exchange, toolName: string, input: Record<string, unknown>): Decision {
  const use = lastUse(exchange, toolName);
  return use === undefined ? call(toolName, input) : say(tellResult(toolName, use.output));
}

/** Only a fix that the explanation offers is applied; what it is worth is said by its proof. */
function fix(exchange: Exchange): Decision {
  const explained = lastUse(exchange, 'explainFailure');
  if (explained === undefined) return call('explainFailure');
  const offered = offeredFix(explained.output);
  if (offered === null) return say(tellResult('explainFailure', explained.output));
  const changed = lastUse(exchange, 'changeWorkflow');
  const read = lastUse(exchange, 'readWorkflow');
  if (changed === undefined && read === undefined) return call('readWorkflow');
  const version = (read?.output as { workflow?: { version?: number } } | null)?.workflow?.version ?? 0;
  if (changed === undefined) return call('changeWorkflow', { baseVersion: version, changes: offered.changes });
  return say(`${tellResult('changeWorkflow', changed.output)}\n\n${offered.proof}`);
}

function offeredFix(output: unknown): { changes: unknown[]; proof: string } | null {
  const offered = (
    output as { explanation?: { fix?: { changes?: unknown[]; proof?: { sentence?: string } | null } | null } } | null
  )?.explanation?.fix;
  return offered?.changes && offered.changes.length > 0
    ? { changes: offered.changes, proof: offered.proof?.sentence ?? 'It was not tried on the failing input.' }
    : null;
}
