import { type Policy, type Want, nameOf } from './conditional-access.ts';

/** Session controls work in browsers; a filter on managed devices is what they are for. */
const inBrowsers = {
  who: 'all',
  what: 'office',
  clientApps: ['browser'],
  deviceFilter: /isCompliant|trustType/i,
} as const;

export const appEnforced: Want = {
  ...inBrowsers,
  aim: 'app-enforced restrictions in Office 365 for all users',
  does: (policy) => policy.sessionControls?.applicationEnforcedRestrictions?.isEnabled === true,
};

const download = (policy: Policy) => policy.sessionControls?.cloudAppSecurity;

export const downloadsBlocked: Want = {
  ...inBrowsers,
  aim: 'a download block by Defender for Cloud Apps in Office 365 for all users',
  does: (policy) => download(policy)?.isEnabled === true,
  weaker: (policy) =>
    /^(blockDownloads|mcasConfigured)$/i.test(download(policy)?.cloudAppSecurityType ?? '')
      ? []
      : [
          {
            dimension: 'strength',
            words: 'only monitors the session',
            cure: `policy "${nameOf(policy)}" blocks downloads`,
          },
        ],
};
