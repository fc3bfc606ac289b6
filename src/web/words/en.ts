import * as account from './en-account.ts';
import * as api from './en-api.ts';
import * as content from './en-content.ts';
import * as contentFindings from './en-content-findings.ts';
import * as device from './en-device.ts';
import * as dlpEvents from './en-dlp-events.ts';
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
  ...api,
  ...content,
  ...contentFindings,
  ...device,
  ...dlpEvents,
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
