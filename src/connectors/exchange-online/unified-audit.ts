import type { AuditEntry } from '../../core/audit-trail.ts';
import { isPlainObject } from '../../core/shape.ts';
import type { CmdletClient } from '../resource.ts';

/** Search-UnifiedAuditLog gives no more in one call. */
const most = 5_000;

const servicesOf: Readonly<Record<string, AuditEntry['services']>> = {
  Exchange: ['exchange', 'defender', 'purview'],
  SecurityComplianceCenter: ['purview', 'defender'],
  SharePoint: ['sharepoint'],
  OneDrive: ['sharepoint'],
  MicrosoftTeams: ['teams'],
};

/**
 * What the unified audit log holds of the named operations between two moments (ISO 8601 UTC), newest first. It takes
 * the Exchange role View-Only Audit Logs; where the log is off it is empty.
 * https://learn.microsoft.com/powershell/module/exchangepowershell/search-unifiedauditlog
 */
export async function searchUnifiedAudit(
  exchange: CmdletClient,
  { from, to, operations }: { from: string; to: string; operations: readonly string[] },
): Promise<AuditEntry[]> {
  if (operations.length === 0) return [];
  const rows = await exchange.run('Search-UnifiedAuditLog', {
    ...{ StartDate: from, EndDate: to, Operations: operations, ResultSize: most },
  });
  return rows
    .flatMap((row) => entryOf(row['AuditData']) ?? [])
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function entryOf(auditData: unknown): AuditEntry | undefined {
  let record: unknown;
  try {
    record = JSON.parse(String(auditData));
  } catch {
    return undefined;
  }
  if (!isPlainObject(record)) return undefined;
  const [time, by] = [text(record['CreationTime']), text(record['UserId'])];
  if (!time || !by || /^(false|failed)$/i.test(String(record['ResultStatus']))) return undefined;
  const named = (list: unknown) =>
    (Array.isArray(list) ? list : []).flatMap((entry) => (isPlainObject(entry) ? (text(entry['Name']) ?? []) : []));
  return {
    ...{ log: 'unified', at: time.endsWith('Z') ? time : `${time}Z`, by, activity: text(record['Operation']) ?? '' },
    // 5: an application, 4: Microsoft's own service.
    byApp: record['UserType'] === 5 || record['UserType'] === 4,
    services: servicesOf[text(record['Workload']) ?? ''] ?? [],
    targets: [text(record['ObjectId']) ?? []].flat(),
    properties: [...named(record['Parameters']), ...named(record['ModifiedProperties'])],
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
