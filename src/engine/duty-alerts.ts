import type { Alert, Detection } from '../core/detection.ts';
import type { Duty } from '../core/duty.ts';

/** What is told as overdue. Alerts are escalated by themselves; a plan that waits for approval has no day. */
const told = (duty: Duty): duty is Duty & { due: string } =>
  duty.state === 'overdue' && duty.kind !== 'alert' && duty.due !== undefined;

/** An alert for each overdue duty. Its place in time is the day by which it was due, so that it is raised once. */
export function dutyAlerts(
  { id, severity, title, incident, firstSteps }: Detection,
  tenant: string,
  duties: readonly Duty[],
): Alert[] {
  return duties.filter(told).map(({ key, title: what, due }) => ({
    ...{ detection: id, severity, title, incident, firstSteps, tenant, group: key, actor: 'duty' },
    ...{ firstAt: due, lastAt: due, eventIds: [], count: 1, id: `${id}:${key}:${due}` },
    why: `Overdue since ${due.slice(0, 10)}: ${what}`,
  }));
}

/** Of kept alerts about duties, those whose duty is no longer overdue: it was done, or its day moved. */
export function settledAlerts<T extends { groupName: string; firstAt: string }>(
  kept: readonly T[],
  duties: readonly Duty[],
): T[] {
  const open = new Set(duties.filter(told).map(({ key, due }) => `${key} ${due}`));
  return kept.filter(({ groupName, firstAt }) => !open.has(`${groupName} ${firstAt}`));
}
