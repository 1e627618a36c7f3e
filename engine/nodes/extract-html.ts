import { type Cheerio, type CheerioAPI, load } from 'cheerio';
import { AppError } from '../errors';
import type { Item } from '../workflow/schema';

export interface HtmlField {
  name: string;
  selector: string;
  take: 'text' | 'attribute' | 'html';
  attribute?: string | undefined;
  list: boolean;
}

export interface ExtractSettings {
  html: string;
  rows?: string | undefined;
  fields: readonly HtmlField[];
  baseUrl?: string | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: cheerio's own element types are those of two parsers at once
type Found = Cheerio<any>;

/** One record of the whole page, or one for each element that `rows` finds. */
export function extractHtml({ html, rows, fields, baseUrl }: ExtractSettings): Item[] {
  const page = load(html);
  const places = rows ? select(page, { within: page.root(), selector: rows, param: 'rows' }).toArray() : [page.root()];
  return places.map(place =>
    Object.fromEntries(
      fields.map((field, index) => [field.name, valueAt(page, { place: page(place as never), field, index, baseUrl })]),
    ),
  );
}

interface Place {
  place: Found;
  field: HtmlField;
  index: number;
  baseUrl: string | undefined;
}

function valueAt(page: CheerioAPI, { place, field, index, baseUrl }: Place): Item[string] {
  const found = field.selector
    ? select(page, { within: place, selector: field.selector, param: `fields.${index}.selector` })
    : place;
  const values = found.toArray().map(element => take(page(element), { field, baseUrl }));
  return field.list ? values.filter(value => value !== null) : (values[0] ?? null);
}

function select(
  _page: CheerioAPI,
  { within, selector, param }: { within: Found; selector: string; param: string },
): Found {
  try {
    return within.find(selector);
  } catch (cause) {
    const reason = `"${selector}" is no CSS selector: ${cause instanceof Error ? cause.message.split('\n')[0] : ''}`;
    throw new AppError('node.params_invalid', { param, reason }, { cause });
  }
}

function take(element: Found, { field, baseUrl }: Pick<Place, 'field' | 'baseUrl'>): string | null {
  switch (field.take) {
    case 'text':
      return textOf(element);
    case 'html':
      return element.html()?.trim() ?? null;
    case 'attribute':
      return whole(element.attr(field.attribute ?? '') ?? null, { attribute: field.attribute, baseUrl });
  }
}

/** As a reader sees it: no scripts, and one blank where the page has many. */
function textOf(element: Found): string {
  const copy = element.clone();
  copy.find('script, style, noscript, template').remove();
  copy.find('br, p, div, li, tr, h1, h2, h3, h4, h5, h6').append(' ');
  return copy.text().replace(/\s+/g, ' ').trim();
}

function whole(
  value: string | null,
  { attribute, baseUrl }: { attribute: string | undefined; baseUrl: string | undefined },
) {
  const isAddress = attribute === 'href' || attribute === 'src' || attribute === 'action';
  if (value === null || !baseUrl || !isAddress) return value;
  return URL.canParse(value, baseUrl) ? new URL(value, baseUrl).href : value;
}
