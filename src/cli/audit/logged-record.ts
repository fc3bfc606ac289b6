import { createHash } from 'node:crypto';
import { type Raw, normalizeRecord } from '../../connectors/audit-records/normalize.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { deviceOf } from '../../core/audit/device.ts';
import { type FileFacts, fileOf } from '../../core/audit/file.ts';
import { mailboxOf } from '../../core/audit/mailbox.ts';
import { placeOf } from '../../core/audit/place.ts';
import { familyOf } from '../../engine/event-families.ts';
import { type Describe, type LoggedRecord, quarantined } from '../../store/events/entry.ts';

/** A record for the log, or why nothing of it can be kept. */
export type Admission = LoggedRecord | { refused: string };

/**
 * A record for a tenant's log: whole, as JSON, with what the index shall know. What is no sound event comes in
 * quarantine; what the reader could not take in, and what belongs to another tenant, is refused.
 */
export function loggedRecord(raw: Raw, tenant: string): Admission {
  if ('fault' in raw) return { refused: raw.fault };
  let json: string | undefined;
  try {
    json = JSON.stringify(raw.record);
  } catch {
    // Nested deeper than the stack.
    return { refused: 'too-deep' };
  }
  const event = normalizeRecord(raw.record);
  if (typeof event === 'string')
    return { entry: quarantined(`sha256-${createHash('sha256').update(json).digest('hex')}`, event), json };
  if (isGuid(tenant) && isGuid(event.tenant) && event.tenant !== tenant) return { refused: 'other-tenant' };
  return { entry: { ...described(event), id: logIdOf(event), at: event.at }, json };
}

/**
 * The unified log has each sign-in too, under the same id and with less in it. In the log both are kept; the detections
 * judge the one that comes first.
 */
function logIdOf({ source, id }: AuditEvent): string {
  return source === 'sign-in' ? `sign-in-${id}` : id;
}

/** What the index knows of a record of the log, for an index that is built anew. */
export const describeRecord: Describe = (record) => {
  const event = normalizeRecord(record);
  // It was an event when it came; a later version that cannot read it must not lose it.
  return typeof event === 'string'
    ? { source: '', operation: '', workload: '', outcome: '', actor: '', actorKind: '' }
    : described(event);
};

function described(event: AuditEvent): ReturnType<Describe> {
  const file = fileOf(event);
  const addresses = file && addressesOf(event, file);
  const items = mailboxOf(event)?.messageIds;
  const { managed, id, name } = deviceOf(event);
  const app = event.app?.name ?? event.app?.id;
  const device = name ?? id;
  const { country } = placeOf(event);
  const family = familyOf(event.op);
  const deed = deedOf(event);
  return {
    ...{ source: event.source, operation: event.operation, workload: event.workload, outcome: event.outcome },
    ...{ actor: event.actor.key, actorKind: event.actor.kind },
    ...(event.ip !== undefined && { ip: event.ip }),
    ...(event.site !== undefined && { site: event.site }),
    ...(file !== undefined && { file: file.key }),
    ...(addresses && addresses.length > 0 && { addresses }),
    ...(items && items.length > 0 && { items: [...items] }),
    ...(managed !== undefined && { managed }),
    ...(app !== undefined && { app }),
    ...(device !== undefined && { device }),
    ...(country !== undefined && { country }),
    ...(family !== undefined && { family }),
    ...(deed !== undefined && { deed }),
  };
}

/** Record type 8 of the unified log is what Graph calls a directory audit. */
function deedOf({ source, recordType, correlation, op }: AuditEvent): string | undefined {
  const isOfDirectory = source === 'directory-audit' || (source === 'unified' && recordType === 8);
  return isOfDirectory && correlation !== undefined && isGuid(correlation.toLowerCase())
    ? `${correlation.toLowerCase()}/${op}`
    : undefined;
}

/** Where a file of known id lies, and where it went: by them records that name no id are found. A copy is another file. */
function addressesOf({ site, op }: AuditEvent, { key, url, destinationUrl }: FileFacts): string[] {
  if (url === undefined || key === url.toLowerCase()) return [];
  const moves = destinationUrl !== undefined && (op === 'filemoved' || op === 'filerenamed');
  const there =
    moves && /^https?:/i.test(destinationUrl)
      ? destinationUrl
      : moves && site !== undefined
        ? `${site}/${destinationUrl.replace(/^\/+/, '')}`
        : undefined;
  return [url, ...(there === undefined ? [] : [there])];
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
