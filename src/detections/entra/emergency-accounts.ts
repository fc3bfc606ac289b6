import type { AuditEvent } from '../../core/audit-event.ts';
import type { DetectionContext } from '../../core/detection.ts';

/** Whether a name or object id in a record is a declared emergency access account. The context is asked about actors, so the account stands as one. */
export function isEmergencyAccount(
  nameOrId: string,
  event: AuditEvent,
  context: Pick<DetectionContext, 'isBreakGlass'>,
): boolean {
  return context.isBreakGlass({ ...event, actor: { key: nameOrId.toLowerCase(), name: nameOrId, kind: 'user' } });
}
