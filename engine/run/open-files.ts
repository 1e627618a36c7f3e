import { isFileReference, referenceId } from '../nodes/file-reference';
import { isObject } from '../workflow/equal';
import type { NodeServices } from './run-deps';

/** Whether settings hold a file that is kept elsewhere. */
export const holdsFile = (value: unknown): boolean =>
  isFileReference(value) ||
  (Array.isArray(value) ? value.some(holdsFile) : isObject(value) && Object.values(value).some(holdsFile));

/** The settings with the content of their files, for this call only: records keep the references. */
export async function withFiles(
  params: Record<string, unknown>,
  open: NonNullable<NodeServices['openFile']>,
): Promise<Record<string, unknown>> {
  return (await opened(params, open)) as Record<string, unknown>;
}

async function opened(value: unknown, open: NonNullable<NodeServices['openFile']>): Promise<unknown> {
  if (isFileReference(value)) {
    const { file, ...facts } = value;
    return { ...facts, base64: (await open(referenceId(file))).toString('base64') };
  }
  if (Array.isArray(value)) return Promise.all(value.map(each => opened(each, open)));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(async ([name, each]) => [name, await opened(each, open)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
