import { type License, hasLicense, licenses } from '../../core/license.ts';
import { ShapeError, asList, isPlainObject, moment } from '../../core/shape.ts';
import {
  type Cloud,
  type Section,
  type SectionName,
  type Snapshot,
  type UnavailableReason,
  sectionNames,
  sections,
} from '../../core/snapshot.ts';
import { declaredExclusions } from './declared.ts';
import { defenderKeys } from './defender.ts';
import { entraAccessKeys } from './entra-access.ts';
import { entraAppsKeys } from './entra-apps.ts';
import { entraPrivilegeKeys } from './entra-privilege.ts';
import { exchangeKeys } from './exchange.ts';
import { intuneKeys } from './intune.ts';
import type { ExportKey } from './key.ts';
import { organizationKeys } from './organization.ts';
import { purviewAuditKeys } from './purview-audit.ts';
import { purviewKeys } from './purview.ts';
import { sharepointKeys } from './sharepoint.ts';
import { teamsKeys } from './teams.ts';

/** Every section that a ScubaGear export can hold, and under which key. */
export const exportKeys: readonly ExportKey[] = [
  ...entraAccessKeys,
  ...entraAppsKeys,
  ...entraPrivilegeKeys,
  ...exchangeKeys,
  ...defenderKeys,
  ...purviewKeys,
  ...purviewAuditKeys,
  ...sharepointKeys,
  ...teamsKeys,
  ...intuneKeys,
  ...organizationKeys,
];

/** Keys that describe the run or the tenant and hold no settings. */
const runKeys = [
  'baseline_version',
  'module_version',
  'date',
  'timestamp_zulu',
  'report_uuid',
  'tenant_details',
  'tenant_id',
  'scuba_config',
];

const keysBySection = Map.groupBy(exportKeys, (entry) => entry.section);

export function isScubaExport(document: Record<string, unknown>): boolean {
  const known = new Set(exportKeys.map((entry) => keyForm(entry.key)));
  return Object.keys(document).some((key) => known.has(keyForm(key)));
}

/** A snapshot out of ScubaGear's provider settings. `readAt` is used when the export says no time. */
export function scubaSnapshot(document: Record<string, unknown>, readAt: string): Snapshot {
  const byForm = new Map(Object.entries(document).map(([key, value]) => [keyForm(key), value]));
  const run = {
    byForm,
    failed: commands(document, 'unsuccessful_commands'),
    succeeded: commands(document, 'successful_commands'),
    takenAt: momentOr(byForm.get(keyForm('timestamp_zulu')), readAt),
  };
  const used = new Set([...exportKeys.map((entry) => keyForm(entry.key)), ...runKeys.map(keyForm)]);
  return {
    tenant: tenantOf(byForm),
    takenAt: run.takenAt,
    source: {
      kind: 'scubagear',
      tool: `ScubaGear ${stringOr(byForm.get('moduleversion'), 'of unknown version')}`,
      ...runId(byForm),
    },
    sections: Object.fromEntries(
      sectionNames.map((name) => [name, readSection(name, run)]),
    ) as unknown as Snapshot['sections'],
    declared: declaredExclusions(byForm.get('scubaconfig')),
    unrecognized: Object.fromEntries(
      Object.entries(document).filter(([key]) => !used.has(keyForm(key)) && !/_commands$/i.test(key)),
    ),
  };
}

interface Run {
  byForm: ReadonlyMap<string, unknown>;
  failed: ReadonlySet<string>;
  succeeded: ReadonlySet<string>;
  takenAt: string;
}

function readSection(name: SectionName, run: Run): Section<unknown> {
  const { call, title } = sections[name];
  const entries = keysBySection.get(name);
  if (!entries) {
    return {
      status: 'unavailable',
      reason: 'not-collected',
      detail: `ScubaGear does not read ${title} (${call}).`,
      call,
    };
  }
  let section: Section<unknown> | undefined;
  for (const entry of entries) {
    section = readKey(name, entry, run);
    if (section.status === 'read') return section;
  }
  return section!;
}

