import type { Change } from '../core/change.ts';
import type { Context, Control } from '../core/control.ts';
import { isOver } from '../core/clock.ts';
import { hasLicense, licenses } from '../core/license.ts';
import type { Attestation, Exclusions, Organization } from '../core/organization.ts';
import { type ReadKey, type SectionName, type Snapshot, sectionOf, sections } from '../core/snapshot.ts';
import { type Verdict, notLicensed, unknown } from '../core/verdict.ts';
import type { Result } from '../core/assessment.ts';

export interface Judgement {
  verdict: Verdict;
  missing: Result['missing'];
  /** Whether the license that the control needs is held; undefined when it needs none or none were read. */
  licensed?: boolean;
  /** What the unit threw: a fault of Wardline, told as an unknown. */
  fault?: unknown;
}

export interface Judging {
  organization: Organization;
  parameters: Readonly<Record<string, unknown>>;
  /** The moment that attestations and exceptions are held against, ISO 8601 UTC. */
  at: string;
}

/** The sections that a control reads, as its `evaluate` and `changes` take them. */
export function settingsFor(control: Control, snapshot: Snapshot): Readonly<Record<string, unknown>> {
  const settings: Record<string, unknown> = {};
  for (const name of [...control.reads.map(sectionOf), ...control.mayRead]) {
    const section = snapshot.sections[name];
    settings[name] = section.status === 'read' ? section.data : undefined;
  }
  return settings;
}

export function contextFor(control: Control, snapshot: Snapshot, judging: Judging): Context {
  const { organization } = judging;
  const policies = control.references
    .filter((reference) => reference.source === 'SCuBA')
    .map((reference) => reference.id);
  const declaredFor = (...ids: readonly string[]) => declaredIn(ids, organization, snapshot);
  const attestation = validAttestation(control, organization, judging.at);
  const plans = snapshot.sections.servicePlans;
  return {
    parameters: judging.parameters as Context['parameters'],
    organization,
    declared: declaredFor(control.id, ...policies),
    declaredFor,
    ...(attestation && { attestation }),
    tenant: snapshot.tenant,
    takenAt: snapshot.takenAt,
    // Plans without a name say nothing: that is not the same as having none.
    licensed: (license) =>
      plans.status === 'read' && plans.data.every((plan) => plan.servicePlanName)
        ? hasLicense(license, plans.data)
        : undefined,
  };
}

/** What the organization and the source's own configuration declare for controls and SCuBA policies. */
function declaredIn(ids: readonly string[], organization: Organization, snapshot: Snapshot): Context['declared'] {
  const sources = ids.flatMap((id) => [organization.exclusions[id], snapshot.declared[id]]);
  const merged = (key: Exclude<keyof Exclusions, 'reason'>) => [
    ...new Set(sources.flatMap((source) => source?.[key] ?? [])),
  ];
  return {
    users: [...new Set([...merged('users'), ...organization.breakGlass])],
    groups: merged('groups'),
    applications: merged('applications'),
    roles: merged('roles'),
    guestTypes: merged('guestTypes'),
    domains: merged('domains'),
    mailboxes: merged('mailboxes'),
    sites: merged('sites'),
    policies: merged('policies'),
  };
}

export function validAttestation(control: Control, organization: Organization, at: string): Attestation | undefined {
  return organization.attestations.find((entry) => entry.control === control.id && !isOver(entry.until, at));
}

/**
 * One control's own verdict on one snapshot: missing license, missing sections and missing fields are answered
 * here, so that a unit never sees them and can never turn them into pass or fail.
 */
export function judge(control: Control, snapshot: Snapshot, judging: Judging): Judgement {
  const context = contextFor(control, snapshot, judging);
  const licensed = control.license ? context.licensed(control.license) : undefined;
  const withLicense = licensed === undefined ? {} : { licensed };
  if (control.license && licensed === false) {
    return { verdict: notLicensed(`The tenant has no ${licenses[control.license].name}.`), missing: [], licensed };
  }
  if (!control.evaluate) {
    return {
      verdict: unknown(`Nobody has attested this yet. ${control.attest?.question ?? ''}`.trim()),
      missing: [],
      ...withLicense,
    };
  }
  const missing = missingFor(control, snapshot);
  if (missing.length > 0) {
    const notBought = missing.every((gap) => gap.reason === 'not-licensed');
    const why = `Can't tell: ${[...new Set(missing.map((gap) => gap.detail))].join(' ')}`;
    return { verdict: notBought ? notLicensed(why) : unknown(why), missing, ...withLicense };
  }
  try {
    const verdict = control.evaluate(settingsFor(control, snapshot), context);
    return {
      verdict,
      missing: verdict.outcome === 'unknown' ? unreadRefinements(control, snapshot) : [],
      ...withLicense,
    };
  } catch (fault) {
    return { verdict: broken(control, fault), missing: [], ...withLicense, fault };
  }
}

/** A unit that breaks on a document which nobody foresaw costs its own answer, never the run. */
function broken(control: Control, fault: unknown): Verdict {
  const cause = fault instanceof Error ? fault.message : String(fault);
  return unknown(
    `Can't tell: ${control.id} broke on settings in a form that it does not know (${cause}). This is a fault of Wardline, not of the tenant.`,
  );
}

/** Sections that would have refined the answer and were not read: the reason behind a unit's own unknown. */
function unreadRefinements(control: Control, snapshot: Snapshot): Result['missing'] {
  return control.mayRead.flatMap((name) => {
    const section = snapshot.sections[name];
    return section.status === 'unavailable' ? [{ section: name, reason: section.reason, detail: section.detail }] : [];
  });
}

function missingFor(control: Control, snapshot: Snapshot): Result['missing'] {
  const missing: Result['missing'] = [];
  for (const key of control.reads) {
    const name = sectionOf(key);
    const section = snapshot.sections[name];
    if (section.status === 'unavailable') {
      if (!missing.some((gap) => gap.section === name))
        missing.push({ section: name, reason: section.reason, detail: section.detail });
    } else if (lacksField(section.data, key)) {
      missing.push({ section: key, reason: 'field-absent', detail: fieldAbsent(key, name) });
    }
  }
  return missing;
}

function lacksField(data: unknown, key: ReadKey): boolean {
  const field = key.split('.')[1];
  if (!field) return false;
  const records = Array.isArray(data) ? data : [data];
  return records.some((record) => (record as Record<string, unknown>)[field] === undefined);
}

function fieldAbsent(key: ReadKey, name: SectionName): string {
  return `The source holds ${sections[name].title} but not ${key.split('.')[1]} (${sections[name].call}).`;
}

/**
 * The changes that a control offers. None when the unit breaks, because the verdict stands without them, and none
 * whose object has no identity: a write to "undefined" would hit the wrong thing or nothing.
 */
export function changesOf(control: Control, snapshot: Snapshot, judging: Judging): readonly Change[] {
  try {
    const offered = control.changes?.(settingsFor(control, snapshot), contextFor(control, snapshot, judging)) ?? [];
    return offered.every(hasTarget) ? offered : [];
  } catch {
    return [];
  }
}

function hasTarget(change: Change): boolean {
  const kept = sections[change.section].kind === 'one' || change.operation === 'create';
  const match = Object.values(change.match ?? {});
  return kept || (match.length > 0 && match.every((value) => value !== undefined && value !== null && value !== ''));
}
