import { defineControl } from '../../core/control.ts';
import { type StrictQuestion, addToStrictPreset, inStrictPreset } from './sensitive-accounts.ts';

const question: StrictQuestion = {
  control: 'defender.sensitive-accounts-strict-mail',
  policy: 'MS.DEFENDER.1.4v1',
  section: 'presetRules',
  product: 'Exchange Online Protection',
};

export const sensitiveAccountsStrictMail = defineControl({
  id: 'defender.sensitive-accounts-strict-mail',
  title: 'Sensitive accounts have strict Exchange Online Protection',
  finding: 'Sensitive accounts lack strict Exchange Online Protection',
  severity: 'medium',
  rationale:
    "Attackers pick the people who can approve payments, reset passwords or open every chart. For them Microsoft's Strict preset puts more suspicious mail into quarantine than others would put up with.",
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.DEFENDER.1.4v1', level: 'shall' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/preset-security-policies' },
  ],
  aliases: ['X-07'],
  reads: ['presetRules.state'],
  mayRead: ['users', 'acceptedDomains'],
  evaluate(settings, context) {
    return inStrictPreset(question, settings.presetRules, settings, context);
  },
  remediation: {
    fix: 'Put sensitive accounts in the Strict preset for Exchange Online Protection',
    steps: [
      'Declare sensitive accounts: leadership, physicians whose name patients know, billing, IT.',
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Preset Security Policies.',
      'Turn on Strict protection and choose Manage protection settings.',
      'On the page Apply Exchange Online Protection choose Specific recipients, add the accounts, and save.',
    ],
    script: ["Set-EOPProtectionPolicyRule -Identity 'Strict Preset Security Policy' -SentTo '<address>','<address>'"],
  },
  changes(settings, context) {
    return addToStrictPreset(question, settings.presetRules, settings, context);
  },
  knownGaps: [
    'Members of groups are not read here: an account that lies in the Strict preset through a group must be declared by that group.',
    'An account that is both an emergency access account and a sensitive one counts only when sensitiveAccounts names it.',
  ],
});
