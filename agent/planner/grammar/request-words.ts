import { readTest } from './condition';
import { quiet, type Reader } from './reader';

export const whenWords =
  /^(?:when|whenever|every time|each time|any time|anytime|as soon as|once|if|on|upon|after|for (?:each|every))\b\s*(?:that\s+)?/i;
const hookWords =
  /\b(?:webhooks?|web hook|hook|endpoint|end point|api(?! (?:at|of|from))|http (?:request|call|post)|https? request|(?:post|get|put|patch|delete) (?:request|call)|incoming (?:call|request|json|data|\w+)|request (?:comes|arrives|is received|with)|json (?:body|payload|object|document)?|payload|inbound|rest)\b/i;
const arrival =
  /\b(?:comes? (?:in|through|up)?|coming in|came in|arriv(?:es?|ed|ing)|(?:is|are|gets?|get|was) (?:received|posted|submitted|sent|placed|created|called|hit|made|filled|completed|booked|ordered|triggered|reported|delivered|added|registered|paid|uploaded|signed)|receiv(?:es?|ed|ing)|receives|submits?|posts?|sends?|calls?|hits?|signs? up|registers?|places?|orders|books?|fills?|buys?|pays?|subscribes?|flows in|lands|turns up|shows up|uploads?|takes|accepts|gets (?:a|an|called|some)|get (?:a|an) (?:new )?\w+|requests?|creates?|reports?|asks?|happens|occurs|fires|pings?|there is (?:a|an) (?:new )?\w+|scans?|checks? (?:in|out)|cancels?|writes? (?:in|to us)|contacts?|applies|leaves|completes|logs in|raises|opens)\b/i;

/** Whether a clause tells that something comes in from outside. */
export function tellsOfRequest(text: string): boolean {
  const timed =
    /^(?:every|each) (?:\d+|other|morning|day|hour|minute|week|month|evening|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekday|half|quarter|year|noon|afternoon|weekend)/i.test(
      text,
    );
  if (timed) return false;
  const said = whenWords.test(text);
  const hook = hookWords.test(text);
  const built =
    /^(?:an? |the |my |simple |small |new |little )*(?:web ?hook|endpoint|api|rest api|http endpoint|url|address|service|http api|web service)\b/i.test(
      text,
    );
  const arrives = said && arrival.test(text);
  const on =
    /^(?:on|upon) (?:an? |the |every |each )?(?:(?:new|incoming|http|inbound) )*(?:post|get|put|request|webhook|\w+ (?:request|submission|webhook)|submission|order|lead|sign-?up|call)\b/i.test(
      text,
    );
  const told =
    /^(?:an?|new|every|each|the|our|my) .*\b(?:comes? in|arrives?|(?:is|are|gets) (?:received|posted|submitted|sent (?:to|in)))\b/i.test(
      text,
    ) ||
    /^(?:an?|the|our|my|\w+s)\b.*\b(?:sends?|posts?|submits?|calls?|hits?|comes?)\b.*\b(?:webhook|endpoint|api|hook)\b/i.test(
      text,
    );
  const incoming =
    /^(?:for (?:every|each|any) |an? |all |every |each |any )?(?:incoming|inbound|new) \w+/i.test(text) &&
    !/\bfrom (?:the )?(?:feed|table|rss)/i.test(text);
  const listens =
    /^(?:we |I |it |the workflow |our \w+ )?(?:(?:listens?|waits?|listening|waiting) (?:for|to|on)|accepts?|receives?|takes?|exposes?|gets? (?:an? )?(?:json|order|post|request|lead)|start(?:s|ing)? (?:with|from) an? (?:webhook|post|http)|triggered by an? (?:webhook|post|http)|catch(?:es)?|via (?:a )?webhook|webhook)\b/i.test(
      text,
    ) &&
    (hook || /\b(?:receives?|json|accepts?|webhook)\b/i.test(text));
  const bare =
    /^(?:when(?:ever)?|if|once|on|as soon as)\s+(?:it is |it's |it gets |this is |something is |anything is )?(?:posted|called|triggered|hit|invoked|requested|pinged)(?: to| something)?$/i.test(
      text,
    );
  return bare || arrives || built || on || listens || told || (said && hook) || incoming;
}

/** "if the amount is over 100" and the like: a condition, though its words may be those of an arrival. */
export function isCondition(text: string, reader: Reader): boolean {
  return (
    /^(?:if|when)\b/i.test(text) &&
    !hookWords.test(text) &&
    readTest(text.replace(whenWords, ''), quiet(reader)) !== null &&
    (hasValue.test(text) ||
      !/\b(?:comes? in|arriv\w*|receiv\w*|submit\w*|posts?|posted|sends?|is (?:placed|created|posted|sent|booked|uploaded)|someone|somebody|customer|places|signs up)\b/i.test(
        text,
      ))
  );
}

/** "if the post has role admin": what came is there already, and asked about. */
const hasValue =
  /^(?:if|when) (?:the|this|that|its) (?:post|request|body|payload|message|data|json) (?:has|contains|is|says|comes with) (?!(?:an?|the|some)\b)\S+ \S+/i;
