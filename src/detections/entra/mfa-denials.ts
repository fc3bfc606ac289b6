import type { AuditEvent } from '../../core/audit-event.ts';
import { signInOf } from '../../core/audit/sign-in.ts';
import { failureOf } from './sign-ins.ts';

/**
 * How a second factor failed. `declined`: the person pressed no or reported fraud. `unanswered`: no answer in time.
 * `unsaid`: the unified log gives the number alone. `mistaken`: a wrong code, a blocked phone number and the like.
 * Source: https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting
 */
export type Denial = 'declined' | 'unanswered' | 'unsaid' | 'mistaken';

export function denialOf(event: AuditEvent): Denial | undefined {
  if (failureOf(event) !== 'mfa-denied') return undefined;
  // The beta says it in the steps of the authentication.
  const reason = `${signInOf(event).reason ?? ''} ${JSON.stringify(event.raw['authenticationDetails'] ?? '')}`;
  if (/declin|denied the|fraud|phone app denied|user reported|suspicious/i.test(reason)) return 'declined';
  if (/did not respond|timed out|timeout|no response|duplicate authentication|user didn't/i.test(reason))
    return 'unanswered';
  return event.source === 'unified' && !/invalidcode|incorrect|wrong code/i.test(reason) ? 'unsaid' : 'mistaken';
}
