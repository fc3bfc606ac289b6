import * as account from './en-account.ts';
import * as content from './en-content.ts';
import * as due from './en-due.ts';
import * as evidence from './en-evidence.ts';
import * as monitor from './en-monitor.ts';
import * as posture from './en-posture.ts';
import * as settings from './en-settings.ts';
import * as shell from './en-shell.ts';
import * as sharing from './en-sharing.ts';
import * as signIn from './en-sign-in.ts';
import * as tenants from './en-tenants.ts';

/** Each file of words has one export for each page or part. */
export const en = {
  ...account,
  ...content,
  ...due,
  ...evidence,
  ...monitor,
  ...posture,
  ...settings,
  ...shell,
  ...sharing,
  ...signIn,
  ...tenants,
};
