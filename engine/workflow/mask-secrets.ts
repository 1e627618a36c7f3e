/** Forms that providers give their keys, so that one can be told by its look. From the providers' own documentation. */
const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}/g, // OpenAI, Anthropic, OpenRouter
  /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}/g, // Stripe
  /\bwhsec_[A-Za-z0-9+/=]{16,}/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})/g,
  /\bglpat-[A-Za-z0-9_-]{20,}/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g, // Slack
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, // AWS
  /\bAIza[0-9A-Za-z_-]{35}/g, // Google
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g, // SendGrid
  /\b(?:npm|hf|dop_v1|shpat)_[A-Za-z0-9]{30,}/g,
  /\b\d{8,10}:AA[A-Za-z0-9_-]{32,}/g, // Telegram
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}/g, // JSON Web Token
];

/** Where the words before tell what follows. A short plain word is a value that a request compares with. */
const named: readonly RegExp[] = [
  /(\bbearer\s+)([A-Za-z0-9._~+/=-]{16,})/gi,
  /((?:\b|_)(?:password|passwd|pwd|secret|api[_ -]?key|access[_ -]?key|token)["']?\s*(?:is\s*)?[:=]\s*["']?)([^\s"',;]{12,})/gi,
  /((?:\b|_)(?:password|passwd|passphrase|pwd)["']?\s*[:=]\s*["']?)([^\s"',;]{6,})/gi,
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)([^\s/@]{4,})(?=@)/gi,
];

/** Written as programs write settings, without a space: nobody compares a value in this way. */
const assigned: readonly RegExp[] = [
  /((?:\b|_)(?:password|passwd|passphrase|pwd)=["']?)([^\s"',;&]{4,})/gi,
  /(\b[A-Z][A-Z0-9]*_(?:KEY|SECRET|TOKEN|PASSWORD|PASS)=["']?)([^\s"',;&]{4,})/g,
];

const isOpenPlace = (text: string) => /^(\{\{|<|\$|\*+$|…)/.test(text);
const looksRandom = (text: string) => /\d/.test(text) && /[a-z]/i.test(text);

const shortestShown = 16;

/** How a hidden key reads in a message; the end of a long one tells its owner which it was, of a short one too much. */
const hidden = (secret: string) => {
  const end = secret.trim().length < shortestShown ? '' : secret.trim().slice(-4);
  return `[hidden key …${end.replace(/[^A-Za-z0-9]/g, '')}]`;
};
export const isHiddenKey = /\[hidden key …[A-Za-z0-9]*\]/;

/** A text without the keys in it, before it is stored or sent anywhere. What is no key stays as it is. */
export function maskSecrets(text: string): string {
  const plain = forms.reduce((masked, form) => masked.replace(form, hidden), text);
  return replaceAfter(replaceAfter(plain, named, looksRandom), assigned, () => true);
}

/** A value of a row: its column may tell that it is a key, as the words before one do in a text. */
export function maskField(name: string, value: string): string {
  const before = `${name.trim().replace(/[\s-]+/g, '_')}=`;
  const masked = maskSecrets(`${before}${value}`);
  return masked.startsWith(before) ? masked.slice(before.length) : maskSecrets(value);
}

function replaceAfter(text: string, ways: readonly RegExp[], isSecret: (text: string) => boolean): string {
  return ways.reduce(
    (masked, form) =>
      masked.replace(form, (whole, before: string, secret: string) =>
        isSecret(secret) && !isOpenPlace(secret) && !secret.startsWith('[hidden')
          ? `${before}${hidden(secret)}`
          : whole,
      ),
    text,
  );
}
