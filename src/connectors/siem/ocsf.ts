import { millis } from '../../core/clock.ts';
import type { StreamItem, StreamedAlert, StreamedEvent } from '../../core/stream.ts';
import { ocsfClass } from './ocsf-class.ts';
import { cutTo, visible } from './plain-text.ts';
import { severityNumbers } from './severity-numbers.ts';

type Json = Readonly<Record<string, unknown>>;

/** The schema whose class and activity numbers these are. */
const schema = '1.9.0-dev';
/** Stands where OCSF demands a file name and none may leave. */
const withheld = '[withheld]';
const statuses = { success: [1, 'Success'], failure: [2, 'Failure'], unknown: [0, 'Unknown'] } as const;
const severityNames = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical'] as const;

/** An item in the Open Cybersecurity Schema Framework, as plain JSON data. */
export function ocsfOf(item: StreamItem, version: string): Json {
  return item.kind === 'event' ? ofEvent(item, version) : ofAlert(item, version);
}

function ofEvent(event: StreamedEvent, version: string): Json {
  const { uid, name, activity, activityName } = ocsfClass(event);
  const [statusId, status] = statuses[event.outcome];
  return {
    ...head(event, { uid, name, activity, ...(activityName && { activityName: text(activityName) }) }, version),
    time: millis(event.at),
    status_id: statusId,
    status,
    ...(event.errorCode !== undefined && { status_code: String(event.errorCode) }),
    actor: {
      user: actor(event),
      ...(event.session && { session: { uid: text(event.session) } }),
      ...(event.app && { app_name: text(event.app.name), app_uid: text(event.app.id) }),
    },
    src_endpoint: event.ip ? { ip: event.ip } : { name: 'unknown' },
    ...(event.agent && { http_request: { user_agent: text(event.agent) } }),
    ...ofClass(event, uid),
    unmapped: {
      operation: text(event.operation),
      workload: event.workload,
      record_type: event.recordType,
      actor_kind: event.actor.kind,
      site: text(event.site),
      share: event.share,
      label_change: event.label,
    },
    ...(event.raw && { raw_data: JSON.stringify(event.raw) }),
  };
}

/** What the class demands or recommends beside the base. */
function ofClass(event: StreamedEvent, uid: number): Json {
  const target = event.target ? { name: text(event.target), type_id: 1 } : undefined;
  switch (uid) {
    case 6006:
      return { file: fileOf(event), ...(target && { affected_user: target }) };
    case 3002:
      return { user: actor(event), ...(event.mfa !== undefined && { is_mfa: event.mfa }) };
    case 3001:
      return { user: target ?? { name: 'unknown', type_id: 0 } };
    case 3004:
      return { entity: { name: text(event.operation), type: event.workload } };
    case 3005:
      return { user: target ?? { name: 'unknown', type_id: 0 }, privileges: [text(event.role) ?? 'unknown'] };
    case 3006:
      return { group: { name: 'unknown' }, ...(target && { user: target }) };
    case 4009:
      return { direction_id: 0, email: { from: text(event.actor.name), to: [] } };
    case 2004:
      return {
        finding_info: { uid: text(event.id), title: `Risk detection: ${text(event.risk?.type) ?? 'unknown'}` },
        is_alert: true,
      };
    case 2006:
      return {
        finding_info: {
          uid: text(event.id),
          title: text(event.operation),
          ...(event.policies && { analytic: { name: text(event.policies.join(', ')), type_id: 1 } }),
        },
        ...(event.file && { resources: [{ uid: event.file.id, type: 'file' }] }),
      };
    default:
      return { api: { operation: text(event.operation), service: { name: event.workload } } };
  }
}

function ofAlert(item: StreamedAlert, version: string): Json {
  const { notice } = item;
  // Finding activities: create 1, update 2, close 3. Status of a finding: new 1, in progress 2, resolved 4.
  const [activity, statusId, status] =
    notice.change === 'opened'
      ? [1, 1, 'New']
      : notice.change === 'closed'
        ? [3, 4, 'Resolved']
        : [2, 2, 'In Progress'];
  return {
    ...head(item, { uid: 2004, name: 'Detection Finding', activity }, version),
    time: millis(notice.lastAt),
    start_time: millis(notice.firstAt),
    end_time: millis(notice.lastAt),
    count: notice.count,
    status_id: statusId,
    status,
    is_alert: true,
    finding_info: {
      uid: text(notice.id),
      title: text(notice.title),
      first_seen_time: millis(notice.firstAt),
      last_seen_time: millis(notice.lastAt),
      analytic: { uid: notice.detection, name: text(notice.title), type_id: 1 },
    },
    evidences: [{ actor: { user: { name: text(notice.actor) } } }],
  };
}

function head(
  item: StreamItem,
  { uid, name, activity, activityName }: { uid: number; name: string; activity: number; activityName?: string },
  version: string,
): Json {
  const category = Math.floor(uid / 1000);
  const severity = severityNumbers(item).ocsf;
  const tenant = item.kind === 'event' ? item.tenant : item.notice.tenant;
  return {
    metadata: {
      version: schema,
      uid: text(item.id),
      product: { name: 'Wardline', vendor_name: 'Wardline', version },
      tenant_uid: tenant.id,
      ...(item.kind === 'event' && { event_code: text(item.operation), log_name: item.source }),
      ...(item.kind === 'event' && item.correlation && { correlation_uid: text(item.correlation) }),
    },
    category_uid: category,
    class_uid: uid,
    class_name: name,
    activity_id: activity,
    ...(activityName && { activity_name: activityName }),
    type_uid: uid * 100 + activity,
    severity_id: severity,
    severity: severityNames[severity],
  };
}

function actor({ actor: { name, id, kind } }: StreamedEvent): Json {
  // User types: unknown 0, user 1, admin 2, system 3.
  const type =
    kind === 'user' || kind === 'guest' ? 1 : kind === 'system' || kind === 'service' || kind === 'application' ? 3 : 0;
  return { name: text(name), ...(id && { uid: text(id) }), type_id: type };
}

function fileOf({ file, site }: StreamedEvent): Json {
  return {
    name: text(file?.name) ?? withheld,
    // Regular file 1; a site or list has none.
    type_id: file ? 1 : 0,
    ...(file?.id && { uid: file.id }),
    ...(file?.extension && { ext: text(file.extension) }),
    ...(file?.bytes !== undefined && { size: file.bytes }),
    ...(file?.url && { url: { url_string: text(file.url) } }),
    ...(site && { parent_folder: text(site) }),
  };
}

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : cutTo(visible(value, { lines: true }), 16_384);
}
