import type { Trigger } from '../plan';
import type { Reader } from './reader';
import { readSchedule } from './schedule';
import { isModel, servicesIn } from './services';

const timed =
  /\b(?:(?:every|each) (?:single )?(?:\d+|other|morning|day|hour|minute|week|month|evening|night|weekday|\w+day)|daily|hourly|weekly|monthly|nightly|on a schedule|scheduled?|at (?:regular|specified|set) intervals|regularly|periodically|(?:\d+|two|three)(?:x| times) (?:a |per )?(?:day|daily|week))\b[^.;\n(]*/i;
const outside =
  /\b(?:web ?hooks?|endpoint|incoming|inbound|form (?:submission|input|trigger)|(?:via|from|by|through) (?:an? |the )?(?:\w+ )?form|submi(?:t|ts|tted|ssions?)\b|(?:new|unread|incoming) (?:e-?mails?|messages?|files?|rows?|orders?|leads?|entries|entry|events?|items?|records?)|(?:e-?mails?|messages?|files?) (?:arrives?|received|is received|are received|uploaded)|uploads?|(?:triggers?|starts?) when|sends? (?:a|an) (?:\w+ )?(?:message|photo|voice|request)|(?:telegram|whatsapp|slack|discord) (?:bot|message|user)|post request|book(?:s|ed|ing)|chat(?:bot)?)\b/i;

/**
 * What starts it where no clause of its own says so: "monitors prices every hour", "handles incoming tickets". The
 * first hint decides.
 */
export function readImpliedTrigger(message: string, reader: Reader): Trigger | null {
  const time = timed.exec(message);
  const event = outside.exec(message);
  if (time && (event === null || time.index < event.index)) {
    const schedule = readSchedule(time[0], reader) ?? readSchedule('every day', reader);
    return schedule && { kind: 'schedule', schedule };
  }
  if (event === null) return null;
  const service = servicesIn(message.slice(Math.max(0, event.index - 60), event.index + 90)).find(
    name => !isModel(name),
  );
  const noun = /\b(?:incoming|inbound|new|unread) (\p{L}{3,}?)s?\b/iu.exec(event[0])?.[1]?.toLowerCase() ?? null;
  return {
    kind: 'webhook',
    method: 'POST',
    fields: [],
    noun,
    ...(service ? { service } : {}),
  };
}
