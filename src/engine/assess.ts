import { createHash } from 'node:crypto';
import type { Assessment, CitationResult, Resource, Result } from '../core/assessment.ts';
import type { Baseline } from '../core/baseline.ts';
import { isOver, millis } from '../core/clock.ts';
import type { Control } from '../core/control.ts';
import { licenses } from '../core/license.ts';
import type { AddressableDecision, Exception, Organization } from '../core/organization.ts';
import { type Outcome, countOutcomes } from '../core/outcome.ts';
import { type Service } from '../core/section.ts';
import { type Snapshot, sectionOf } from '../core/snapshot.ts';
import type { Evidence, Verdict } from '../core/verdict.ts';
import { provisions, safeguardTypeOf, securityRows } from '../hipaa/index.ts';
import { covers } from './exceptions.ts';
import { type Judgement, type Judging, judge, validAttestation, changesOf } from './judge.ts';
import { parametersFor } from './parameters.ts';
import { rankFixes, scoreOf } from './score.ts';

export interface AssessOptions {
  controls: readonly Control[];
  organization: Organization;
  baseline: Baseline;
  /** The moment of the assessment, ISO 8601 UTC: exceptions and attestations are held against it. */
  at: string;
  /** Product version, part of the run id. */
  version: string;
  /** Where the settings and the organization's statements came from, for the reader. */
  files?: { settings?: string; organization?: string };
}

/** All controls over one snapshot. Pure but for hashing: the same inputs give the same result, run id included. */
export function assess(snapshot: Snapshot, options: AssessOptions): Assessment {
  const { controls, organization, baseline, at } = options;
  const results = controls.map((control) => resultOf(control, snapshot, options));
  for (const [index, result] of rankFixes(results).entries()) result.rank = index + 1;
  return {
    kind: 'wardline.assessment',
    version: 1,
    run: runId(snapshot, options),
    wardline: options.version,
    tenant: { ...snapshot.tenant },
    takenAt: snapshot.takenAt,
    assessedAt: at,
    source: { ...snapshot.source, ...(options.files?.settings && { file: options.files.settings }) },
    baseline: { id: baseline.id, title: baseline.title },
    organization: {
      ...(organization.name && { name: organization.name }),
      ...(options.files?.organization && { file: options.files.organization }),
      states: [...organization.states],
    },
    score: scoreOf(results),
    counts: countOutcomes(results),
    results,
    citations: citationResults(results, organization),
    notices: noticesOf(snapshot, results, organization, at),
    unrecognized: Object.keys(snapshot.unrecognized).sort(),
  };
}

function resultOf(control: Control, snapshot: Snapshot, options: AssessOptions): Result {
  const { organization, baseline, at } = options;
  const parameters = parametersFor(control, baseline, organization);
  const judging = { organization, parameters, at };
  const judgement = judge(control, snapshot, judging);
  const judged = withAttestation(control, judgement.verdict, organization, at);
  const { verdict } = judgement;
  const exceptions = organization.exceptions.filter((entry) => entry.control === control.id);
  const settled = withException(judged, verdict, exceptions, at);
  const holds = settled.outcome === 'pass' || settled.outcome === 'attested' || settled.outcome === 'not-applicable';
  return {
    control: control.id,
    title: control.title,
    headline:
      holds || settled.outcome === 'unknown' || settled.outcome === 'not-licensed' ? control.title : control.finding,
    service: control.id.split('.', 1)[0] as Service,
    outcome: settled.outcome,
    severity: control.severity,
    safeguards: [...new Set(control.citations.map(safeguardTypeOf))],
    citations: [...control.citations],
    references: control.references.map((reference) => ({
      ...reference,
      ...(reference.source === 'SCuBA' && { outcome: verdict.policies?.[reference.id] ?? settled.outcome }),
    })),
    aliases: [...control.aliases],
    why: settled.why,
    ...(verdict.wouldPassIf && settled.outcome !== 'pass' && { wouldPassIf: verdict.wouldPassIf }),
    resources: verdict.resources.map((evidence) => resourceOf(evidence, snapshot)),
    missing: judgement.missing,
    rationale: control.rationale,
    responsibility: control.responsibility,
    effort: control.effort,
    userImpact: control.userImpact,
    ...(control.commonAttack && { commonAttack: control.commonAttack }),
    ...licenseOf(control, judgement),
    parameters,
    fix: fixOf(control, snapshot, settled.outcome, judging, judgement),
    ...(settled.attestation && { attestation: settled.attestation }),
    ...(settled.exception && { exception: settled.exception }),
    knownGaps: [...(control.knownGaps ?? [])],
  };
}

