import { type FormField, labelOf } from '@/engine/nodes/form-fields';
import { toText } from '@/engine/nodes/settings';
import type { Item } from '@/engine/workflow/schema';
import { texts } from '../_ui/texts';
import { formStyles } from './form-styles';

export interface FormPage {
  title: string;
  description: string;
  fields: readonly FormField[];
  button: string;
  /** Proves that the page was asked for, and when. */
  token: string;
  isTest: boolean;
  values?: Readonly<Item> | undefined;
  problems?: Readonly<Record<string, string>> | undefined;
  /** What is wrong with the whole. */
  notice?: string | undefined;
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const safe = (value: string) => value.replace(/[&<>"']/g, mark => marks[mark]!);

/** A page without a script: it works everywhere, and nothing that somebody wrote into a form can run on it. */
export function formPage(page: FormPage): string {
  const wrong = Object.keys(page.problems ?? {}).length;
  const notice = page.notice ?? (wrong > 0 ? texts.form.wrong(wrong) : '');
  const description = page.description ? `<p class="description">${safe(page.description)}</p>` : '';
  return document(
    page,
    `
    ${description}
    ${notice ? `<p class="notice" role="alert">${safe(notice)}</p>` : ''}
    <form method="post"${page.fields.some(({ type }) => type === 'file') ? ' enctype="multipart/form-data"' : ''} novalidate>
      <input type="hidden" name="${tokenName}" value="${safe(page.token)}">
      <div class="trap" aria-hidden="true"><label>${texts.form.trap}<input name="${trapName}" tabindex="-1" autocomplete="off"></label></div>
      ${page.fields.map(field => fieldHtml(field, page)).join('\n')}
      <button type="submit">${safe(page.button)}</button>
    </form>`,
  );
}

export const tokenName = '_form';
/** Nobody sees it, so only a program fills it in. */
export const trapName = '_website';

export const answerPage = (page: Pick<FormPage, 'title' | 'isTest'> & { answer: string }): string =>
  document(page, `<p class="answer" role="status">${safe(page.answer)}</p>`);

/** A whole page around what is shown, with our styles and nothing from elsewhere. */
export function document(
  { title, isTest, test: told = texts.form.test }: Pick<FormPage, 'title' | 'isTest'> & { test?: string },
  content: string,
): string {
  const test = isTest ? `<p class="test">${told}</p>` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${safe(title)}</title>
<style>${formStyles}</style>
</head>
<body>
<main>
${test}
<h1>${safe(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

export function fieldHtml(field: FormField, { values, problems }: Pick<FormPage, 'values' | 'problems'>): string {
  const { name, help } = field;
  const problem = problems?.[name];
  const about = [help ? `${name}-help` : '', problem ? `${name}-problem` : ''].filter(Boolean).join(' ');
  const described = `${about ? ` aria-describedby="${about}"` : ''}${problem ? ' aria-invalid="true"' : ''}`;
  const notes =
    (help ? `<p class="help" id="${name}-help">${safe(help)}</p>` : '') +
    (problem ? `<p class="problem" id="${name}-problem">${safe(problem)}</p>` : '');
  const optional = field.required ? '' : ` <span class="optional">${texts.form.optional}</span>`;
  const label = `${safe(labelOf(field))}${optional}`;
  const value = values?.[name];
  if (field.type === 'yes-no') {
    return `<div class="field"><label class="tick"><input type="checkbox" name="${name}" value="yes"${value === true ? ' checked' : ''}${required(field)}${described}> <span>${label}</span></label>${notes}</div>`;
  }
  if (field.type === 'choices') {
    const chosen = Array.isArray(value) ? value : [];
    const boxes = field.choices.map(choice =>
      box(field, { choice, kind: 'checkbox', checked: chosen.includes(choice) }),
    );
    return `<fieldset class="field"${described}><legend>${label}</legend>${boxes.join('')}${notes}</fieldset>`;
  }
  const control = controlHtml(field, { value: toText(value), described });
  return `<div class="field"><label for="${name}">${label}</label>${control}${notes}</div>`;
}

const required = ({ required: must }: FormField) => (must ? ' required aria-required="true"' : '');

const box = ({ name }: FormField, { choice, kind, checked }: { choice: string; kind: string; checked: boolean }) =>
  `<label class="tick"><input type="${kind}" name="${name}" value="${safe(choice)}"${checked ? ' checked' : ''}> <span>${safe(choice)}</span></label>`;

/** The kind of keyboard a telephone shows, and what a browser knows to fill in. */
const inputs: Record<string, string> = {
  text: 'type="text"',
  email: 'type="email" autocomplete="email"',
  phone: 'type="tel" autocomplete="tel"',
  number: 'type="text" inputmode="decimal"',
  date: 'type="date"',
  address: 'type="url" inputmode="url"',
};

function controlHtml(field: FormField, { value, described }: { value: string; described: string }): string {
  const { name, type, choices } = field;
  const common = `id="${name}" name="${name}"${required(field)}${described}`;
  if (type === 'paragraph') return `<textarea ${common} rows="5" maxlength="10000">\n${safe(value)}</textarea>`;
  if (type === 'file') return `<input ${common} type="file">`;
  if (type !== 'choice')
    return `<input ${common} ${inputs[type] ?? inputs.text} maxlength="1000" value="${safe(value)}">`;
  const options = choices.map(
    choice => `<option${choice === value ? ' selected' : ''} value="${safe(choice)}">${safe(choice)}</option>`,
  );
  return `<select ${common}><option value="">${texts.form.choose}</option>${options.join('')}</select>`;
}
