/** What kind of thing starts a workflow, where a request describes it in prose rather than in a clause of its own. */
export type EventKind =
  | 'schedule'
  | 'webhook'
  | 'form'
  | 'mail'
  | 'chat-app'
  | 'chat'
  | 'feed'
  | 'calendar'
  | 'file'
  | 'row'
  | 'app';

export interface StartingEvent {
  kind: EventKind;
  /** Where in the text it is told. */
  at: number;
  words: string;
  /** It is told, not only hinted at. */
  sure: boolean;
}

interface Sign {
  kind: EventKind;
  pattern: RegExp;
  /** How plainly it tells what starts it. */
  weight: number;
}

const sign = (kind: EventKind, weight: number, source: string): Sign => ({
  kind,
  weight,
  pattern: new RegExp(`\\b(?:${source})`, 'gi'),
});

const chatApp =
  '(?:telegram|slack|whats ?app|discord|microsoft teams|ms teams|facebook messenger|messenger|line|signal|mattermost|viber|wechat|twilio|sms)';
const table =
  '(?:google sheets?|sheets?|spreadsheet|airtable|notion|baserow|nocodb|supabase|postgres(?:ql)?|mysql|database|data ?base|table)';
const drive = '(?:google drive|drive|dropbox|one ?drive|box|s3|sftp|ftp|nextcloud|folder|directory|bucket)';
const document =
  '(?:file|document|pdf|invoice|receipt|delivery note|image|photo|picture|video|audio|recording|resume|cv|contract|csv|spreadsheet|transcript)s?';
const record = '(?:row|record|entry|item|page|database item)s?';
const business =
  '(?:orders?|leads?|contacts?|customers?|deals?|tickets?|issues?|pull requests?|prs?|commits?|push(?:es)?|payments?|subscriptions?|purchases?|sales?|products?|tasks?|cards?|candidates?|calls?|videos?|reviews?|comments?|posts?|releases?|members?|users?|subscribers?|sign-?ups?|conversations?|opportunit(?:y|ies)|transactions?|charges?|stars?)';

const apps =
  '(?:stripe|shopify|woo ?commerce|hubspot|salesforce|pipedrive|github|gitlab|jira|linear|trello|asana|clickup|zendesk|intercom|freshdesk|paypal|mailchimp|todoist|youtube|instagram|facebook|linkedin|twitter|reddit|tiktok|strava|figma|webflow|wordpress|lemlist|zoom|fireflies|elevenlabs|quickbooks|xero|odoo|monday(?:\\.com)?|attio|close|service ?now)';

const shops = '(?:stripe|shopify|woo ?commerce|paypal|square|big ?commerce|magento|gumroad|paddle)';

