import { many } from './many';

/** The page of a form, which people read who have never heard of us. */
export const formTexts = {
  form: {
    optional: '(optional)',
    choose: 'Please choose',
    trap: 'Leave this empty',
    test: 'This is a test of the form. What you send runs through the draft, and nobody is reached.',
    wrong: (count: number) => `${many(count, 'answer')} ${count === 1 ? 'needs' : 'need'} another look.`,
    again: 'Please check your answers and send them once more.',
    tooMany: 'Too many answers came in a short time. Please wait a minute and send yours again; it is still here.',
    gone: 'This form is not open. Whoever gave you the address can open it.',
    goneTitle: 'Form',
    broken: 'Your answer could not be taken just now. It is still here; please send it again in a minute.',
    notReady: (reason: string) => `This form cannot be tried yet. ${reason}`,
  },
} as const;
