/** Services people name that no step reaches yet. The name is shown; the pattern finds it. */
const services: readonly [string, RegExp][] = [
  ['Google Sheets', /\bgoogle ?sheets?\b|\bspreadsheets?\b|\bgsheets?\b|\bsheets\b/i],
  ['Google Drive', /\bgoogle drive\b|\bgdrive\b/i],
  ['Google Calendar', /\bgoogle calendar\b|\bcalendar event|\bcalendar invite|\bmy calendar\b/i],
  ['Google Docs', /\bgoogle docs?\b/i],
  ['Gmail', /\bgmail\b|\bgoogle mail\b/i],
  ['Outlook', /\boutlook\b|\boffice 365\b/i],
  ['Microsoft Teams', /\bmicrosoft teams\b|\bms teams\b|\bteams (?:channel|message)\b/i],
  ['Slack', /\bslack\b/i],
  ['Telegram', /\btelegram\b/i],
  ['WhatsApp', /\bwhats ?app\b/i],
  ['Discord', /\bdiscord\b/i],
  ['Mattermost', /\bmattermost\b/i],
  ['Notion', /\bnotion\b/i],
  ['Airtable', /\bairtable\b/i],
  ['Trello', /\btrello\b/i],
  ['Asana', /\basana\b/i],
  ['Jira', /\bjira\b/i],
  ['Linear', /\blinear (?:issue|ticket|app)\b|\bin linear\b/i],
  ['GitHub', /\bgithub\b/i],
  ['GitLab', /\bgitlab\b/i],
  ['HubSpot', /\bhubspot\b/i],
  ['Salesforce', /\bsalesforce\b/i],
  ['Pipedrive', /\bpipedrive\b/i],
  ['Shopify', /\bshopify\b/i],
  ['WooCommerce', /\bwoo ?commerce\b/i],
  ['Stripe', /\bstripe\b/i],
  ['PayPal', /\bpaypal\b/i],
  ['Twilio', /\btwilio\b/i],
  ['SMS', /\bsms\b|\btext message\b/i],
  ['Mailchimp', /\bmailchimp\b/i],
  ['Dropbox', /\bdropbox\b/i],
  ['Typeform', /\btypeform\b/i],
  ['Twitter', /\btwitter\b|\btweets?\b/i],
  ['LinkedIn', /\blinkedin\b/i],
  ['Facebook', /\bfacebook\b/i],
  ['Instagram', /\binstagram\b/i],
  ['YouTube', /\byoutube\b/i],
  ['Supabase', /\bsupabase\b/i],
  ['Zendesk', /\bzendesk\b/i],
  ['Intercom', /\bintercom\b/i],
  ['ClickUp', /\bclick ?up\b/i],
  ['Todoist', /\btodoist\b/i],
  ['Pinecone', /\bpinecone\b/i],
  ['Perplexity', /\bperplexity\b/i],
  ['OpenAI', /\b(?:open ?ai|chat ?gpt|gpt-?\d\S*|dall-?e|whisper)\b/i],
  ['Google Gemini', /\bgemini\b|\bvertex ai\b|\bnano[- ]banana\b|\bveo ?\d?\b/i],
  ['Anthropic', /\banthropic\b|\bclaude\b/i],
  ['Zoom', /\bzoom\b/i],
  ['Calendly', /\bcalendly\b/i],
  ['Cal.com', /\bcal\.com\b/i],
  ['WordPress', /\bwordpress\b/i],
  ['Reddit', /\breddit\b/i],
  ['TikTok', /\btik ?tok\b/i],
  ['Spotify', /\bspotify\b/i],
  ['PostgreSQL', /\bpostgres(?:ql)?\b/i],
  ['MongoDB', /\bmongo(?:db)?\b/i],
  ['Redis', /\bredis\b/i],
  ['Qdrant', /\bqdrant\b/i],
  ['Amazon S3', /\b(?:aws |amazon )?s3\b/i],
  ['AWS', /\b(?:aws|amazon web services)\b/i],
  ['SerpApi', /\bserp ?api\b/i],
  ['Apify', /\bapify\b/i],
  ['Firecrawl', /\bfirecrawl\b/i],
  ['Bright Data', /\bbright ?data\b/i],
  ['ElevenLabs', /\beleven ?labs\b/i],
  ['Monday', /\bmonday\.com\b/i],
  ['Zoho', /\bzoho\b/i],
  ['Odoo', /\bodoo\b/i],
  ['QuickBooks', /\bquick ?books\b/i],
  ['Xero', /\bxero\b/i],
  ['SendGrid', /\bsend ?grid\b/i],
  ['Mailgun', /\bmailgun\b/i],
  ['Brevo', /\bbrevo\b/i],
  ['OneDrive', /\bone ?drive\b/i],
  ['Google Slides', /\bgoogle slides\b/i],
  ['Google Analytics', /\bgoogle analytics\b|\bga4\b/i],
  ['Google Maps', /\bgoogle maps\b/i],
  ['Baserow', /\bbaserow\b/i],
  ['NocoDB', /\bnocodb\b/i],
  ['JotForm', /\bjot ?form\b/i],
  ['Pushover', /\bpushover\b/i],
  ['Matrix', /\bmatrix (?:room|message|chat)\b/i],
  ['Strava', /\bstrava\b/i],
  ['Nextcloud', /\bnext ?cloud\b/i],
  [
    'a language model',
    /\b(?:chat ?gpt|gpt-?\d?\S*|openai|open ai|claude|gemini|mistral|llama|anthropic|deepseek|llm|language model|ai (?:agent|model)|an ai|with ai|using ai|via ai)\b/i,
  ],
  ['FTP', /\bs?ftp\b/i],
  ['MySQL', /\bmysql\b/i],
  ['Excel', /\bexcel\b/i],
  [
    'email',
    /\be-?mails? (?:arrives?|comes? in|is received)\b|\b(?:new|unread|incoming) e-?mails?\b|\b(?:send|write)\w* (?:me |us |him |her |them |out )?(?:an? |the )?(?:\w+ )?e-?mails?\b|\bby e-?mail\b|\bvia e-?mail\b|\bmy inbox\b|\bimap\b|\bsmtp\b|^(?:e-?mail|mail) (?:me|us|them|him|her|it|the)\b/i,
  ],
];

/** What a language model would do; no step does it yet. */
const thinking =
  /\b(?:summari[sz]e\w*|classif(?:y|ies)|categori[sz]e\w*|translat(?:e|es|ion)\b|sentiment|generate (?:an?|the) (?:text|image|answer|reply|summary|description)|rewrite|paraphrase|extract (?:the )?(?:keywords|entities|topics))\b/i;

/** All services a text names, in words for the person, in the order of the list. */
export const servicesIn = (text: string): string[] =>
  services.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);

/** The service a clause names, in words for the person; null when it names none. */
export function serviceIn(text: string): string | null {
  return services.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

export const needsThinking = (text: string) => thinking.test(text);

/** Names of those who offer language models: one step serves them all. */
export const isModel = (service: string) =>
  /^(?:a language model|OpenAI|Google Gemini|Anthropic|OpenRouter|Open ?Router|Ollama|DeepSeek|Mistral|MistralAI|Groq|Llama|Grok|Cohere|Qwen|OpenWebUI|LiteLLM|xAI)$/i.test(
    service,
  );
