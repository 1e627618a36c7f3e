import type { Said } from './answer-words';

/** What kind of no it is; whose turn it is to do something follows from it. */
export type Refusal =
  | 'billing'
  | 'rate_limited'
  | 'key'
  | 'right'
  | 'absent'
  | 'there_already'
  | 'too_much'
  | 'format'
  | 'https_only'
  | 'way'
  | 'value';

interface Refused extends Said {
  /** Null for a no that came with a status of success. */
  status: number | null;
  /** The service named a time after which it may be asked again. */
  mayWait?: boolean;
}

/**
 * Reads a refusal by its status and by the words that services use for the same thing, the more telling sign first:
 * many answer 400 or 403 whatever it was, and some speak of permissions when they mean a value.
 */
export function refusalOf({ status, reason, code = '', mayWait = false }: Refused): Refusal {
  const words = `${spaced(code)} | ${spaced(reason)}`;
  const has = (pattern: RegExp) => pattern.test(words);
  if (status === 402 || has(usedUp) || (has(planWords) && !mayWait && (status === 429 || !has(rateWords)))) {
    return 'billing';
  }
  if (status === 429 || has(rateWords)) return 'rate_limited';
  if (status === 401 || has(keyWords)) return 'key';
  if (isAboutValue(status) && has(choiceWords)) return 'value';
  if (status === 403 || status === 451 || has(rightWords)) return 'right';
  if (has(httpsWords)) return 'https_only';
  if (status === 409 || has(againWords)) return 'there_already';
  if (status === 413 || status === 414 || status === 431 || has(sizeWords)) return 'too_much';
  if (status === 404 || status === 410 || has(absentWords)) return 'absent';
  if (status === 405) return 'way';
  if (status === 415 || has(formatWords)) return 'format';
  return 'value';
}

/** `insufficientQuota`, `insufficient_quota` and `INSUFFICIENT-QUOTA` are the same words. */
const spaced = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();

const isAboutValue = (status: number | null) => status === 400 || status === 422 || status === null;

const usedUp =
  /insufficient (quota|funds|credits?|balance)|limit: 0\b|credit balance|out of credits|(no|not enough) (remaining )?credits|add (more )?credits|purchase credits|payment required|balance (is )?too low|card (was|has been) declined|spend(ing)? limit/;
const planWords =
  /check your plan|billing|upgrade (your|to)|exceeded your (current|monthly) quota|subscription (has )?(expired|ended|is inactive)|plan (limit|does not)|not (available|included) (on|in) your/;
const rateWords =
  /rate ?limit|too many (requests|calls)|throttl|slow ?down|request limit (reached|exceeded)|requests per (second|minute|hour|day)|(daily|hourly|user|per minute) (rate )?(limit|quota)|quota exceeded|exceeded .{0,30}quota|resource exhausted|flood (control|wait)/;
const keyWords =
  /(api ?key|access key|auth ?key) .{0,30}(invalid|not valid|incorrect|missing|expired|disabled|not found|revoked)|(invalid|incorrect|missing|unknown|bad|no|expired) (api ?key|access token|auth|authentication|credentials?|token|grant|session|client|signature|bearer|login|key provided)\b|token .{0,24}(expired|revoked|invalid)|session .{0,12}(expired|invalid)|not (authed|authenticated|logged in)|unauthenticated|authentication (is )?(failed|required|error)|account inactive|could not authenticate|(user ?name|password)[\w ]{0,24}(not accepted|incorrect|wrong|invalid)|login (failed|required)/;
const choiceWords =
  /multiple choice|select option|(invalid|unknown|allowed|valid|possible|permitted) (option|choice|values?|enum)|not (a|one of the) (valid|allowed) (option|choice|value)|one of the following|must be one of|enum/;
const rightWords =
  /(insufficient|missing|required|not enough|no|invalid|lacks?) (authentication )?(permissions?|scopes?|privileges?|rights|access)\b|not (a )?(member|participant)|not in (the )?(channel|chat|group|room)|(permission|access) (is )?(denied|forbidden)|forbidden|not (allowed|authori[sz]ed|permitted) to|shared with|write access|read ?only (user|token|key)|scope .{0,40}(required|missing)|kicked from|blocked by the user|have no rights|need .{0,20}(admin|administrator)/;
const httpsWords =
  /https (url|address|endpoint)? ?(must|is required|required)|must (be|use|start with|begin with) https|only https|https only/;
const againWords =
  /already (exists?|been taken|in use|registered|taken|subscribed)|duplicate|conflict\b|unique constraint/;
const sizeWords =
  /too (large|long|big|many (items|records|rows|tokens))|(maximum|max|context) (context )?(length|size)|exceeds? the (maximum|limit|size)|payload size|longer than/;
const absentWords =
  /not found|does(n't| not) exist|no such|unknown (channel|user|chat|message|webhook|account|model)|could ?n[o']t find|cannot find|has been deleted|no longer exists/;
const formatWords =
  /(invalid|malformed|bad|not valid) json|json (is|body|payload|text) .{0,20}(invalid|malformed)|json parse|unexpected (token|character|end)|(could ?n[o']t|cannot|unable to|failed to|error) (parse|decode|read|pars)\w* .{0,20}(json|body|request|payload)|malformed|content type|unsupported media/;
