import { type License, hasLicense } from '../core/license.ts';
import type { Snapshot } from '../core/snapshot.ts';

/** Whether the tenant has a license; undefined when its plans were not read, or came without names. */
export function heldLicense(snapshot: Snapshot, license: License): boolean | undefined {
  const plans = snapshot.sections.servicePlans;
  if (plans.status !== 'read' || plans.data.some((plan) => !plan.servicePlanName)) return undefined;
  return hasLicense(license, plans.data);
}
