import type { Change } from '../../core/change.ts';
import type { ReadKey, SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, unknown } from '../../core/verdict.ts';

/** SharePoint's tenant settings come from two calls, and either may be missing. */
export interface SharePointSettings {
  readonly sharepointTenant: SectionData<'sharepointTenant'> | undefined;
  readonly sharepointSettings: SectionData<'sharepointSettings'> | undefined;
}
type Tenant = SectionData<'sharepointTenant'>;
type Graph = SectionData<'sharepointSettings'>;

/** One setting and where it was read. */
export interface Reading<T> {
  value: T;
  section: 'sharepointTenant' | 'sharepointSettings';
  readFrom: ReadKey;
}

/** A setting of SharePoint's own API; a null is no answer. */
export function fromTenant<F extends Extract<keyof Tenant, string>>(
  tenant: Tenant | undefined,
  field: F,
): Reading<NonNullable<Tenant[F]>> | undefined {
  const value = tenant?.[field];
  if (value === null || value === undefined) return undefined;
  return { value, section: 'sharepointTenant', readFrom: `sharepointTenant.${field}` };
}

/** A setting of Microsoft Graph; a null is no answer. */
export function fromGraph<F extends Extract<keyof Graph, string>>(
  graph: Graph | undefined,
  field: F,
): Reading<NonNullable<Graph[F]>> | undefined {
  const value = graph?.[field];
  if (value === null || value === undefined) return undefined;
  return { value, section: 'sharepointSettings', readFrom: `sharepointSettings.${field}` };
}

/** Sharing levels, strictest first, in the words of the SharePoint admin center. */
export const sharingLevels = {
  disabled: 'Only people in your organization',
  existingExternalUserSharingOnly: 'Existing guests',
  externalUserSharingOnly: 'New and existing guests',
  externalUserAndGuestSharing: 'Anyone',
} as const;
export type SharingLevel = keyof typeof sharingLevels;
const order = Object.keys(sharingLevels) as SharingLevel[];

export function isSharingLevel(value: string | null | undefined): value is SharingLevel {
  return order.includes(value as SharingLevel);
}

export function isLooser(level: SharingLevel, than: SharingLevel): boolean {
  return order.indexOf(level) > order.indexOf(than);
}

/** The tenant's sharing level; a level that Wardline does not know counts as not read. */
export function tenantSharing(settings: SharePointSettings): Reading<SharingLevel> | undefined {
  const readings = [
    fromTenant(settings.sharepointTenant, 'sharingCapability'),
    fromGraph(settings.sharepointSettings, 'sharingCapability'),
  ];
  for (const reading of readings) {
    if (reading && isSharingLevel(reading.value)) return { ...reading, value: reading.value };
  }
  return undefined;
}

/** The verdict when no source holds what the judgement needs. */
export function notRead(what: string, calls = 'GET _api/SPO.Tenant or GET /admin/sharepoint/settings'): Verdict {
  return unknown(`Can't tell: ${what} was not read (${calls}).`);
}

/** Evidence on one tenant-wide setting. */
export function evidence(reading: Reading<unknown>, name: string, expected: string, actual: string): Evidence {
  return { id: `tenant:${name}`, name, expected, actual, readFrom: reading.readFrom };
}

/** A change of SharePoint's tenant through its own API. */
export function setTenant(
  values: Partial<Tenant>,
  parameters: string,
  summary: string,
  notice: string,
  undo: Change['undo'] = 'restore',
): Change {
  const call = `Set-SPOTenant ${parameters}`;
  return { section: 'sharepointTenant', operation: 'set', values, call, summary, notice, undo };
}

/** A change of SharePoint's tenant through Microsoft Graph. */
export function patchGraph(values: Partial<Graph>, summary: string, notice: string): Change {
  const call = `PATCH /admin/sharepoint/settings ${JSON.stringify(values)}`;
  return { section: 'sharepointSettings', operation: 'set', values, call, summary, notice, undo: 'restore' };
}
