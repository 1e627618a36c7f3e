import type { LibraryTemplate } from '../library-template';
import { dataTemplates } from './data';
import { messageTemplates } from './messages';
import { reportTemplates } from './reports';
import { requestTemplates } from './requests';
import { salesTemplates } from './sales';
import { serviceTemplates } from './services';

/** What every new database offers. */
export const libraryTemplates: readonly LibraryTemplate[] = [
  ...requestTemplates,
  ...salesTemplates,
  ...reportTemplates,
  ...messageTemplates,
  ...dataTemplates,
  ...serviceTemplates,
];
