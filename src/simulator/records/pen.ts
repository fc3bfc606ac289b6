import { isoTime } from '../clock.ts';
import { createRandom, type Random } from '../random.ts';
import type { Entity } from '../store.ts';
import type { LogName, Tenant } from '../tenant.ts';

/** Writes the raw records of one script. The same seed gives the same records, ids among them. */
export interface Pen {
  /** Tenant id, as records say it. */
  tenant: string;
  /** The organization's name at Exchange: `larkmeadow.onmicrosoft.com`. */
  organization: string;
  random: Random;
  /** A new GUID each time. */
  id(): string;
}

/** A record and the log that it belongs to. `at` is milliseconds since 1970 and stands in the record too. */
export interface Written {
  at: number;
  log: LogName;
  record: Entity;
}

export function createPen(tenant: Pick<Tenant, 'id' | 'domain'>, seed: string): Pen {
  const random = createRandom(`${tenant.id} ${seed}`);
  const hex = (digits: number): string =>
    random
      .whole(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return {
    tenant: tenant.id,
    organization: tenant.domain,
    random,
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[random.whole(4)]!}${hex(3)}-${hex(8)}${hex(4)}`,
  };
}

/** Who does something, from where. */
export interface Doer {
  /** User principal name, or what the log calls a machine. */
  user: string;
  /** Object id of the account. */
  id?: string;
  ip?: string;
  agent?: string;
  /** UserType of the log: 0 a person (when not given), 2 an administrator, 4 system, 5 an application. */
  type?: 0 | 2 | 4 | 5 | 6;
}

export interface UnifiedRecord {
  at: number;
  operation: string;
  /** Number of Microsoft's AuditLogRecordType. */
  type: number;
  workload: string;
  by: Doer;
  fields?: Entity;
}

/** A record of the unified log, with the properties that all of them have. */
export function unified(pen: Pen, { at, operation, type, workload, by, fields }: UnifiedRecord): Written {
  return {
    at,
    log: 'unifiedAudit',
    record: {
      CreationTime: isoTime(at).slice(0, 19),
      Id: pen.id(),
      Operation: operation,
      OrganizationId: pen.tenant,
      RecordType: type,
      UserKey: by.id ?? by.user,
      UserType: by.type ?? 0,
      Version: 1,
      Workload: workload,
      ...(by.ip !== undefined && { ClientIP: by.ip }),
      UserId: by.user,
      ...fields,
    },
  };
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
