import type { Duty } from '../../core/duty.ts';
import { dutyOverdue } from '../../detections/organization/duty-overdue.ts';
import { dutyAlerts, settledAlerts } from '../../engine/duty-alerts.ts';
import { decideAlert, keepAlerts, listAlerts } from '../../store/alerts.ts';
import type { TenantScope } from '../../store/scope.ts';

/** Keeps an alert for each overdue duty, and closes those whose duty was done. Routes and streams tell both. */
export async function tellOverdue(
  scope: TenantScope,
  duties: readonly Duty[],
  now: string,
): Promise<{ overdue: number; closed: number }> {
  const alerts = dutyAlerts(dutyOverdue, scope.tenant, duties);
  const kept = (await listAlerts(scope, { states: ['open', 'acknowledged'], limit: 10_000 })).filter(
    ({ detection }) => detection === dutyOverdue.id,
  );
  const settled = settledAlerts(kept, duties);
  for (const { id } of settled)
    await decideAlert(scope, id, { to: 'closed', by: 'wardline', reason: 'No longer overdue.', at: now });
  await keepAlerts(scope, alerts, now);
  return { overdue: alerts.length, closed: settled.length };
}
