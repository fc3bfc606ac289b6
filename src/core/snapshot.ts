import type { SectionDefinition } from './section.ts';
import { defenderSections } from './snapshot/defender.ts';
import { entraAccessSections } from './snapshot/entra-access.ts';
import { entraAppsSections } from './snapshot/entra-apps.ts';
import { entraPrivilegeSections } from './snapshot/entra-privilege.ts';
import { exchangeSections } from './snapshot/exchange.ts';
import { intuneSections } from './snapshot/intune.ts';
import { organizationSections } from './snapshot/organization.ts';
import { purviewSections } from './snapshot/purview.ts';
import { purviewAuditSections } from './snapshot/purview-audit.ts';
import { sharepointSections } from './snapshot/sharepoint.ts';
import { teamsSections } from './snapshot/teams.ts';
import type { Exclusions } from './organization.ts';

/** The catalogue of everything a snapshot can hold, by section name. */
export const sections = {
  ...entraAccessSections,
  ...entraAppsSections,
  ...entraPrivilegeSections,
  ...exchangeSections,
  ...defenderSections,
  ...purviewSections,
  ...purviewAuditSections,
  ...sharepointSections,
  ...teamsSections,
  ...intuneSections,
  ...organizationSections,
} as const;

export type Sections = typeof sections;
export type SectionName = keyof Sections;
export type SectionData<K extends SectionName> = Sections[K] extends SectionDefinition<infer T> ? T : never;
type RecordIn<K extends SectionName> = SectionData<K> extends (infer R)[] ? R : SectionData<K>;
/** `remoteDomains`, or one field of its records: `remoteDomains.autoForwardEnabled`. */
export type ReadKey = { [K in SectionName]: K | `${K}.${Extract<keyof RecordIn<K>, string>}` }[SectionName];

/** Why a section is not there. Each is a different answer and none of them is a fail. */
export type UnavailableReason = 'no-permission' | 'not-licensed' | 'not-collected' | 'unparsable';

export type Section<T> =
  | { readonly status: 'read'; readonly data: T; readonly readAt: string; readonly from: string; readonly call: string }
  | {
      readonly status: 'unavailable';
      readonly reason: UnavailableReason;
      readonly detail: string;
      readonly call: string;
    };

/** Everything known of a tenant's settings at one moment, as plain data. */
export interface Snapshot {
  readonly tenant: { readonly id: string; readonly name: string; readonly domain?: string; readonly cloud: Cloud };
  /** When the settings were read, ISO 8601 UTC. */
  readonly takenAt: string;
  /** SHA-256 of what it was made of, by the reader that saw the bytes; absent when it was put together in memory. */
  readonly digest?: string;
  readonly source: { readonly kind: 'scubagear' | 'wardline'; readonly tool: string; readonly run?: string };
  readonly sections: { readonly [K in SectionName]: Section<SectionData<K>> };
  /** Exclusions that the source's own configuration declares, by SCuBA policy id. */
  readonly declared: Readonly<Record<string, Exclusions>>;
  /** Top-level keys of the source that no section reads, kept as they came. */
  readonly unrecognized: Readonly<Record<string, unknown>>;
}

export type Cloud = 'commercial' | 'gcc' | 'gcchigh' | 'dod' | 'china';

/** Those that a collection reads. */
export const sectionNames = (Object.keys(sections) as SectionName[]).filter((name) => !isByRecord(name));

/** A section that is read for a change alone, one record at a time, and stands in no snapshot. */
export function isByRecord(name: SectionName): boolean {
  return (sections[name] as SectionDefinition<unknown>).byRecord === true;
}

export function sectionOf(key: ReadKey): SectionName {
  return key.split('.', 1)[0] as SectionName;
}