const signs: readonly Sign[] = [
  sign(
    'schedule',
    6,
    '(?:every|each) (?:single )?(?:\\d+ ?|other |few |two |three |six )?(?:minutes?|mins?|hours?|days?|weeks?|months?|morning|evening|night|noon|afternoon|quarter|year|weekday|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b',
  ),
  sign(
    'schedule',
    6,
    '(?:daily|weekly|hourly|monthly|nightly|quarterly|bi-?weekly|twice a day|once a (?:day|week|month)|\\d+ ?(?:x|times) (?:a |per )?(?:day|daily|week))\\b(?! (?:active|limit|goal|sales|budget))',
  ),
  sign(
    'schedule',
    7,
    '(?:schedule|cron|timer|interval)d? ?(?:trigger|node|based|run|job|basis|interval)?s?\\b(?! (?:and|an|the|your|their|meetings?|interviews?|appointments?|calls?|demos?|events?|posts?|content)\\b)',
  ),
  sign(
    'schedule',
    5,
    '(?:at|around) \\d{1,2}(?:[:.]\\d{2})? ?(?:am|pm)\\b|periodically|regularly|(?:regular|set|fixed|specified|configurable) (?:intervals?|times?|schedule)|recurring',
  ),
  sign(
    'webhook',
    7,
    'web ?hooks?\\b|(?:http|post|get) (?:request|call|trigger)|api (?:endpoint|call|request)|rest api|incoming (?:http |api )?requests?',
  ),
  sign(
    'webhook',
    9,
    'forms? (?:with|via|by|through) (?:an? )?web ?hooks?|when (?:an?|the|this) (?:\\w+ )?(?:link|url|page|address) is (?:accessed|opened|visited|called|clicked|requested)',
  ),
  sign(
    'webhook',
    11,
    '(?:received|sent|coming|comes?|posted|submitted|triggered|started|called|arrives?|in) (?:by|via|through|from|over|on) (?:an? |the )?(?:[\\w-]+ )?web ?hook|web ?hook[- ](?:triggered|driven|based)|via (?:an? |the )?(?:simple |public )?api endpoint|api endpoint for',
  ),
  sign(
    'form',
    7,
    '(?:web |online |contact |application |intake |feedback |lead |n8n |custom |simple |submission |registration |signup |order )*forms?(?:[- ](?:submissions?|trigger|responses?|entr(?:y|ies)|inputs?|fields?|data|based))?\\b(?! of)|(?:typeform|jotform|google forms?|tally|fillout|gravity forms|cognito forms)\\b|submi(?:ts?|tted|tting|ssions?)\\b|questionnaire|survey (?:response|submission)s?',
  ),
  sign(
    'mail',
    7,
    '(?:new|incoming|unread|inbound|received|latest|important|customer|support|starred|labell?ed|forwarded) (?:(?:gmail|outlook|support|customer|business|email|important|unread|inbound) )*(?:e-?mails?|messages? in gmail|gmails?|mails?)\\b|(?:e-?mails?|gmail|mails?)(?: (?!to |via )[\\w-]+){0,6}? (?:arrives?|arriving|received|comes? in|is received|are received|labell?ed|with attachments?)|(?:attachments?|messages?) (?:you |we )?receiv\\w+ (?:by|via|in|through) (?:gmail|outlook|e-?mail)|new (?:gmail|outlook) messages?|(?:gmail|outlook|imap|email|e-mail|mailbox)[- ](?:inbox|trigger|inquir(?:y|ies)|label)|inbox\\b|receiv(?:es?|ing|ed) (?:an? |new |the )*e-?mails?',
  ),
  sign(
    'mail',
    5,
    '(?:triage|classif\\w+|categori[sz]\\w+|label\\w*|sort\\w*|organi[sz]\\w+|monitors?|monitoring|scan\\w*|read(?:s|ing)?|process(?:es|ing)?|reply(?:ing)? to|respond(?:s|ing)? to|draft(?:s|ing)? (?:replies|responses) (?:to|for)|answer(?:s|ing)?|parse\\w*) (?:(?:your|my|the|all|incoming|new|customer|support|daily|unread|gmail|outlook) )*(?:e-?mails?|gmail|mailbox|outlook)\\b|e-?mail (?:responder|triage|assistant|auto-?reply|auto-?responder|classif\\w+|categori[sz]\\w+|label\\w*|organi[sz]er|sorting|reply|replies|parser|parsing|support|agent|management|manager|commands?)',
  ),
  // What does not say that it only tells somebody there is asked for there.
  sign('chat-app', 4.4, '(?:via|through|with|from|in|using|on) (?:an? |the |your )?(?:telegram|whats ?app)\\b'),
  sign('chat-app', 7, `${chatApp} (?:channel|group) (?:posts?|messages?)\\b`),
  sign(
    'chat-app',
    7,
    `${chatApp}(?: \\w+)? (?:messages?|bot|chatbot|trigger|commands?|mentions?|users?|chats?|photos?|voice|images?|inquir(?:y|ies)|conversations?|assistant|slash commands?)\\b|(?:messages?|voice notes?|voice messages?|photos?|images?|commands?|questions?|text|chats?|prompts?|link|url|mentions?|request|expenses?|audio|documents?)(?: (?:is |are |messages? )?(?:sent|received|posted|coming|submitted|from|in|via|through|on|to|inside|into|directly|with|your|a|the|my)){1,4} ${chatApp}\\b|(?:from|via|through|in|on|over|inside|using) ${chatApp} (?:messages?|bot|chat|to)\\b`,
  ),
  sign(
    'chat',
    6,
    '(?:chat ?bots?|chat (?:message|trigger|interface|input|window|session|with|agent|assistant|widget)s?|via chat|in (?:a |the )?chat|on chat|through (?:a )?chat|conversational|user (?:questions?|quer(?:y|ies)|messages?|prompts?|inputs?)|natural language (?:quer(?:y|ies)|questions?|commands?)|ask (?:questions?|anything)|talk to|q ?& ?a|chat-based|chat)\\b',
  ),
  sign(
    'feed',
    4.5,
    'rss(?:[- ](?:feeds?|trigger))?\\b|(?:news|blog|atom) feeds?\\b|new (?:articles?|blog posts?|episodes?) (?:are|is|in|from|on)',
  ),
  sign(
    'calendar',
    7,
    '(?:google |outlook |new |upcoming )*calendar (?:events?|invit(?:e|ation)s?|trigger|meeting|entr(?:y|ies))\\b|(?:calendly|cal\\.com|acuity)\\b|(?:meetings?|events?|appointments?|call) (?:starts?|ends?|begins?|is (?:created|booked|scheduled|added|updated|cancell?ed)|are (?:created|booked|scheduled)|bookings?)|(?:new|upcoming) (?:meetings?|appointments?|bookings?|events?)\\b|bookings?\\b|books? (?:an?|the|their) (?:[\\w-]+ )?(?:meeting|call|interview|appointment|demo|session|slot)|(?:google meet|meeting|zoom call) starts?\\b',
  ),
  sign(
    'calendar',
    4.2,
    'meetings? (?:summar(?:y|ies)|notes|minutes|prep\\w*|attendees?|transcri\\w+|recordings?|follow-?ups?)|from (?:your |my |the )?(?:google |outlook )?calendar\\b',
  ),
  sign(
    'file',
    4.2,
    `${document} (?:data )?(?:processing|extraction|parsing|digiti[sz]ation|approval)\\b|^from (?:google drive|dropbox|one ?drive)\\b`,
  ),
  sign(
    'file',
    7,
    `(?:new|newly uploaded|uploaded|incoming|added) (?:(?!to |in |from )\\w+ ){0,2}${document}\\b|${document} (?:is |are |gets? |being )*(?:uploaded|added|dropped|placed|saved|created|detected|arrives?|appears?)|uploads?(?:ed|ing)? (?:an? |the |your |their |new )*(?:\\w+ )?${document}|(?:monitors?|watch(?:es)?|monitoring|watching|triggered by) (?:\\w+ ){0,3}${drive}|${drive}(?: \\w+)? (?:trigger|upload|folder)s?\\b|uploads?(?:ed)? to (?:\\w+ ){0,3}${drive}`,
  ),
  sign(
    'row',
    7,
    `(?:new|added|updated|pending|modified) (?:${table} )?${record}\\b|${record} (?:is |are |gets? )*(?:added|created|updated|changed|inserted|modified)|(?:added|updated|changed|status (?:change|update)s?) (?:to|in|on) (?:an? |the |your |my )*${table}|${table} (?:trigger|update|change)s?\\b|(?:new|updated) (?:\\w+ ){1,3}(?:in|to|from) (?:an? |the |your |my )*${table}`,
  ),
  sign(
    'app',
    6,
    `(?:new|incoming|updated|created) (?:[\\w-]+ ){0,2}${business} (?:is |are |in |on |from |comes? |arrives?|via |for |created|added|placed|received)|${business} (?:is |are |gets? )(?:created|placed|opened|updated|merged|completed|received|made|added|closed|published|paid|pushed|assigned|moved|won|cancell?ed)`,
  ),
  // "Stripe triggers the workflow", "whenever a developer comments on a pull request".
  sign(
    'app',
    8,
    `${apps}(?: \\w+){0,3}? (?:trigger(?: node)? (?:starts|fires|activates|listens|detects|watches|runs|kicks)|triggers (?:the|this|an?) )`,
  ),
  sign(
    'app',
    5.5,
    `(?:when(?:ever)?|each time|every time|as soon as|once|after) (?:an?|the|any|new|someone|somebody|your) (?:[\\w-]+ ){0,3}?(?:is|are|gets?|has been) (?:created|added|opened|closed|completed|merged|won|paid|assigned|updated|marked|moved|published|cancell?ed|reached|abandoned)`,
  ),
  sign(
    'app',
    5.5,
    '(?:when(?:ever)?|each time|every time|as soon as) (?:an?|the|any|new|someone|somebody) (?:[\\w-]+ ){0,2}?(?:comments?|opens?|closes?|joins?|reacts?|signs? up|buys?|pays?|purchases?|subscribes?|merges?|pushes|stars?|follows?|checks? out)\\b',
  ),
  sign(
    'chat',
    6.2,
    '(?:users?|people|customers?|someone|somebody|clients?|guests?) (?:can )?(?:sends?|types?|writes?|asks?) (?:(?:an?|the|their|any|your) )?(?:\\w+ )?(?:messages?|photos?|questions?|voice|text|images?|commands?)\\b',
  ),
  sign('app', 4, `(?:new|incoming) (?:[\\w-]+ ){0,2}${business}\\b`),
  sign(
    'app',
    4.4,
    `abandoned (?:\\w+ )?(?:carts?|checkouts?|baskets?)|${shops} (?:\\w+ )?(?:checkouts?|orders?|payments?|invoices?|sales|refunds?|carts?)\\b|real-?time ${apps}`,
  ),
  sign(
    'mail',
    4.4,
    'auto-?(?: )?(?:repl(?:y|ies)|respon(?:d|ses?|ders?)) (?:to|for|with|in) (?:\\w+ )?(?:e-?mails?|gmail|outlook)|(?:e-?mails?|gmail|outlook) auto-?(?: )?(?:repl(?:y|ies)|respon\\w+)|(?:gmail|outlook|e-?mail) attachments?|(?:convert|turn|transform|forward|save|log|archive|route)\\w* (?:\\w+ ){0,2}e-?mails?\\b|(?:directly )?from (?:your|my|an?|incoming|the) (?:e-?mails?|gmail|outlook|inbox)\\b|(?:gmail|outlook) (?:\\w+ )?(?:summaries|notes|receipts|invoices|orders|newsletters)\\b',
  ),
  sign(
    'chat',
    4.2,
    '(?:with|using|in|by) natural language\\b|(?:study|research|knowledge|support|shopping|travel|personal|virtual|voice|tutoring) assistant\\b|(?:assistant|agent) with (?:rag|memory)\\b',
  ),
  sign(
    'form',
    4.1,
    '(?:search|web|user|input) interface\\b|(?:crawl|scrape|analy[sz]e|screenshot|audit|check)\\w* (?:an? |any |the )(?:\\w+ )?(?:website|url|page|domain|company)\\b',
  ),
  // Weak signs: they count where nothing tells more.
  sign(
    'chat-app',
    2,
    `(?<!(?:to|via|on|and|&|in) )(?!sms|line|signal|box)${chatApp}\\b(?! (?:alerts?|notifications?|updates?|template|posts?|approval|reminders?|digest|reports?))`,
  ),
  sign('chat-app', 0.5, `(?!sms|line|signal|box)${chatApp}\\b`),
  sign(
    'schedule',
    2,
    '(?:digests?|newsletters?|monitor(?:s|ing)?|track(?:s|er|ing)?|reminders?|scrap(?:e|es|ing|er)|reports?|backups?|sync(?:s|ing|hroni[sz]\\w+)?|trending|news|(?:auto-?)?(?:publish|post)(?:es|ing)?|export(?:s|ing)?|migrat\\w+|import(?:s|ing)?|celebrations?|birthdays?|anniversar\\w+|recommendations?|forecasts?|weather)\\b',
  ),
  sign(
    'app',
    2.5,
    `${apps}(?: \\w+){0,3}(?: trigger|(?: is| are)? (?:created|completed|reached|updated|placed|opened|merged|won|replies))|(?:triggered?s?|upon|when(?:ever)?|listens? (?:for|to)|monitors?) (?:[\\w-]+ ){0,5}${apps}`,
  ),
  sign('app', 1, `${apps}\\b`),
  sign('file', 1.5, `${document}\\b`),
  sign('mail', 1.5, '(?:gmail|outlook|e-?mails?)\\b'),
  sign('row', 1, `(?<!(?:to|with|and|&|in|into|from) )${table}\\b`),
  sign('row', 0.2, `${table}\\b`),
];

