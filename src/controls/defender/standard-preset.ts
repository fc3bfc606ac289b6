import type { Change } from '../../core/change.ts';
import { type RecipientRule, isEnabled, lower, presetIdentity, ruleName } from './mail-protection.ts';

type PresetSection = 'presetRules' | 'presetDefenderRules';

const cmdlets = { presetRules: 'EOPProtectionPolicyRule', presetDefenderRules: 'ATPProtectionPolicyRule' };
const kinds = ['sentTo', 'sentToMemberOf', 'recipientDomainIs', 'exceptIfSentTo', 'exceptIfSentToMemberOf', 'exceptIfRecipientDomainIs'] as const;

export function presetRule<R extends RecipientRule>(rules: readonly R[], kind: 'strict' | 'standard'): R | undefined {
  const named = rules.filter((rule) => ruleName(rule).toLowerCase().includes(presetIdentity[kind]));
  return named.find(isEnabled) ?? named[0];
}

/**
 * Turns on the Standard preset for all recipients. Offered only where Microsoft has made its rule already: the
 * portal makes it when the preset is opened for the first time, a command cannot.
 */
export function standardPresetForAll(section: PresetSection, rules: readonly RecipientRule[]): Change[] {
  const rule = presetRule(rules, 'standard');
  if (!rule) return [];
  const filled = kinds.filter((kind) => rule[kind] === undefined || lower(rule[kind]).length > 0);
  if (isEnabled(rule) && filled.length === 0) return [];
  const identity = ruleName(rule);
  const set = filled.map((kind) => `-${kind[0]!.toUpperCase()}${kind.slice(1)} $null`).join(' ');
  const commands = [
    ...(filled.length > 0 ? [`Set-${cmdlets[section]} -Identity '${identity}' ${set}`] : []),
    ...(isEnabled(rule) ? [] : [`Enable-${cmdlets[section]} -Identity '${identity}'`]),
  ];
  return [
    {
      section,
      operation: 'set',
      match: rule.identity ? { identity: rule.identity } : { name: rule.name },
      values: { state: 'Enabled', ...Object.fromEntries(filled.map((kind) => [kind, null])), conditions: null, exceptions: null },
      call: commands.join('; '),
      summary: `Apply ${identity} to all recipients${section === 'presetDefenderRules' ? ' (Defender for Office 365)' : ' (Exchange Online Protection)'}`,
      notice: 'Everybody who gets mail: messages that were delivered or sent to Junk may go to quarantine, and links and attachments are checked first.',
      undo: 'restore',
    },
  ];
}
