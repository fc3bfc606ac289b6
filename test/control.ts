import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyChanges } from '../src/core/change.ts';
import type { Control } from '../src/core/control.ts';
import type { JudgedOutcome } from '../src/core/outcome.ts';
import { type Snapshot, sectionOf } from '../src/core/snapshot.ts';
import type { Verdict } from '../src/core/verdict.ts';
import { contextFor, judge, settingsFor } from '../src/engine/judge.ts';
import { type TenantCase, tenant } from './tenant.ts';

interface Expected {
  /** Names of exactly the resources that the verdict must list. */
  resources?: string[];
  why?: RegExp;
  wouldPassIf?: RegExp;
  /** Verdicts on SCuBA policies. */
  policies?: Record<string, JudgedOutcome>;
}
type Case = TenantCase | [TenantCase, Expected];

interface Cases {
  pass?: Record<string, Case>;
  fail?: Record<string, Case>;
  partial?: Record<string, Case>;
  'not-applicable'?: Record<string, Case>;
  'not-licensed'?: Record<string, Case>;
  unknown?: Record<string, Case>;
}

/**
 * Proves one control by named cases, and what must hold for every control: at least one pass and one fail, no
 * mutation of the settings, each fail names an object, absent sections and fields give unknown, and the changes
 * cure every fail they are offered for and change nothing the second time.
 */
export function testControl(control: Control, cases: Cases): void {
  describe(control.id, () => {
    if (control.evaluate) {
      it('has a pass and a fail case', () => {
        assert.ok(Object.keys(cases.pass ?? {}).length > 0, 'no pass case');
        assert.ok(Object.keys(cases.fail ?? {}).length + Object.keys(cases.partial ?? {}).length > 0, 'no fail case');
      });
      it('is unknown when nothing was collected', () => {
        assert.equal(verdictOn(control, tenant({})).outcome, 'unknown');
      });
      for (const [name, entry] of Object.entries(cases.pass ?? {})) unknownWithoutEach(control, name, caseOf(entry)[0]);
    } else {
      attestedOnly(control);
    }
    for (const [outcome, group] of Object.entries(cases)) {
      for (const [name, entry] of Object.entries((group ?? {}) as Record<string, Case>)) {
        it(`${outcome}: ${name}`, () => check(control, outcome as JudgedOutcome, ...caseOf(entry)));
      }
    }
  });
}

function check(control: Control, outcome: JudgedOutcome, given: TenantCase, expected: Expected): void {
  const before = structuredClone(given.snapshot);
  const verdict = verdictOn(control, given);
  assert.equal(verdict.outcome, outcome, verdict.why);
  assert.ok(verdict.why.length > 0, 'no reason given');
  assert.deepEqual(given.snapshot, before, 'evaluate changed its input');
  if (outcome === 'fail' || outcome === 'partial') assert.ok(verdict.resources.length > 0, 'names no object');
  for (const resource of verdict.resources) {
    assert.ok(
      resource.id && resource.name && resource.expected && resource.actual,
      `incomplete evidence: ${JSON.stringify(resource)}`,
    );
    assert.ok(
      [...control.reads.map(sectionOf), ...control.mayRead].includes(sectionOf(resource.readFrom)),
      `${resource.readFrom} is not read by the control`,
    );
  }
  if (expected.resources)
    assert.deepEqual(verdict.resources.map((resource) => resource.name).sort(), [...expected.resources].sort());
  if (expected.why) assert.match(verdict.why, expected.why);
  if (expected.wouldPassIf) assert.match(verdict.wouldPassIf ?? '', expected.wouldPassIf);
  for (const [id, wanted] of Object.entries(expected.policies ?? {})) {
    assert.ok(
      control.references.some((reference) => reference.id === id),
      `${id} is not among the references`,
    );
    assert.equal(verdict.policies?.[id] ?? verdict.outcome, wanted, id);
  }
  if (outcome === 'fail' || outcome === 'partial') changesCure(control, given);
}

function changesCure(control: Control, given: TenantCase): void {
  if (!control.changes) return;
  const offered = changesOn(control, given, given.snapshot);
  if (offered.length === 0) return;
  const after = applyChanges(given.snapshot, offered);
  const cured = verdictOn(control, { ...given, snapshot: after });
  assert.equal(cured.outcome, 'pass', `after its changes: ${cured.why}`);
  const again = changesOn(control, given, after);
  assert.deepEqual(applyChanges(after, again).sections, after.sections, 'applying twice changes something');
}

function changesOn(control: Control, given: TenantCase, snapshot: Snapshot) {
  return control.changes!(settingsFor(control, snapshot), contextFor(control, snapshot, judgingOf(control, given)));
}

/** The control's verdict on a case. */
export function verdictOn(control: Control, given: TenantCase): Verdict {
  const { verdict, fault } = judge(control, given.snapshot, judgingOf(control, given));
  // The engine turns a unit that breaks into unknown; a test must see that it broke.
  if (fault) throw fault;
  return verdict;
}

function judgingOf(control: Control, given: TenantCase) {
  const defaults = Object.fromEntries(
    Object.entries(control.parameters).map(([name, parameter]) => [name, parameter.default]),
  );
  return {
    organization: given.organization,
    parameters: { ...defaults, ...given.parameters },
    at: given.snapshot.takenAt,
  };
}

function unknownWithoutEach(control: Control, name: string, given: TenantCase): void {
  for (const key of control.reads) {
    it(`unknown: ${name}, without ${key}`, () => {
      const [sectionName, field] = [sectionOf(key), key.split('.')[1]];
      const section = given.snapshot.sections[sectionName];
      assert.ok(section.status === 'read', `the pass case does not give ${sectionName}`);
      if (field && Array.isArray(section.data) && section.data.length === 0) return;
      const without = field
        ? { ...section, data: dropped(section.data, field) }
        : { status: 'unavailable', reason: 'no-permission', detail: 'No permission.', call: section.call };
      const snapshot = {
        ...given.snapshot,
        sections: { ...given.snapshot.sections, [sectionName]: without },
      } as Snapshot;
      assert.equal(verdictOn(control, { ...given, snapshot }).outcome, 'unknown');
    });
  }
}

function dropped(data: unknown, field: string): unknown {
  const drop = (record: unknown) =>
    Object.fromEntries(Object.entries(record as object).filter(([key]) => key !== field));
  return Array.isArray(data) ? data.map(drop) : drop(data);
}

function attestedOnly(control: Control): void {
  it('asks a person: question, proof and how long an answer counts', () => {
    assert.ok(
      control.attest && control.attest.question.endsWith('?') && control.attest.proof && control.attest.validDays > 0,
    );
  });
  it('is unknown until somebody attests it', () => {
    assert.equal(verdictOn(control, tenant({})).outcome, 'unknown');
  });
}

function caseOf(entry: Case): [TenantCase, Expected] {
  return Array.isArray(entry) ? entry : [entry, {}];
}
