import { defineControl } from '../../core/control.ts';
import { withoutDefender } from './license.ts';
import { type StrictQuestion, addToStrictPreset, inStrictPreset } from './sensitive-accounts.ts';

const question: StrictQuestion = {
  control: 'defender.sensitive-accounts-strict-defender',
  policy: 'MS.DEFENDER.1.5v1',
  section: 'presetDefenderRules',
  product: 'Defender for Office 365',
};

export const sensitiveAccountsStrictDefender = defineControl({
  id: 'defender.sensitive-accounts-strict-defender',
  title: 'Sensitive accounts have strict Defender for Office 365 protection',
  finding: 'Sensitive accounts lack strict Defender for Office 365 protection',
  severity: 'medium',
  rationale:
    "Attackers pick the people who can approve payments, reset passwords or open every chart. For them Microsoft's Strict preset puts more suspicious mail into quarantine than others would put up with.",
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.DEFENDER.1.5v1', level: 'shall' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/preset-security-policies' },
  ],
  aliases: ['X-07a'],
  license: 'defender-office-p1',
  reads: ['presetDefenderRules.state'],
  mayRead: ['users', 'acceptedDomains', 'defenderLicense'],
  evaluate(settings, context) {
    const unlicensed = withoutDefender(settings.defenderLicense, context);
    if (unlicensed) return unlicensed;
    return inStrictPreset(question, settings.presetDefenderRules, settings, context);
  },
  remediation: {
    fix: 'Put sensitive accounts in the Strict preset for Defender for Office 365',
    steps: [
      'Declare sensitive accounts: leadership, physicians whose name patients know, billing, IT.',
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Preset Security Policies.',
      'Turn on Strict protection and choose Manage protection settings.',
      'On the page Apply Defender for Office 365 protection choose Specific recipients, add the accounts, and save.',
    ],
    script: ["Set-ATPProtectionPolicyRule -Identity 'Strict Preset Security Policy' -SentTo '<address>','<address>'"],
  },
  changes(settings, context) {
    return settings.defenderLicense?.available === false
      ? []
      : addToStrictPreset(question, settings.presetDefenderRules, settings, context);
  },
  knownGaps: [
    'Members of groups are not read here: an account that lies in the Strict preset through a group must be declared by that group.',
    'An account that is both an emergency access account and a sensitive one counts only when sensitiveAccounts names it.',
  ],
});
