import type { StreamItem } from '../../core/stream.ts';
import { cutTo, visible } from './plain-text.ts';

/** Bytes of one column that Azure Monitor takes; longer values it would cut without a word. */
const longestField = 64 * 1024 - 64;

/** An item as a row of the custom table that `docs/notify-and-siem.md` tells to make; absent facts are absent columns. */
export function sentinelRow(item: StreamItem): Readonly<Record<string, unknown>> {
  return item.kind === 'event' ? eventRow(item) : alertRow(item);
}

function eventRow(event: StreamItem & { kind: 'event' }): Readonly<Record<string, unknown>> {
  return {
    TimeGenerated: event.at,
    Kind: 'event',
    RecordId: text(event.id),
    TenantId_Source: event.tenant.id,
    TenantName: text(event.tenant.name),
    Operation: text(event.operation),
    Workload: event.workload,
    Source: event.source,
    RecordType: event.recordType,
    Outcome: event.outcome,
    ErrorCode: event.errorCode,
    Actor: text(event.actor.name),
    ActorKind: event.actor.kind,
    ActorId: text(event.actor.id),
    SrcIp: text(event.ip),
    UserAgent: text(event.agent),
    AppId: text(event.app?.id),
    AppName: text(event.app?.name),
    SessionId: text(event.session),
    CorrelationId: text(event.correlation),
    Site: text(event.site),
    FileId: text(event.file?.id),
    FileExtension: text(event.file?.extension),
    FileName: text(event.file?.name),
    FileUrl: text(event.file?.url),
    TargetAccount: text(event.target),
    RoleName: text(event.role),
    ShareKind: event.share,
    LabelChange: event.label,
    Raw: event.raw === undefined ? undefined : text(JSON.stringify(event.raw)),
  };
}

function alertRow({ notice, id }: StreamItem & { kind: 'alert' }): Readonly<Record<string, unknown>> {
  return {
    TimeGenerated: notice.lastAt,
    Kind: 'alert',
    RecordId: text(id),
    TenantId_Source: notice.tenant.id,
    TenantName: text(notice.tenant.name),
    Actor: text(notice.actor),
    AlertId: text(notice.id),
    Detection: notice.detection,
    Title: text(notice.title),
    Severity: notice.severity,
    Change: notice.change,
    EventCount: notice.count,
    FirstAt: notice.firstAt,
    LastAt: notice.lastAt,
  };
}

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : cutTo(visible(value, { lines: true }), longestField);
}