interface Settled {
  outcome: Outcome;
  why: string;
  attestation?: Result['attestation'];
  exception?: Result['exception'];
}

/** A valid attestation answers what no API could; one that has ended is named and answers nothing. */
function withAttestation(control: Control, verdict: Verdict, organization: Organization, at: string): Settled {
  const given = organization.attestations.filter((entry) => entry.control === control.id);
  if (!control.attest || given.length === 0) return verdict;
  const valid = validAttestation(control, organization, at);
  const shown = ({ statement, by, on, until, proof }: (typeof given)[number]) => ({ statement, by, on, until, proof });
  if (valid) {
    const attested = verdict.outcome === 'unknown';
    const why = attested
      ? `${valid.by} attested on ${valid.on}: ${valid.statement} Valid until ${valid.until}. Proof: ${valid.proof}.`
      : verdict.why;
    return { outcome: attested ? 'attested' : verdict.outcome, why, attestation: shown(valid) };
  }
  const last = given.toSorted((a, b) => b.until.localeCompare(a.until))[0]!;
  return {
    outcome: verdict.outcome,
    why: `${verdict.why} The attestation by ${last.by} ended on ${last.until}.`,
    attestation: { ...shown(last), expired: true },
  };
}

/**
 * An exception covers a fail or partial while it lasts and as far as it names the offending objects (all of them
 * when it names none). One that has ended counts as fail and says so.
 */
function withException(
  settled: Settled,
  verdict: Verdict,
  given: readonly Exception[],
  at: string,
): Settled & Pick<Result, 'exception'> {
  if (settled.outcome !== 'fail' && settled.outcome !== 'partial') return settled;
  const active = given.filter((entry) => !isOver(entry.until, at));
  const left = verdict.resources.filter((resource) => !active.some((entry) => covers(entry, resource)));
  const record = (entry: Exception, expired: boolean) => ({
    ...described(entry),
    outcomeWithout: settled.outcome,
    ...(expired && { expired }),
  });
  const [first] = active;
  if (first && left.length === 0) {
    const why = `Accepted until ${first.until} by ${first.approver}: ${first.reason} In its place: ${first.compensating} Without the exception: ${settled.why}`;
    return { ...settled, outcome: 'excepted', why, exception: record(first, false) };
  }
  const ended = given.find((entry) => isOver(entry.until, at) && left.some((resource) => covers(entry, resource)));
  if (ended) {
    const why = `The exception approved by ${ended.approver} ended on ${ended.until}. ${settled.why}`;
    return { ...settled, outcome: 'fail', why, exception: record(ended, true) };
  }
  const covered = verdict.resources.length - left.length;
  return covered === 0
    ? settled
    : { ...settled, why: `${settled.why} An exception covers ${covered} of ${verdict.resources.length} objects.` };
}

function described(exception: Exception) {
  return {
    reason: exception.reason,
    compensating: exception.compensating,
    approver: exception.approver,
    until: exception.until,
  };
}

/** The object of a reading that has no id or no name of its own is called by the other, else by where it was read. */
function resourceOf(evidence: Evidence, snapshot: Snapshot): Resource {
  const section = snapshot.sections[sectionOf(evidence.readFrom)];
  const field = evidence.readFrom.split('.').slice(1).join('.');
  const place =
    section.status === 'read' ? `${section.call} · ${section.from}${field ? `.${field}` : ''}` : evidence.readFrom;
  const said = (value: string) => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
  const id = said(evidence.id) ?? said(evidence.name) ?? evidence.readFrom;
  return {
    id,
    name: said(evidence.name) ?? id,
    expected: said(evidence.expected) ?? 'a value',
    actual: said(evidence.actual) ?? 'empty',
    readFrom: place,
    ...(section.status === 'read' && { readAt: section.readAt }),
    ...(evidence.outcome && { outcome: evidence.outcome }),
  };
}

