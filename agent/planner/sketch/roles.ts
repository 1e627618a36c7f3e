/** Which way something goes between the workflow and a service: it is asked for, or it is told. */
export type Role = 'from' | 'to';

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** What may stand between the word that tells the way and the name: other names of a list. */
const list =
  '(?:(?:an?|the|your|my|our|all|both|new|multiple|several|various|unread|latest|recent|local)\\s+)*(?:[\\p{Lu}\\d][\\p{L}\\d.&+-]*(?:\\s+(?:feeds?|api|apis|sheets?))?[,/&]*\\s+(?:(?:and|or|&|plus)\\s+)?){0,6}?';

/** "from Jira", "from Gmail, RSS and Todoist", "into Notion": as the word in front of the name, or of its list, says. */
export function roleOf(name: string, text: string): Role | null {
  // A small letter ends a list, so this one tells them from capitals.
  const word = new RegExp(
    `\\b([Ff]rom|[Tt]o|[Ii]nto|[Ii]n|[Oo]n|[Oo]nto)\\s+${list}${escaped(name)}(?![\\p{L}\\d])`,
    'u',
  ).exec(text)?.[1];
  return word === undefined ? null : word.toLowerCase() === 'from' ? 'from' : 'to';
}

/** Who carries messages of people. */
export const messengers = /^(?:Slack|Telegram|WhatsApp|Discord|Microsoft Teams|Mattermost|Facebook|Twilio|SMS)$/;

interface Kind {
  names: RegExp;
  role: Role;
  label: (name: string) => string;
}

/** What services of a kind are for, where nobody says which way it goes. */
const kinds: readonly Kind[] = [
  {
    names:
      /^(?:Slack|Telegram|WhatsApp|Discord|Microsoft Teams|Mattermost|Twilio|SMS|Pushover|Matrix|SendGrid|Mailgun|Brevo|Mailchimp)$/,
    role: 'to',
    label: name => `Send to ${name}`,
  },
  {
    names:
      /^(?:Google Sheets|Airtable|Notion|Supabase|PostgreSQL|MySQL|MongoDB|Baserow|NocoDB|Excel|Google Drive|Dropbox|OneDrive|Amazon S3|Nextcloud|Google Docs|Google Slides|Pinecone|Qdrant|Redis)$/,
    role: 'to',
    label: name => `Save to ${name}`,
  },
  {
    names: /^(?:LinkedIn|Facebook|Instagram|Twitter|TikTok|YouTube|WordPress|Reddit)$/,
    role: 'to',
    label: name => `Publish to ${name}`,
  },
  {
    names: /^(?:HubSpot|Salesforce|Pipedrive|Zoho|Odoo|QuickBooks|Xero)$/,
    role: 'to',
    label: name => `Update ${name}`,
  },
  {
    names: /^(?:Trello|Asana|Jira|Linear|ClickUp|Todoist|Monday|Zendesk|Intercom|Google Calendar|GitHub|GitLab)$/,
    role: 'to',
    label: name => `Create in ${name}`,
  },
  {
    names:
      /^(?:SerpApi|Apify|Firecrawl|Bright Data|Google Analytics|Google Maps|Spotify|Strava|Calendly|Cal\.com|Stripe|PayPal|Shopify|WooCommerce)$|scrap|crawl|search|(?:^|[a-z])(?:Data|API)$/i,
    role: 'from',
    label: name => `Get data from ${name}`,
  },
];

/** The step for a service that a headline only names: its way told by the headline, else by what it is for. */
export function stepNamed(name: string, title: string): { role: Role; label: string } | null {
  const told = roleOf(name, title);
  const kind = kinds.find(({ names }) => names.test(name));
  if (told === 'from') return { role: 'from', label: `Read from ${name}` };
  if (told === null) return kind ? { role: kind.role, label: kind.label(name) } : null;
  return { role: 'to', label: kind?.role === 'to' ? kind.label(name) : `Send to ${name}` };
}
