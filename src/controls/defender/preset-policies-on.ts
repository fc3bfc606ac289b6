import type { Change } from '../../core/change.ts';
import { defineControl } from '../../core/control.ts';
import { type Verdict, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';
import { type RecipientRule, isEnabled, isRead } from './recipient-scope.ts';
import { presetRule } from './standard-preset.ts';

const kinds = [
  { kind: 'standard', name: 'Standard preset security policy', identity: 'Standard Preset Security Policy' },
  { kind: 'strict', name: 'Strict preset security policy', identity: 'Strict Preset Security Policy' },
] as const;
type Kind = (typeof kinds)[number];

/** On when either rule of the preset is on: a preset used for only one of the two products has only one rule. */
function isOn({ kind }: Kind, mail: readonly RecipientRule[], defender: readonly RecipientRule[] | undefined) {
  if ([mail, defender ?? []].some((rules) => enabledRule(rules, kind))) return true;
  return mail.every(isRead) && defender?.every(isRead) ? false : undefined;
}

function enabledRule(rules: readonly RecipientRule[], kind: Kind['kind']): boolean {
  const rule = presetRule(rules, kind);
  return rule !== undefined && isEnabled(rule);
}

export const presetPoliciesOn = defineControl({
  id: 'defender.preset-policies-on',
  title: 'The Standard and Strict preset security policies are on',
  finding: 'The Standard or the Strict preset security policy is off',
  severity: 'medium',
  rationale:
    'Microsoft keeps the presets up to date against new attacks, so a clinic without a mail specialist is better protected by them than by policies that were set once. Standard is meant for everybody, Strict for the people who are attacked most.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.DEFENDER.1.1v1', level: 'shall' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/defender-office-365/preset-security-policies' },
  ],
  aliases: ['X-06'],
  reads: ['presetRules.state'],
  mayRead: ['presetDefenderRules'],
  evaluate({ presetRules, presetDefenderRules }): Verdict {
    const states = kinds.map((kind) => ({ ...kind, on: isOn(kind, presetRules, presetDefenderRules) }));
    const evidence = ({ identity, name, on }: (typeof states)[number]) => ({
      id: identity,
      name,
      expected: 'State Enabled',
      actual: on ? 'State Enabled' : 'no enabled rule',
      readFrom: 'presetRules.state' as const,
    });
    const off = states.filter(({ on }) => on === false);
    if (states.some(({ on }) => on === undefined))
      return unknown(
        `Can't tell: a preset that is not on for Exchange Online Protection may be on for Defender for Office 365, and those rules were not read.`,
      );
    if (off.length === 0)
      return pass('Both presets are on.', states.map(evidence), { policies: { 'MS.DEFENDER.1.1v1': 'pass' } });
    const names = off.map(({ name }) => name).join(' and ');
    return (off.length === 1 ? partial : fail)(
      `The ${names} ${off.length === 1 ? 'is' : 'are'} off.`,
      off.map(evidence),
      {
        wouldPassIf: `The ${names} ${off.length === 1 ? 'is' : 'are'} on.`,
        policies: { 'MS.DEFENDER.1.1v1': 'fail' },
      },
    );
  },
  remediation: {
    fix: 'Turn on the Standard and Strict preset security policies',
    steps: [
      'Open the Microsoft Defender portal, Email & collaboration, Policies & rules, Threat policies, Preset Security Policies.',
      'Turn on Standard protection, choose Manage protection settings and apply it to all recipients.',
      'Turn on Strict protection and apply it to the declared sensitive accounts.',
    ],
    script: kinds.map(({ identity }) => `Enable-EOPProtectionPolicyRule -Identity ${quoted(identity)}`),
  },
  changes({ presetRules, presetDefenderRules }): Change[] {
    const off = kinds.filter((kind) => isOn(kind, presetRules, presetDefenderRules) === false);
    const rules = off.map(({ kind }) => presetRule(presetRules, kind));
    if (rules.includes(undefined)) return [];
    return off.map(({ name, identity }, index) => ({
      section: 'presetRules',
      operation: 'set',
      match: rules[index]!.identity ? { identity: rules[index]!.identity } : { name: rules[index]!.name },
      values: { state: 'Enabled' },
      call: `Enable-EOPProtectionPolicyRule -Identity ${quoted(identity)}`,
      summary: `Turn on the ${name}`,
      notice: 'The people whom the preset names: more messages go to Junk or quarantine.',
      undo: 'restore',
    }));
  },
  knownGaps: ['On says nothing of whom the presets cover; that is a control of its own.'],
  assumed: ['That a preset that was never opened in the portal has no rule, so that no command can turn it on.'],
});
