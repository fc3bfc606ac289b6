import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import { combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { quoted } from '../../core/powershell.ts';
import { declaredExceptions, isEnabled, ruleName, scopeOf } from './recipient-scope.ts';

type Policies = SectionData<'teamsProtectionPolicies'>;

function purgeOn(policies: Policies) {
  const off = policies.filter((policy) => policy.zapEnabled !== true);
  const evidence = (policy: Policies[number]) => ({
    id: policy.identity ?? policy.name ?? 'Teams Protection Policy',
    name: policy.name ?? policy.identity ?? 'Teams Protection Policy',
    expected: 'ZapEnabled true',
    actual: `ZapEnabled ${policy.zapEnabled}`,
    readFrom: 'teamsProtectionPolicies.zapEnabled' as const,
  });
  return off.length === 0
    ? pass('Zero-hour auto purge for Teams is on.', policies.map(evidence))
    : fail('Zero-hour auto purge for Teams is off.', off.map(evidence), { wouldPassIf: 'ZapEnabled is true.' });
}

function noExceptions(rules: SectionData<'teamsProtectionRules'> | undefined, declared: Parameters<typeof scopeOf>[3]) {
  if (!rules) return unknown("Can't tell whether people are left out: Teams protection rules were not read.");
  const left = rules
    .filter(isEnabled)
    .map((rule) => ({ rule, leavesOut: scopeOf(rule, true, undefined, declared).leavesOut }));
  const bad = left.filter(({ leavesOut }) => leavesOut.length > 0);
  if (bad.length === 0) return pass('Nobody is left out of it.');
  const names = bad.flatMap(({ leavesOut }) => leavesOut).join(', ');
  return partial(
    `It leaves out ${names}.`,
    bad.map(({ rule, leavesOut }) => ({
      id: ruleName(rule),
      name: ruleName(rule),
      expected: 'no undeclared exception',
      actual: `leaves out ${leavesOut.join(', ')}`,
      readFrom: 'teamsProtectionRules.exceptIfSentTo' as const,
    })),
    { wouldPassIf: `The exceptions are removed, or you declare ${names}.` },
  );
}

export const teamsMessagesPurged = defineControl({
  id: 'defender.teams-messages-purged',
  title: 'Harmful Teams messages are taken out of chats after delivery',
  finding: 'Harmful Teams messages stay in chats',
  severity: 'medium',
  rationale:
    'Attackers write to staff in Teams because people trust a chat more than mail. Zero-hour auto purge blocks a message as soon as it is known to be phishing or malware, for the sender and for all who got it.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [
    { source: 'CIS', id: 'CIS.M365.2.4.4' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/mdo-support-teams-about' },
  ],
  aliases: ['DF-10a'],
  license: 'defender-office-p2',
  reads: ['teamsProtectionPolicies.zapEnabled'],
  mayRead: ['teamsProtectionRules'],
  evaluate({ teamsProtectionPolicies, teamsProtectionRules }, { declared }) {
    if (teamsProtectionPolicies.length === 0)
      return unknown(
        "Can't tell: no Teams protection policy was returned; Microsoft creates it when the page is opened for the first time.",
      );
    const on = purgeOn(teamsProtectionPolicies);
    return on.outcome === 'fail'
      ? on
      : combine({ purge: on, exceptions: noExceptions(teamsProtectionRules, declared) });
  },
  remediation: {
    fix: 'Turn on zero-hour auto purge for Teams',
    steps: [
      'Open the Microsoft Defender portal, Settings, Email & collaboration, Microsoft Teams protection.',
      'Turn on Zero-hour auto purge (ZAP).',
      'Under Exclude these participants remove everybody who has no declared reason, and save.',
    ],
    script: ["Set-TeamsProtectionPolicy -Identity 'Teams Protection Policy' -ZapEnabled $true"],
  },
  changes({ teamsProtectionPolicies, teamsProtectionRules }, { declared }): Change[] {
    if (!teamsProtectionRules) return [];
    const turnOn = teamsProtectionPolicies
      .filter((policy) => policy.zapEnabled !== true)
      .map((policy): Change => ({
        section: 'teamsProtectionPolicies',
        operation: 'set',
        match: policy.identity ? { identity: policy.identity } : { name: policy.name },
        values: { zapEnabled: true },
        call: `Set-TeamsProtectionPolicy -Identity ${quoted(policy.identity ?? policy.name)} -ZapEnabled $true`,
        summary: 'Turn on zero-hour auto purge for Teams',
        notice: 'Nobody, except when a message that turns out to be harmful is blocked in a chat.',
        undo: 'restore',
      }));
    const include = teamsProtectionRules
      .filter((rule) => isEnabled(rule) && scopeOf(rule, true, undefined, declared).leavesOut.length > 0)
      .map((rule): Change => ({
        section: 'teamsProtectionRules',
        operation: 'set',
        match: rule.identity ? { identity: rule.identity } : { name: rule.name },
        values: declaredExceptions(rule, declared),
        call: `Set-TeamsProtectionPolicyRule -Identity ${quoted(ruleName(rule))} ${Object.entries(
          declaredExceptions(rule, declared),
        )
          .map(
            ([kind, kept]) =>
              `-${kind[0]!.toUpperCase()}${kind.slice(1)} ${kept ? kept.map((entry) => `'${entry}'`).join(',') : '$null'}`,
          )
          .join(' ')}`,
        summary: 'Remove the undeclared exceptions from Teams protection',
        notice: 'The people who were left out: harmful messages in their chats are blocked.',
        undo: 'restore',
      }));
    return [...turnOn, ...include];
  },
  knownGaps: ['Messages from people outside the organization may lie beyond what Microsoft can purge.'],
  assumed: [
    'That zero-hour auto purge for Teams needs Defender for Office 365 Plan 2 (Microsoft documentation of 2023 to 2025).',
    'The property ZapEnabled of Get-TeamsProtectionPolicy and the exceptions of Get-TeamsProtectionPolicyRule; ScubaGear reads neither.',
  ],
});
