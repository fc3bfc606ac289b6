import type { Change } from '../../core/change.ts';
import type { Context } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { quoted } from '../../core/powershell.ts';
import { type ActingTier, type Judged, type Tier, lastTier, policyBehind, tiersOf } from './mail-protection.ts';
import {
  type DeclaredRecipients,
  type RecipientRule,
  declaredExceptions,
  lower,
  presetIdentity,
  ruleName,
  scopeOf,
} from './recipient-scope.ts';

interface SafeAttachmentSettings {
  readonly presetDefenderRules: SectionData<'presetDefenderRules'>;
  readonly safeAttachmentPolicies: SectionData<'safeAttachmentPolicies'> | undefined;
  readonly safeAttachmentRules: SectionData<'safeAttachmentRules'> | undefined;
  readonly builtInProtectionRules: SectionData<'builtInProtectionRules'> | undefined;
  readonly acceptedDomains: SectionData<'acceptedDomains'> | undefined;
}

const builtInPolicy = 'Built-In Protection Policy';

/** Below all rules lies Built-in protection; whom it leaves out, nothing protects. */
export function safeAttachmentTiers(settings: SafeAttachmentSettings, context: Pick<Context, 'declared'>): Tier[] {
  return tiersOf({
    presets: settings.presetDefenderRules,
    presetKey: 'presetDefenderRules.state',
    presetPolicy: (rule) => rule.safeAttachmentPolicy,
    custom: settings.safeAttachmentRules,
    customKey: 'safeAttachmentRules.state',
    customPolicy: (rule) => rule.safeAttachmentPolicy,
    last: builtInTiers(settings.builtInProtectionRules, context),
    acceptedDomains: settings.acceptedDomains,
    declared: context.declared,
  });
}

function builtInTiers(
  rules: SafeAttachmentSettings['builtInProtectionRules'],
  context: Pick<Context, 'declared'>,
): Tier[] {
  const key = 'builtInProtectionRules.exceptIfSentTo' as const;
  const none = lastTier('none', 'No Safe Attachments policy', '', key);
  if (!rules)
    return [
      {
        ...none,
        kind: 'unread',
        name: 'Built-in protection, which was not read',
        scope: { ...none.scope, everyone: undefined },
      },
    ];
  const [rule] = rules;
  // A rule that says no state is on: Built-in protection cannot be switched off, only left by exceptions.
  if (!rule || (typeof rule.state === 'string' && rule.state.toLowerCase() !== 'enabled')) return [none];
  const scope = scopeOf(
    { sentTo: null, sentToMemberOf: null, recipientDomainIs: null, ...rule },
    false,
    undefined,
    context.declared,
  );
  const exceptions = [rule.exceptIfSentTo, rule.exceptIfSentToMemberOf, rule.exceptIfRecipientDomainIs];
  const excepted = exceptions.some((value) => lower(value).length > 0);
  const scuba = excepted ? false : exceptions.includes(undefined) ? undefined : true;
  const tier = lastTier('built-in', 'Built-in protection', builtInPolicy, key);
  return [{ ...tier, rule, scope: { ...scope, scuba } }, none];
}

export function judgeSafeAttachments(settings: SafeAttachmentSettings) {
  return (tier: Tier): Judged => {
    if (tier.kind === 'none') return { state: 'weak', actual: 'no Safe Attachments policy' };
    const policy = policyBehind(tier, settings.safeAttachmentPolicies);
    if (policy?.enable === false) return { state: 'weak', actual: 'Enable false' };
    if (!policy?.action) return { state: 'unread', actual: 'its policy was not read' };
    const blocks = ['block', 'dynamicdelivery'].includes(policy.action.toLowerCase());
    return { state: blocks ? 'good' : 'weak', actual: `Action ${policy.action}` };
  };
}

/** Sets a custom rule's policy to Block. */
export function blockInPolicy(tier: ActingTier, settings: SafeAttachmentSettings): Change[] {
  const policy = policyBehind(tier, settings.safeAttachmentPolicies);
  if (!policy) return [];
  const identity = policy.identity ?? policy.name;
  return [
    {
      section: 'safeAttachmentPolicies',
      operation: 'set',
      match: policy.identity ? { identity } : { name: identity },
      values: { enable: true, action: 'Block' },
      call: `Set-SafeAttachmentPolicy -Identity ${quoted(identity)} -Enable $true -Action Block`,
      summary: `Block malware with Safe Attachments policy ${identity}`,
      notice: `Mail with attachments comes some minutes later and infected mail goes to quarantine, for ${tier.appliesTo}.`,
      undo: 'restore',
    },
  ];
}

/** Removes the undeclared exceptions of Built-in protection. */
export function closeBuiltIn(rule: RecipientRule, declared: DeclaredRecipients): Change {
  const kept = declaredExceptions(rule, declared);
  const parameters = Object.entries(kept).map(
    ([kind, values]) =>
      `-${kind[0]!.toUpperCase()}${kind.slice(1)} ${values ? values.map((value) => `'${value}'`).join(',') : '$null'}`,
  );
  return {
    section: 'builtInProtectionRules',
    operation: 'set',
    match: rule.identity ? { identity: rule.identity } : { name: rule.name },
    values: kept,
    call: `Set-ATPBuiltInProtectionRule -Identity ${quoted(ruleName(rule))} ${parameters.join(' ')}`,
    summary: 'Remove the undeclared exceptions from Built-in protection',
    notice: 'The people whom it left out: their mail attachments are checked from now on.',
    undo: 'restore',
  };
}

/** The Standard preset cures only where its own policy is known to block. */
export function standardBlocks({
  safeAttachmentPolicies,
}: Pick<SafeAttachmentSettings, 'safeAttachmentPolicies'>): boolean {
  return (safeAttachmentPolicies ?? []).some(
    (policy) =>
      (policy.identity ?? '').toLowerCase().includes(presetIdentity.standard) &&
      /^(block|dynamicdelivery)$/i.test(policy.action ?? '') &&
      policy.enable !== false,
  );
}
