import type { AuditEvent } from '../audit-event.ts';

/** Reads a record once, though a dozen detections ask for the same facts one after the other. Only the latest is kept. */
export function once<T>(read: (event: AuditEvent) => T): (event: AuditEvent) => T {
  let latest: AuditEvent | undefined;
  let facts: T | undefined;
  return (event) => {
    if (event !== latest || facts === undefined) [facts, latest] = [read(event), event];
    return facts;
  };
}
