import type { Change } from '../core/change.ts';
import type { Stage } from '../core/plan.ts';
import { isSwap, swapStages } from './security-defaults.ts';

/** Days that a Conditional Access policy stays report-only, long enough to see a working week. */
const reportOnlyDays = 7;
/** Days that a mail flow rule that encrypts only reports what it would do. */
const mailRuleDays = 7;
/** Days that a DLP or auto-labeling policy stays in test mode (posture.md PV-12 asks for at most 30). */
export const testDays = 14;

/**
 * The stages of a change, the last with the change's own values. Conditional Access goes report-only first, DLP,
 * auto-labeling and mail flow rules into test mode; a change that loosens or removes one needs no stage.
 */
export function stagesOf(change: Change): readonly Stage[] {
  if (change.operation === 'remove') return [];
  const values = change.values ?? {};
  if (isSwap(change)) return swapStages;
  if (change.section === 'conditionalAccessPolicies' && values['state'] === 'enabled') {
    return [
      { name: 'report-only', values: { state: 'enabledForReportingButNotEnforced' }, minimumDays: reportOnlyDays },
      { name: 'enforced', values: { state: 'enabled' }, minimumDays: 0 },
    ];
  }
  if (
    (change.section === 'dlpPolicies' || change.section === 'autoLabelPolicies') &&
    values['mode'] === 'Enable' &&
    change.operation === 'create'
  ) {
    return [
      { name: 'test', values: { mode: 'TestWithNotifications' }, minimumDays: testDays },
      { name: 'enforced', values: { mode: 'Enable' }, minimumDays: 0 },
    ];
  }
  if (change.section === 'transportRules' && change.operation === 'create' && values['mode'] === 'Enforce') {
    return [
      { name: 'test', values: { mode: 'Audit' }, minimumDays: mailRuleDays },
      { name: 'enforced', values: { mode: 'Enforce' }, minimumDays: 0 },
    ];
  }
  return [];
}
