/** Names that hold secrets wherever they stand: headers, query, fields of a body. */
const secretName =
  /(?:^|[-_ ])(?:authorization|auth|api[-_ ]?key|apikey|access[-_ ]?key|token|secret|password|passwd|pwd|credential|cookie|signature)s?(?:$|[-_ ])/i;
/** Forms that keys of well-known services have, and addresses with a password in them. */
const secretForm =
  /\b(?:sk|pk|rk|ghp|gho|ghs|xox[abp]|glpat|whsec|shpat)[-_][A-Za-z0-9_-]{10,}|\bAKIA[A-Z0-9]{12,}|\beyJ[\w-]+\.[\w-]+\.[\w-]+|\b(?:bearer|basic)\s+[A-Za-z0-9+/=._-]{8,}|:\/\/[^\s/@:]+:[^\s/@]+@|[?&](?:api[-_]?key|key|token|access_token|secret|sig)=[^&\s{]{6,}/i;

export const hasSecretForm = (value: unknown): boolean => typeof value === 'string' && secretForm.test(value);

/** `x-api-key`, `accessToken`: whatever stands under such a name is one, unless it is an expression. */
export const isSecretName = (name: string): boolean => secretName.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'));

export const isSecret = (name: string, value: unknown): boolean =>
  typeof value === 'string' &&
  value !== '' &&
  (hasSecretForm(value) || (isSecretName(name) && !/^\s*\{\{[^{}]*\}\}\s*$/.test(value)));