function licenseOf(control: Control, judgement: Judgement): Pick<Result, 'license'> {
  if (!control.license) return {};
  return {
    license: {
      id: control.license,
      name: licenses[control.license].name,
      ...(judgement.licensed !== undefined && { held: judgement.licensed }),
    },
  };
}

function fixOf(
  control: Control,
  snapshot: Snapshot,
  outcome: Outcome,
  judging: Judging,
  judgement: Judgement,
): Result['fix'] {
  const open = (outcome === 'fail' || outcome === 'partial') && judgement.missing.length === 0;
  const changes = open ? changesOf(control, snapshot, judging) : [];
  return {
    title: control.remediation.fix,
    steps: [...control.remediation.steps],
    script: [...(control.remediation.script ?? [])],
    changes: changes.map((change) => ({
      summary: change.summary,
      call: change.call,
      notice: change.notice,
      lockoutRisk: change.lockoutRisk ?? false,
      stages: [...(change.stages ?? [])],
      undo: change.undo === 'restore' ? 'The old value is written back.' : `Cannot be undone: ${change.undo.cannot}`,
    })),
  };
}

function citationResults(results: readonly Result[], organization: Organization): CitationResult[] {
  const cited = new Set(results.flatMap((result) => result.citations));
  return provisions
    .filter((provision) => securityRows.includes(provision) || cited.has(provision.citation))
    .map((provision) => {
      const controls = results.filter((result) => result.citations.includes(provision.citation));
      const decision = organization.decisions.find((entry) => entry.citation === provision.citation);
      return {
        citation: provision.citation,
        title: provision.title,
        designation: provision.designation,
        rule: provision.rule,
        controls: controls.map((result) => result.control),
        counts: countOutcomes(controls),
        ...(decision && { decision: recorded(decision) }),
      };
    });
}

/** The decision without the citation, which the row itself names. */
function recorded(given: AddressableDecision): NonNullable<CitationResult['decision']> {
  const { decision, reason, alternative, by, on, reviewDue } = given;
  return { decision, reason, ...(alternative && { alternative }), by, on, ...(reviewDue && { reviewDue }) };
}

function noticesOf(snapshot: Snapshot, results: readonly Result[], organization: Organization, at: string): string[] {
  const notices = [
    'This is a technical assessment of settings. It is not legal advice and not a certificate: no product or authority certifies HIPAA compliance.',
  ];
  const known = new Set(results.map((result) => result.control));
  for (const exception of organization.exceptions) {
    const result = results.find((entry) => entry.control === exception.control);
    if (result && !result.exception && result.outcome === 'pass')
      notices.push(`The exception for ${exception.control} is no longer needed: the control passes.`);
  }
  if (snapshot.takenAt.slice(0, 10) < at.slice(0, 10))
    notices.push(`The settings were read on ${snapshot.takenAt.slice(0, 10)}; what changed since is not in here.`);
  const read = Object.values(snapshot.sections).flatMap((section) =>
    section.status === 'read' ? [section.readAt] : [],
  );
  const earlier = read.filter((readAt) => millis(readAt) < millis(snapshot.takenAt)).sort();
  if (earlier.length > 0)
    notices.push(
      `Only what a change touched was read again: ${earlier.length} of ${read.length} sections are from before, the oldest from ${earlier[0]!.slice(0, 10)}.`,
    );
  const orphans = [...organization.exceptions, ...organization.attestations]
    .filter((entry) => !known.has(entry.control))
    .map((entry) => entry.control);
  if (orphans.length > 0)
    notices.push(`wardline.yaml speaks of controls that this run does not hold: ${[...new Set(orphans)].join(', ')}.`);
  return notices;
}

/** By the reader's digest; else section by section, because one text of a large tenant would double the memory of the run. */
function runId(snapshot: Snapshot, options: AssessOptions): string {
  const hash = createHash('sha256');
  const { organization, baseline, version } = options;
  const { tenant, takenAt, declared } = snapshot;
  hash.update(JSON.stringify([version, options.at.slice(0, 10), baseline, organization, tenant, takenAt, declared]));
  if (snapshot.digest) hash.update(snapshot.digest);
  else for (const section of Object.entries(snapshot.sections)) hash.update(JSON.stringify(section));
  return hash.digest('hex').slice(0, 16);
}
