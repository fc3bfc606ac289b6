import type { Resource } from '../../resource.ts';
import { atpPolicies, defenderLicense, defenderResources, protectionResources } from './defender.ts';
import { inboxRules } from './inbox-rules.ts';
import { mailFlowResources } from './mail-flow.ts';
import { irmTest, mailboxResources } from './mailboxes.ts';
import { organizationResources } from './organization.ts';

export const exchangeOnlineResources: readonly Resource[] = [
  ...organizationResources,
  ...mailFlowResources,
  ...mailboxResources,
  inboxRules,
  irmTest,
  ...protectionResources,
  ...defenderResources,
  atpPolicies,
  defenderLicense,
];

/** Entra roles that an admin assigns to the app beside Exchange.ManageAsApp; a token does not show them. */
export const exchangeOnlineRoles = [
  {
    role: 'Global Reader',
    registration: 'read-settings',
    why: 'To read the settings of Exchange Online, Defender for Office 365 and Purview, and change none.',
  },
  {
    role: 'Exchange Administrator',
    registration: 'change',
    why: 'To change mailboxes, mail flow and the mail protection policies.',
  },
  {
    role: 'Security Administrator',
    registration: 'change',
    why: 'To change the preset security policies and the policies of Defender for Office 365.',
  },
  {
    role: 'Compliance Administrator',
    registration: 'change',
    why: 'To change DLP, labels, retention, alerts and the audit log.',
  },
] as const;
