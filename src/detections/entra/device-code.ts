import type { AuditEvent } from '../../core/audit-event.ts';
import { signInOf } from '../../core/audit/sign-in.ts';
import { pairsOf } from '../../core/audit/values.ts';

/**
 * True for a sign-in by device code: a code typed on another device. The unified log shows its confirmation page
 * (`Cmsi:Cmsi`) as the type of the request.
 */
export function isDeviceCode(event: AuditEvent): boolean {
  if (event.source === 'sign-in') return signInOf(event).protocol?.toLowerCase() === 'devicecode';
  return pairsOf(event.raw['ExtendedProperties']).get('requesttype')?.toLowerCase() === 'cmsi:cmsi';
}
