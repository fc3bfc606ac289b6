import type { Change } from '../core/change.ts';
import type { Control } from '../core/control.ts';
import { hasLicense } from '../core/license.ts';
import type { Stage } from '../core/plan.ts';
import type { Snapshot } from '../core/snapshot.ts';

/**
 * Microsoft lets security defaults and enforced Conditional Access not be on together. The swap: policies come
 * report-only beside the defaults; when all that replaces the defaults can be enforced, the defaults go and the
 * policies are enforced in the same run, so that there is no hour without MFA.
 */
const replacements = new Set(['entra.mfa-for-all-users', 'entra.legacy-authentication-blocked']);

/** The control whose change stands for the swap in a plan. */
export const swapControl = 'entra.security-defaults-or-conditional-access';

export function isReplacement({ id }: Pick<Control, 'id'>): boolean {
  return replacements.has(id);
}

export function readsDefaults(control: Control): boolean {
  return control.id !== swapControl && [...control.reads, ...control.mayRead].includes('securityDefaults');
}

export function defaultsAreOn(snapshot: Snapshot): boolean {
  const section = snapshot.sections.securityDefaults;
  return section.status === 'read' && section.data.isEnabled === true;
}

/** The settings as if security defaults were off; undefined when they are off, or Conditional Access is not known to be licensed. */
export function withoutDefaults(snapshot: Snapshot): Snapshot | undefined {
  const { securityDefaults, servicePlans } = snapshot.sections;
  if (securityDefaults.status !== 'read' || !defaultsAreOn(snapshot)) return undefined;
  if (servicePlans.status !== 'read' || !hasLicense('entra-p1', servicePlans.data)) return undefined;
  const off = { ...securityDefaults, data: { ...securityDefaults.data, isEnabled: false } };
  return { ...snapshot, sections: { ...snapshot.sections, securityDefaults: off } };
}

/** True for a Conditional Access policy that is switched on. */
export function enforces({ section, operation, values }: Pick<Change, 'section' | 'operation' | 'values'>): boolean {
  return section === 'conditionalAccessPolicies' && operation !== 'remove' && values?.['state'] === 'enabled';
}

export function isSwap({ section, values }: Pick<Change, 'section' | 'values'>): boolean {
  return section === 'securityDefaults' && values?.['isEnabled'] === false;
}

export const swap: Change = {
  section: 'securityDefaults',
  operation: 'set',
  values: { isEnabled: false },
  call: 'PATCH /policies/identitySecurityDefaultsEnforcementPolicy {"isEnabled":false}',
  summary: 'Replace security defaults by enforced Conditional Access policies',
  notice:
    'Nobody: they stay on until MFA for everybody and the block of legacy authentication can be enforced, and come back when these cannot.',
  lockoutRisk: true,
  undo: 'restore',
};

export const swapStages: readonly Stage[] = [
  { name: 'kept on', values: { isEnabled: true }, minimumDays: 7 },
  { name: 'replaced', values: { isEnabled: false }, minimumDays: 0 },
];
