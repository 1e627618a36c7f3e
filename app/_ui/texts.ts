import { accountTexts } from './texts/account';
import { decisionTexts } from './texts/approval';
import { canvasTexts } from './texts/canvas';
import { chatTexts } from './texts/chat';
import { credentialTexts } from './texts/credential';
import { formTexts } from './texts/form';
import { homeTexts } from './texts/home';
import { mailTexts } from './texts/mails';
import { many } from './texts/many';
import { modelTexts } from './texts/models';
import { replayTexts } from './texts/replay';
import { runTexts } from './texts/run';
import { serviceTexts } from './texts/service';
import { settingsTexts } from './texts/settings';
import { shareTexts } from './texts/share';
import { shellTexts } from './texts/shell';
import { signInTexts } from './texts/signin';
import { stepPanelTexts } from './texts/step-panel';
import { tableTexts } from './texts/table';
import { talkTexts } from './texts/talk';
import { teamTexts } from './texts/team';
import { templateTexts } from './texts/template';
import { usageTexts } from './texts/usage';
import { workflowTexts } from './texts/workflow';

/** Every text on the screens, one file per screen in `texts/`. */
export const texts = {
  many,
  product: 'Parley',
  tagline: 'Say what should happen.',
  skip: 'Skip to the content',
  cancel: 'Cancel',
  waitingForYou: 'Waiting for you',
  close: 'Close',
  save: 'Save',
  copy: 'Copy',
  copied: 'Copied',
  copyRefused: 'The browser did not allow copying. Select the text and copy it by hand.',
  items: 'Items',
  noItems: 'No items.',
  noFields: 'It has no fields.',
  itemCount: (total: number, shown: number) =>
    total > shown ? `${many(total, 'item')}, the first ${shown} shown` : many(total, 'item'),
  steps: (count: number) => many(count, 'step'),

  ...shellTexts,
  ...shareTexts,
  ...teamTexts,
  ...serviceTexts,
  ...usageTexts,
  ...signInTexts,
  ...chatTexts,
  ...credentialTexts,
  ...workflowTexts,
  ...stepPanelTexts,
  ...canvasTexts,
  ...runTexts,
  ...replayTexts,
  ...tableTexts,
  ...templateTexts,
  ...homeTexts,
  ...mailTexts,
  ...formTexts,
  ...talkTexts,
  ...decisionTexts,
  ...modelTexts,
  ...settingsTexts,
  ...accountTexts,
} as const;
