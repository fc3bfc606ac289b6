import type { Change } from '../../core/change.ts';
import { quoted } from '../../core/powershell.ts';
import {
  type DeclaredRecipients,
  type RecipientRule,
  declaredExceptions,
  isEnabled,
  lower,
  presetIdentity,
  ruleName,
} from './recipient-scope.ts';

type PresetSection = 'presetRules' | 'presetDefenderRules';

const cmdlets = { presetRules: 'EOPProtectionPolicyRule', presetDefenderRules: 'ATPProtectionPolicyRule' };
const kinds = [
  'sentTo',
  'sentToMemberOf',
  'recipientDomainIs',
  'exceptIfSentTo',
  'exceptIfSentToMemberOf',
  'exceptIfRecipientDomainIs',
] as const;

export function presetRule<R extends RecipientRule>(rules: readonly R[], kind: 'strict' | 'standard'): R | undefined {
  const named = rules.filter((rule) => ruleName(rule).toLowerCase().includes(presetIdentity[kind]));
  return named.find(isEnabled) ?? named[0];
}

/**
 * Turns on the Standard preset for all recipients but those declared. Offered only where Microsoft has made its rule
 * already: the portal makes it when the preset is opened for the first time, a command cannot.
 */
export function standardPresetForAll(
  section: PresetSection,
  rules: readonly RecipientRule[],
  declared: DeclaredRecipients,
): Change[] {
  const rule = presetRule(rules, 'standard');
  if (!rule) return [];
  const wanted: Record<string, string[] | null> = {
    ...declaredExceptions(rule, declared),
    sentTo: null,
    sentToMemberOf: null,
    recipientDomainIs: null,
  };
  const changed = kinds.filter(
    (kind) => rule[kind] === undefined || lower(rule[kind]).length !== lower(wanted[kind]).length,
  );
  if (isEnabled(rule) && changed.length === 0) return [];
  const identity = ruleName(rule);
  const parameters = changed.map((kind) => {
    const kept = wanted[kind];
    return `-${kind[0]!.toUpperCase()}${kind.slice(1)} ${kept ? kept.map((entry) => `'${entry}'`).join(',') : '$null'}`;
  });
  const commands = [
    ...(changed.length > 0 ? [`Set-${cmdlets[section]} -Identity ${quoted(identity)} ${parameters.join(' ')}`] : []),
    ...(isEnabled(rule) ? [] : [`Enable-${cmdlets[section]} -Identity ${quoted(identity)}`]),
  ];
  return [
    {
      section,
      operation: 'set',
      match: rule.identity ? { identity: rule.identity } : { name: rule.name },
      values: { state: 'Enabled', ...Object.fromEntries(changed.map((kind) => [kind, wanted[kind]])) },
      call: commands.join('; '),
      summary: `Apply ${identity} to all recipients (${section === 'presetDefenderRules' ? 'Defender for Office 365' : 'Exchange Online Protection'})`,
      notice:
        'Everybody who gets mail: messages that were delivered or sent to Junk may go to quarantine, and links and attachments are checked first.',
      undo: 'restore',
    },
  ];
}
