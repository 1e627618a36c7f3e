import { isModel, servicesIn } from '../grammar/services';

/** Capitalised words that are no names of services. */
const common = new Set(
  (
    'AI API APIs CRM ERP CSV PDF PDFs HTML JSON XML URL URLs SEO HR IT ID IDs UI UX SMS FAQ FAQs RAG LLM LLMs KPI KPIs ROI ETA OCR SQL CLI SLA B2B B2C SaaS PR PRs CV CVs DM DMs UTC GMT EST PST VAT USD EUR GBP QA MVP NLP TTS STT CRUD REST HTTP HTTPS RSS FTP SFTP SMTP IMAP POST GET PUT TXT DOCX XLSX MP3 MP4 IP DNS SSL OK MCP EC2 IAM VIP CEO CTO CFO GDPR ICP VC US UK EU USA SDR BDR ' +
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December ' +
    'English German French Spanish Hindi Arabic Italian Portuguese Chinese Japanese Korean Dutch Polish Turkish Russian Indian European American British ' +
    'Webhook Webhooks Schedule Trigger Cron Form Forms Chat Email Emails Mail Workflow Workflows Template Node Nodes Agent Agents Bot Database Sheet Sheets Calendar Drive Docs Docx Excel Contact Contacts Lead Leads Order Orders Invoice Invoices Report Reports Daily Weekly Monthly Hourly Alert Alerts Data News Blog Article Articles Post Posts Video Videos Image Images Message Messages Customer Customers Team Teams Support Ticket Tickets Sales Marketing Content Social Media File Files Code Set If Switch Merge Wait Loop Filter Input Output Yes No New Done Name Title Status Smart Automated Automatic Automation Auto Free Pro The This When Then Each Every It You Your And With For From In On To Via'
  ).split(/\s+/),
);

const inner = /^(?:\p{Lu}?\p{Ll}+\p{Lu}[\p{L}\d]*|\p{Lu}{2,}\p{Ll}+[\p{L}\d]*|\p{L}[\p{L}\d]*\d[\p{L}][\p{L}\d]*)$/u;
const domain = /^[\p{L}\d-]{2,}\.(?:com|io|ai|app|co|dev|net|org|so|me|gg|tv|fm)$/iu;
const capital = /^\p{Lu}[\p{Ll}\d]+(?:[-.]?[\p{L}\d]+)?$/u;
const before = /^(?:with|using|via|through|from|to|into|in|on|by|use|uses|and|&|or|,|\/|connects?|of)$/i;
const after =
  /^(?:api|apis|crm|app|account|database|db|channel|workspace|board|bot|webhook|trigger|node|scraper|mcp|integration|contacts?|deals?|sheet|table|list|project|campaigns?|feeds?|issues|tickets|cards)\b/i;

/** Other tools that one builds such a thing with. */
const builders = /^(?:n8n|zapier|ifttt)(?:\.(?:io|com))?$/i;

const numbered = /^(?:gpt|sora|veo|gemini|claude|llama|o)[-\d]/i;

/**
 * Names of services nobody told us of, by how they are written and where they stand: `BrightMail`, `acme.io`, "with
 * Zentix", "the Zentix API". Of a headline, where most words begin with a capital, only those that cannot be words.
 */
export function unknownNames(text: string): string[] {
  const tokens = text.match(/[\p{L}\d][\p{L}\d.'-]*[\p{L}\d]|[\p{L}\d]|[,&/()]/gu) ?? [];
  const words = tokens.filter(token => /\p{L}{3}/u.test(token));
  const headline = words.filter(word => /^\p{Lu}/u.test(word)).length > words.length * 0.55;
  const known = servicesIn(text).join(' ').toLowerCase();
  const names: string[] = [];
  for (const [at, token] of tokens.entries()) {
    const word = token.replace(/'s$/, '');
    if (common.has(word) || known.includes(word.toLowerCase()) || servicesIn(word).length > 0 || numbered.test(word))
      continue;
    // "IPs", "POs": several of a thing; and "this n8n workflow" is what is described, not whom it reaches.
    if (/^\p{Lu}{2,}s$/u.test(word) || builders.test(word)) continue;
    const sure = (inner.test(word) || domain.test(word)) && !/^(?:iOS|macOS|eBook|eCommerce|LinkedIn)$/.test(word);
    const [last, next] = [tokens[at - 1] ?? '', tokens[at + 1] ?? ''];
    const placed =
      capital.test(word) && at > 0 && ((!headline && before.test(last)) || (after.test(next) && !/[.]$/.test(last)));
    if (sure || (placed && !headline)) names.push(word);
  }
  return [...new Set(names)];
}

/** What people call a service they do not name: "my CRM", "our help desk". */
const kinds =
  /\b(?:my|our|the|your|their|company|internal) ((?:[\w-]+ )?(?:crm|erp|help ?desk|ticketing system|ticket system|data warehouse|project management tool|accounting (?:software|system|tool)|payment provider|online shop|web ?shop|shop system|cms|knowledge base|calendar|inventory system|booking system|hr system|applicant tracking system|ats))\b/gi;

export const kindsNamed = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(kinds)].map(
      ([, kind]) => `your ${kind!.replace(/\b(?:crm|erp|cms|hr|ats)\b/gi, part => part.toUpperCase())}`,
    ),
  ),
];

/** Everybody outside whom a text names, those we know first. */
export const outsidersIn = (text: string): string[] => {
  const named = servicesIn(text);
  // How it is sent is no second receiver.
  const known = named.includes('Twilio') ? named.filter(name => name !== 'SMS') : named;
  return [...known, ...unknownNames(text), ...(known.length > 0 ? [] : kindsNamed(text))];
};

/** The same without those who offer language models. */
export const reachedIn = (text: string): string[] => outsidersIn(text).filter(name => !isModel(name));

/** What a headline is about, without the tools it is done with. */
export const headOf = (title: string): string => title.split(/,? (?:with|using|via|through) (?=[\p{Lu}\d])/u)[0]!;
