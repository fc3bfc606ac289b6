import * as account from './en-account.ts';
import * as content from './en-content.ts';
import * as posture from './en-posture.ts';
import * as settings from './en-settings.ts';
import * as shell from './en-shell.ts';
import * as signIn from './en-sign-in.ts';

/** Each file of words has one export for each page or part. */
export const en = {
  ...account,
  ...content,
  ...posture,
  ...settings,
  ...shell,
  ...signIn,
};
