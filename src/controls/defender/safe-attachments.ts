import type { Context } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Judged, type Tier, lastTier, lower, policyBehind, scopeOf, tiersOf } from './mail-protection.ts';

export interface SafeAttachmentSettings {
  readonly presetDefenderRules: SectionData<'presetDefenderRules'>;
  readonly safeAttachmentPolicies: SectionData<'safeAttachmentPolicies'> | undefined;
  readonly safeAttachmentRules: SectionData<'safeAttachmentRules'> | undefined;
  readonly builtInProtectionRules: SectionData<'builtInProtectionRules'> | undefined;
  readonly acceptedDomains: SectionData<'acceptedDomains'> | undefined;
}

export const builtInPolicy = 'Built-In Protection Policy';

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

function builtInTiers(rules: SafeAttachmentSettings['builtInProtectionRules'], context: Pick<Context, 'declared'>): Tier[] {
  const key = 'builtInProtectionRules.exceptIfSentTo' as const;
  const none = lastTier('none', 'No Safe Attachments policy', '', key);
  if (!rules) return [{ ...none, kind: 'unread', name: 'Built-in protection, which was not read', scope: { ...none.scope, everyone: undefined } }];
  const [rule] = rules;
  // A rule that says no state is on: Built-in protection cannot be switched off, only left by exceptions.
  if (!rule || (typeof rule.state === 'string' && rule.state.toLowerCase() !== 'enabled')) return [none];
  const scope = scopeOf({ sentTo: null, sentToMemberOf: null, recipientDomainIs: null, ...rule }, true, undefined, context.declared);
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
