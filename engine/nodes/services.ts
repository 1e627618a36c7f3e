/** A service that people ask for by name and that has no step of its own yet. */
export interface KnownService {
  title: string;
  /** Lower case, as people write it. */
  words: readonly string[];
  /** Who gives the address to call, where that is not the title. */
  gives?: string;
  /** What serves instead, best first. */
  instead: readonly string[];
}

const http = 'core.http-request';
const webhook = 'core.webhook';
const table = 'core.data-table';

/** Found by its title, unless that is a word of the language, and by these words. */
const service = (title: string, words: readonly string[] = [], instead: readonly string[] = [http, webhook]) => ({
  title,
  words: [title.toLowerCase(), ...words],
  instead,
});

const sheets = [table, http];

/** Known by name only, so that a request for one gets an honest answer instead of the wrong step. */
export const knownServices: readonly KnownService[] = [
  service('Slack'),
  service('Discord'),
  service('Microsoft Teams', ['ms teams', 'teams message', 'teams channel']),
  service('Telegram'),
  service('WhatsApp'),
  service('Twilio'),
  { ...service('SMS', ['text message']), gives: 'an SMS service' },
  service('Gmail'),
  service('Outlook'),
  service('Mailchimp'),
  service('SendGrid'),
  service('Google Sheets', ['google sheet', 'gsheet', 'google spreadsheet'], sheets),
  service('Excel', [], sheets),
  service('Airtable', [], sheets),
  service('Google Calendar', ['calendar event']),
  service('Google Drive'),
  service('Dropbox'),
  service('Notion'),
  service('Trello'),
  service('Asana'),
  service('Jira'),
  { ...service('Linear'), words: ['linear issue', 'in linear', 'to linear'] },
  service('Todoist'),
  service('ClickUp'),
  service('GitHub'),
  service('GitLab'),
  service('Stripe'),
  service('PayPal'),
  service('Shopify'),
  service('WooCommerce'),
  service('HubSpot'),
  service('Salesforce'),
  service('Pipedrive'),
  service('Zendesk'),
  service('Intercom'),
  service('Typeform'),
  service('Google Forms', ['google form']),
  service('Calendly'),
  service('Zoom'),
  service('YouTube'),
  service('LinkedIn'),
  service('Instagram'),
  service('Facebook'),
  service('Twitter', ['tweet', 'x.com']),
  service('Mastodon'),
  service('Bluesky'),
  service('OpenAI', ['chatgpt', 'gpt']),
  service('Anthropic', ['claude']),
  service('Spotify'),
  service('Amazon S3', ['s3 bucket', 'aws s3']),
  service('MySQL'),
  service('MongoDB'),
];

/** The services that a text names, in the order of the list. Whole words only: "slacken" is not Slack. */
export function findServices(text: string): KnownService[] {
  const padded = ` ${text
    .toLowerCase()
    .replace(/\be-mail/g, 'email')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .replace(/\.(?= |$)/g, '')} `;
  return knownServices.filter(({ words }) => words.some(word => padded.includes(` ${word.replace(/-/g, ' ')} `)));
}

/** What to say when a step that stands in for a service is offered. */
export function noteFor({ title, gives = title }: KnownService, type: string): string {
  const head = `There is no step for ${title} yet.`;
  if (type === webhook) return `${head} If ${gives} can call a web address when something happens, this receives it.`;
  if (type === table) return `${head} One of your tables here can hold the rows instead.`;
  return `${head} This can call the web address (API or incoming webhook) that ${gives} gives you.`;
}