function readKey(name: SectionName, entry: ExportKey, run: Run): Section<unknown> {
  const { call, title, kind } = sections[name];
  const unavailable = (reason: UnavailableReason, detail: string): Section<unknown> => ({
    status: 'unavailable',
    reason,
    detail,
    call,
  });
  const failed = [entry.command ?? []].flat().find((command) => run.failed.has(command.toLowerCase()));
  if (failed && entry.license && run.succeeded.has(failed.toLowerCase()))
    return unavailable(...absentCommand(failed, entry.license, run));
  if (failed) {
    return unavailable(
      'not-collected',
      `ScubaGear's call ${failed} failed in this run, so ${title} are not known: check its permissions and run it again.`,
    );
  }
  if (!run.byForm.has(keyForm(entry.key)))
    return unavailable('not-collected', `The export holds no ${entry.key} (${title}).`);
  try {
    const value = run.byForm.get(keyForm(entry.key));
    const raw = entry.pick ? entry.pick(value) : value;
    if (raw === undefined || (kind === 'one' && asList(raw).length === 0))
      return unavailable('not-collected', `The export's ${entry.key} holds no ${title}.`);
    return { status: 'read', data: sections[name].decode(raw), readAt: run.takenAt, from: entry.key, call };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return unavailable('unparsable', `The export's ${entry.key} cannot be understood: ${error.message}.`);
  }
}

/** A command that Microsoft offered to nobody who ran the collector: the license is missing, or a role of that person. */
function absentCommand(command: string, license: License, run: Run): [UnavailableReason, string] {
  const { name } = licenses[license];
  const plans = readSection('servicePlans', run) as Snapshot['sections']['servicePlans'];
  const held = plans.status === 'read' && hasLicense(license, plans.data);
  return held
    ? [
        'no-permission',
        `The tenant has ${name}, but ${command} was not there for the account that ran ScubaGear: it lacks a role.`,
      ]
    : ['not-licensed', `${command} was not there when ScubaGear ran, which is so where the tenant has no ${name}.`];
}

/** Keys match without regard to case and underscores: `SPO_tenant`, `spoTenant`. */
function keyForm(key: string): string {
  return key.toLowerCase().replaceAll('_', '');
}

function commands(document: Record<string, unknown>, suffix: string): Set<string> {
  const lists = Object.entries(document).filter(([key]) => new RegExp(`(^|_)${suffix}$`, 'i').test(key));
  return new Set(
    lists
      .flatMap(([, value]) => asList(value))
      .filter((name) => typeof name === 'string')
      .map((name) => name.toLowerCase()),
  );
}

const cloudNames: Record<string, Cloud> = { commercial: 'commercial', gcc: 'gcc', gcchigh: 'gcchigh', dod: 'dod' };

function tenantOf(byForm: ReadonlyMap<string, unknown>): Snapshot['tenant'] {
  const details = asList(byForm.get('tenantdetails')).find(isPlainObject) ?? {};
  const config = byForm.get('scubaconfig');
  const environment = isPlainObject(config) ? stringOr(config['M365Environment'] ?? config['m365environment'], '') : '';
  const domain = details['DomainName'] ?? details['domainName'];
  return {
    id: stringOr(details['TenantId'] ?? details['tenantId'] ?? byForm.get('tenantid'), 'unknown'),
    name: stringOr(details['DisplayName'] ?? details['displayName'], 'Unnamed tenant'),
    ...(typeof domain === 'string' && { domain }),
    cloud: cloudNames[environment.toLowerCase()] ?? 'commercial',
  };
}

function runId(byForm: ReadonlyMap<string, unknown>): { run?: string } {
  const id = byForm.get('reportuuid');
  return typeof id === 'string' ? { run: id } : {};
}

function momentOr(raw: unknown, otherwise: string): string {
  try {
    return moment.decode(raw, '');
  } catch {
    return otherwise;
  }
}

function stringOr(raw: unknown, otherwise: string): string {
  return typeof raw === 'string' && raw.length > 0 ? raw : otherwise;
}
