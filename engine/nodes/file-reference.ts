import { isObject } from '../workflow/equal';

/** A file that came from outside, within an item: what is known of it, and where its content is kept. */
export interface FileReference {
  name: string;
  type: string;
  size: number;
  /** `run-file:` and an id. */
  file: string;
}

const form = /^run-file:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const toFileReference = ({ id, ...facts }: { id: string } & Omit<FileReference, 'file'>): FileReference => ({
  ...facts,
  file: `run-file:${id}`,
});

export const isFileReference = (value: unknown): value is FileReference =>
  isObject(value) && typeof value.file === 'string' && form.test(value.file);

export const referenceId = (file: string): string => file.slice('run-file:'.length);
