import type { SectionData } from '../../core/snapshot.ts';

export type MailFlowRule = SectionData<'transportRules'>[number];

/** On, not in test mode, and inside its activation dates at the given moment. */
export function isEnforced(rule: MailFlowRule, at: string): boolean {
  if (!same(rule.state, 'Enabled') || !same(rule.mode, 'Enforce')) return false;
  if (rule.activationDate && rule.activationDate > at) return false;
  return !rule.expiryDate || rule.expiryDate > at;
}

/** Whether the rule protects the message with rights (Encrypt, Do Not Forward, a template). */
export function encrypts(rule: MailFlowRule): boolean {
  return Boolean(rule.applyRightsProtectionTemplate) || rule.applyOME === true;
}

/** The conditions' names without Microsoft's class path: `FromScope`, `MessageContainsDataClassifications`. */
export function conditionNames(rule: MailFlowRule): string[] {
  return (rule.conditions ?? []).map((name) => name.replace(/^.*\./, '').replace(/Predicate$/, ''));
}

export function same(left: string | null | undefined, right: string): boolean {
  return (left ?? '').toLowerCase() === right.toLowerCase();
}