/** Words that say: this is what starts it. */
const leads =
  /\b(?:triggers?|triggered|triggering|when(?:ever)?|starts?|started|every time|as soon as|upon|on each|once|listens?|watch(?:es|ing)?|monitors?|monitoring|receives?|captures?|activated?|initiated?|launched|runs?|checks?|kicks? off|begins?|after|on new|if)\b[^.!?\n]{0,40}$/i;
/** What is done, not what starts it. */
const does =
  /\b(?:sends?|sending|send|deliver\w*|notif\w*|alert\w*|remind\w*|report\w*|updat\w+|stor\w+|sav\w+|creat\w+|generat\w+|add\w*|post\w*|publish\w*|log\w*|append\w*|writ\w+|updat\w+|email|via|to|into|export\w*|forward\w*)\b(?: (?:an?|the|your|my|it|results?|data|them|via|to|in|into|as|by|through|everything|\w+)){0,3}\s*$/i;

/** The sign that tells most plainly; of equal ones the first. */
export function findStartingEvent(text: string): StartingEvent | null {
  const found = allSigns(text);
  if (found.length === 0) return null;
  const { score: _score, ...best } = found.reduce((left, right) => (right.score > left.score ? right : left));
  // Whoever writes to a bot of a messenger writes there.
  const kind =
    best.kind === 'chat' && /\b(?:telegram|whats ?app|messenger|line|viber|signal)\b/i.test(text)
      ? 'chat-app'
      : best.kind;
  return { ...best, kind };
}

function allSigns(text: string): (StartingEvent & { score: number })[] {
  return signs.flatMap(({ kind, pattern, weight }) =>
    [...text.matchAll(pattern)].map(match => {
      const before = text.slice(Math.max(0, match.index - 60), match.index);
      const score =
        weight + (leads.test(before) ? 3 : 0) - (does.test(before) ? 3 : 0) - Math.min(4, match.index / 120);
      return { kind, at: match.index, words: match[0], sure: weight >= 4, score };
    }),
  );
}
