import type { AuditEvent } from '../../core/audit-event.ts';
import { addressesIn } from '../../core/audit/address.ts';
import { fieldsOf, opens, textOf } from '../../core/audit/values.ts';

export interface MicrosoftAlert {
  name: string;
  severity: string;
  /** Whom it is about, lower case, where the record says so. */
  person?: string;
  /** One alert of Microsoft, however many records tell of it. */
  id: string;
}

/** An alert of Microsoft 365 (record type 40); undefined for records of other kinds, and of alerts that were closed. */
export function microsoftAlertOf(event: AuditEvent): MicrosoftAlert | undefined {
  const raw = event.raw;
  const name = textOf(raw['Name']);
  if (name === undefined || /^(?:resolved|dismissed|closed)$/i.test(textOf(raw['Status']) ?? '')) return undefined;
  const data = fieldsOf(opens(textOf(raw['Data']) ?? ''));
  const person = [data?.['f3u'], raw['AlertEntityId'], data?.['zu'], raw['EntityId']]
    .flatMap((value) => addressesIn(textOf(value)))
    .at(0);
  return {
    name: name.slice(0, 120),
    severity: textOf(raw['Severity'])?.toLowerCase() ?? 'unknown',
    ...(person && { person }),
    id: textOf(raw['AlertId'])?.toLowerCase() ?? event.id,
  };
}

/** Names of Microsoft's alerts about accounts that were stopped from sending. */
export const sendingStopped =
  /restricted from sending|email sending limit exceeded|tenant restricted from sending|suspicious email sending pattern/i;
