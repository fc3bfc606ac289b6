import type { AuditEntry } from '../../core/audit-trail.ts';
import { isPlainObject } from '../../core/shape.ts';
import type { GraphClient } from '../resource.ts';
import { type Raw, query, records } from './resources/reading.ts';

/** More entries than this are not read: a change that is looked for is among the newest. */
const most = 5_000;

/**
 * The directory's audit log between two moments (ISO 8601 UTC), newest first. It takes AuditLog.Read.All. The log
 * reaches back 30 days with Entra ID P1, else 7.
 * https://learn.microsoft.com/graph/api/directoryaudit-list
 */
export async function readDirectoryAudits(
  graph: GraphClient,
  { from, to }: { from: string; to: string },
): Promise<AuditEntry[]> {
  const seconds = (moment: string) => moment.replace(/\.\d+Z$/, 'Z');
  const filter = `activityDateTime ge ${seconds(from)} and activityDateTime le ${seconds(to)}`;
  const found: AuditEntry[] = [];
  for await (const record of graph.list(query('/auditLogs/directoryAudits', { filter, top: '1000' }))) {
    const entry = entryOf(record);
    if (entry) found.push(entry);
    if (found.length >= most) break;
  }
  return found;
}

/** A line of the log in our words; undefined for what failed or tells nobody. */
function entryOf(raw: Raw): AuditEntry | undefined {
  const at = text(raw['activityDateTime']);
  const { user, app } = isPlainObject(raw['initiatedBy']) ? raw['initiatedBy'] : {};
  const person = isPlainObject(user) ? (text(user['userPrincipalName']) ?? text(user['displayName'])) : undefined;
  const application = isPlainObject(app) ? text(app['displayName']) : undefined;
  const by = person ?? application;
  if (!at || !by || raw['result'] === 'failure') return undefined;
  const targets = records(raw['targetResources']);
  return {
    ...{ log: 'directory', at, by, byApp: person === undefined, activity: text(raw['activityDisplayName']) ?? '' },
    services: ['entra', 'intune', 'organization'],
    targets: targets.flatMap((target) =>
      ['id', 'displayName', 'userPrincipalName'].flatMap((key) => text(target[key]) ?? []),
    ),
    properties: targets.flatMap((target) =>
      records(target['modifiedProperties']).flatMap((property) => text(property['displayName']) ?? []),
    ),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
