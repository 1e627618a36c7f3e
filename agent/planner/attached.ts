import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4Prompt,
} from '@ai-sdk/provider';
import { z } from 'zod';
import { toStream } from './stream';

const Told = z.object({
  name: z.string(),
  kind: z.enum(['text', 'csv', 'pdf', 'image']),
  text: z.string().nullable(),
});
type Told = z.infer<typeof Told>;

const longestSpecification = 4_000;
/** Words that hand over to a file: "build this", "see attached". */
const handsOver =
  /^(?:please |can you |could you )*(?:(?:build|make|create|do|set up|implement|read|use|follow|see)\b.{0,40}|this|that|it|here(?: it is| you go)?|as (?:attached|described))?[.!:]*$/i;

const withThese =
  /\s*\b(?:with|on|using|through)\s+(?:these|this|those|them|it|the (?:attached|file|rows)\b[^.]*)(?:\s+(?:rows|lines|orders|file|data|examples|values))?\s*[.!]*$/i;

/**
 * The planner reads sentences, not files. A text that stands for the request becomes the request; the rows of a CSV are
 * what a run is given; of everything else it says that it cannot use it.
 */
export function readingFiles(planner: LanguageModelV4, onUnused: (note: string) => void): LanguageModelV4 {
  const answer = async (
    options: LanguageModelV4CallOptions,
  ): Promise<LanguageModelV4GenerateResult & { unused: readonly string[] }> => {
    const { prompt, rows, unused } = readFiles(options.prompt);
    const result = await planner.doGenerate({ ...options, prompt });
    return { ...result, content: result.content.map(part => completed(part, rows)), unused };
  };
  return {
    ...planner,
    doGenerate: answer,
    doStream: async options => {
      const result = await answer(options);
      if (result.unused.length > 0) onUnused(sayUnused(result.unused));
      return { stream: toStream(result) };
    },
  };
}

interface Files {
  /** The CSV that this request is about. */
  rows: string | null;
  unused: readonly string[];
}

function readFiles(prompt: LanguageModelV4Prompt): Files & { prompt: LanguageModelV4Prompt } {
  const last = prompt.findLastIndex(({ role }) => role === 'user');
  const known = prompt.flatMap(message => toldIn(message)).filter(({ kind }) => kind === 'csv');
  let files: Files = { rows: null, unused: [] };
  const read = prompt.map((message, at): typeof message => {
    if (message.role !== 'user') return message;
    const own = toldIn(message);
    const said = message.content.flatMap(part => (part.type === 'text' && !toldOf(part) ? [part.text] : [])).join('\n');
    const named = known.findLast(({ name }) => said.toLowerCase().includes(name.toLowerCase()));
    const request = requestOf(said, own, named);
    const used = own.filter(({ kind, text }) => kind === 'csv' || (text !== null && request.includes(text.trim())));
    if (at === last) {
      const csv = named ?? own.findLast(({ kind }) => kind === 'csv');
      files = { rows: csv?.name ?? null, unused: own.filter(one => !used.includes(one)).map(({ name }) => name) };
    }
    return { ...message, content: [{ type: 'text', text: request }] };
  });
  return { ...files, prompt: read };
}

/** What is asked for: what was said, or what the file says where the words only hand over to it. */
function requestOf(said: string, own: readonly Told[], named: Told | undefined): string {
  const plain = named ? withoutName(said, named.name) : said.trim();
  const [text] = own.filter(({ kind }) => kind === 'text' || kind === 'pdf');
  if (text?.text && text.text.length <= longestSpecification && handsOver.test(plain)) return text.text.trim();
  if (!own.some(({ kind }) => kind === 'csv')) return plain;
  return plain.replace(withThese, '').trim() || 'Run it with an example';
}

/** "Run it with orders.csv" is "run it": which rows it means is known. */
function withoutName(said: string, name: string): string {
  const pattern = new RegExp(
    `\\s*\\b(?:with|on|using|from|for)?\\s*(?:the (?:rows|file)(?: (?:of|in|from))? )?["“”']?${RegExp.escape(name)}["“”']?`,
    'i',
  );
  return said.replace(pattern, '').trim();
}

const toldIn = ({ role, content }: LanguageModelV4Prompt[number]): Told[] =>
  role === 'user' ? content.flatMap(part => toldOf(part) ?? []) : [];

function toldOf(part: { providerOptions?: Record<string, unknown> | undefined }): Told | null {
  const parsed = Told.safeParse((part.providerOptions?.parley as { attachment?: unknown } | undefined)?.attachment);
  return parsed.success ? parsed.data : null;
}

function completed(part: LanguageModelV4Content, rows: string | null): LanguageModelV4Content {
  if (part.type !== 'tool-call' || part.toolName !== 'runWorkflow' || rows === null) return part;
  const input = JSON.parse(part.input) as Record<string, unknown>;
  return input.items === undefined ? { ...part, input: JSON.stringify({ ...input, attachment: rows }) } : part;
}

const sayUnused = (names: readonly string[]): string =>
  `Not used: ${names.join(', ')}. The built-in planner cannot look at images, and reads a text only when it is the whole request.`;
