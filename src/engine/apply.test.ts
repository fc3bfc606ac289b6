import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant as tenantCase } from '../../test/tenant.ts';
import { clinic } from '../controls/baselines/clinic.ts';
import { legacyAuthenticationBlocked } from '../controls/entra/legacy-authentication-blocked.ts';
import { remoteDomainForwardingOff } from '../controls/exchange/remote-domain-forwarding-off.ts';
import { applyChanges } from '../core/change.ts';
import type { Control } from '../core/control.ts';
import { WardlineError } from '../core/errors.ts';
import type { Journal, JournalEntry } from '../core/journal.ts';
import type { SectionReader } from '../core/reading.ts';
import type { SectionName, Snapshot } from '../core/snapshot.ts';
import { type ApplyOptions, advancePlan, applyPlan } from './apply.ts';
import { makePlan } from './plan.ts';
import { liveTenant } from './tenant.ts';
import { undoRun } from './undo.ts';

const breakGlass = ['bg1@example.com'];
const start = {
  remoteDomains: [
    { identity: 'Default', domainName: '*', autoForwardEnabled: true },
    { identity: 'Lab', domainName: 'lab.example.com', autoForwardEnabled: true },
  ],
  conditionalAccessPolicies: [] as unknown[],
  securityDefaults: { isEnabled: true },
};

/** A tenant in memory behind the same readers that a connector gives, with faults on demand. */
function world(
  settings: Parameters<typeof tenantCase>[0] = start,
  chosen: readonly Control[] = [remoteDomainForwardingOff],
) {
  const given = tenantCase(settings, { organization: { breakGlass } });
  const plan = makePlan(given.snapshot, {
    controls: chosen,
    organization: given.organization,
    baseline: clinic,
    at: '2026-11-20T12:00:00.000Z',
  });
  let state: Snapshot = given.snapshot;
  let clock = Date.parse('2026-11-20T12:00:00.000Z');
  const writes: string[] = [];
  const lines: JournalEntry[] = [];
  let holder: string | undefined;
  const faults: { afterWrite?: () => void; record?: (line: JournalEntry, count: number) => void; write?: () => void } =
    {};
  const data = (name: SectionName) => {
    const section = state.sections[name];
    return section.status === 'read' ? section.data : undefined;
  };
  const readers: SectionReader[] = (['remoteDomains', 'conditionalAccessPolicies', 'securityDefaults'] as const).map(
    (name) => ({
      id: name,
      api: 'test',
      sections: [name],
      missingRoles: [],
      read: async () => ({ [name]: structuredClone(data(name)) }),
      write: async (change) => {
        faults.write?.();
        writes.push(change.summary);
        state = applyChanges(state, [change]);
        faults.afterWrite?.();
      },
    }),
  );
  const journal: Journal = {
    async claim({ id }) {
      if (holder && holder !== id) throw new WardlineError('conflict', 'Another run holds the tenant.');
      holder = id;
    },
    async record(line) {
      faults.record?.(line, lines.length);
      lines.push(structuredClone(line));
    },
    async entries(run) {
      return lines.filter((line) => line.run === run);
    },
    async release() {
      holder = undefined;
    },
  };
  const now = () => new Date(clock).toISOString();
  const options: ApplyOptions = {
    plan,
    run: 'run-1',
    by: 'dana@example.com',
    tenant: liveTenant({ tenant: given.snapshot.tenant, readers, now, wait: async () => {}, patience: [0, 0] }),
    journal,
    organization: given.organization,
    now,
  };
  return {
    plan,
    options,
    writes,
    lines,
    faults,
    journal,
    state: () => state,
    data,
    later: (days: number) => (clock += days * 86_400_000),
    change: (given: Parameters<typeof applyChanges>[1]) => (state = applyChanges(state, given)),
  };
}

const forwarding = (made: ReturnType<typeof world>) =>
  (made.data('remoteDomains') as { autoForwardEnabled: boolean }[]).map((domain) => domain.autoForwardEnabled);
const steps = (lines: readonly JournalEntry[]) => lines.map((line) => `${line.change} ${line.step}`);

describe('apply', () => {
  it('I-2: journals before and after each write, reads back, and undo brings the first state back', async () => {
    const made = world();
    const before = structuredClone(made.state().sections);
    const result = await applyPlan(made.options);
    assert.deepEqual(
      result.changes.map((change) => change.step),
      ['done', 'done'],
    );
    assert.deepEqual(steps(made.lines), [
      'c01 intended',
      'c01 written',
      'c01 done',
      'c02 intended',
      'c02 written',
      'c02 done',
    ]);
    assert.deepEqual(forwarding(made), [false, false]);
    const undone = await undoRun({ ...made.options, run: 'undo-1', undoes: 'run-1' });
    assert.deepEqual(
      undone.changes.map((change) => change.step),
      ['undone', 'undone'],
    );
    assert.deepEqual(made.state().sections, before);
  });

  it('applied twice, writes once', async () => {
    const made = world();
    await applyPlan(made.options);
    await applyPlan(made.options);
    assert.equal(made.writes.length, 2);
  });

  for (let point = 0; point < 6; point += 1) {
    it(`killed at journal point ${point}, the same run goes on: nothing lost, nothing written twice in effect`, async () => {
      const made = world();
      made.faults.record = (_line, count) => {
        if (count === point) throw Object.assign(new Error('killed'), { name: 'AbortError' });
      };
      await assert.rejects(applyPlan(made.options), { name: 'AbortError' });
      made.faults.record = undefined;
      const result = await applyPlan(made.options);
      assert.ok(
        result.changes.every((change) => change.step === 'done' || change.step === 'already'),
        JSON.stringify(result.changes),
      );
      assert.deepEqual(forwarding(made), [false, false]);
      const undone = await undoRun({ ...made.options, run: 'undo-1', undoes: 'run-1' });
      assert.ok(undone.changes.every((change) => change.step === 'undone'));
      assert.deepEqual(
        forwarding(made),
        [true, true],
        'undo knows the values before the first write, also after a crash',
      );
    });
  }

  it('killed after the API took a created object, makes no second one', async () => {
    const made = world({ ...start, securityDefaults: { isEnabled: false } }, [legacyAuthenticationBlocked]);
    assert.equal(made.plan.changes.length, 1);
    made.faults.afterWrite = () => {
      throw Object.assign(new Error('killed'), { name: 'AbortError' });
    };
    await assert.rejects(applyPlan(made.options), { name: 'AbortError' });
    made.faults.afterWrite = undefined;
    await applyPlan(made.options);
    assert.equal((made.data('conditionalAccessPolicies') as unknown[]).length, 1);
  });

  it('a failed write is recorded, the others go on', async () => {
    const made = world();
    let calls = 0;
    made.faults.write = () => {
      calls += 1;
      if (calls === 1) throw Object.assign(new Error('Exchange refused (request 7).'), { code: 'forbidden' });
    };
    const result = await applyPlan(made.options);
    assert.deepEqual(
      result.changes.map((change) => [change.step, change.reason]),
      [
        ['failed', 'Exchange refused (request 7).'],
        ['done', undefined],
      ],
    );
  });

  it('an unforeseen fault is not quoted', async () => {
    const made = world();
    made.faults.write = () => {
      throw new TypeError('Invented Person');
    };
    const result = await applyPlan(made.options);
    assert.ok(result.changes.every((change) => change.step === 'failed' && !/Invented/.test(change.reason ?? '')));
  });

  it('refuses the plan of another tenant, an edited plan, and one that asks for two people', async () => {
    const made = world();
    const refused = (options: Partial<ApplyOptions>, code: string) =>
      assert.rejects(
        applyPlan({ ...made.options, ...options }),
        (error) => error instanceof WardlineError && error.code === code,
      );
    await refused({ plan: { ...made.plan, tenant: { id: 'other', name: 'Other' } } }, 'stale-plan');
    await refused({ plan: { ...made.plan, changes: made.plan.changes.slice(1) } }, 'stale-plan');
    await refused({ organization: { ...made.options.organization, approvals: { people: 2 } } }, 'not-permitted');
    assert.equal(made.writes.length, 0);
  });

  it('refuses a stale plan before the first write', async () => {
    const made = world();
    made.change([
      {
        section: 'remoteDomains',
        operation: 'set',
        match: { domainName: 'lab.example.com' },
        values: { autoForwardEnabled: null },
        call: '',
        summary: '',
        notice: '',
        undo: 'restore',
      },
    ]);
    await assert.rejects(
      applyPlan(made.options),
      (error) => error instanceof WardlineError && error.code === 'stale-plan' && error.exit === 7,
    );
    assert.equal(made.writes.length, 0);
  });

  it('a setting that somebody already put right is left and said so', async () => {
    const made = world();
    made.change([
      {
        section: 'remoteDomains',
        operation: 'set',
        match: { domainName: '*' },
        values: { autoForwardEnabled: false },
        call: '',
        summary: '',
        notice: '',
        undo: 'restore',
      },
    ]);
    const result = await applyPlan(made.options);
    assert.deepEqual(
      result.changes.map((change) => change.step),
      ['already', 'done'],
    );
    const undone = await undoRun({ ...made.options, run: 'undo-1', undoes: 'run-1' });
    assert.equal(undone.changes.length, 1, 'what the run did not write, undo does not touch');
  });

  it('two applies at once: the second is refused', async () => {
    const made = world();
    await made.journal.claim({ id: 'run-2', plan: 'p', tenant: 't', by: 'x', at: '2026-11-20T12:00:00.000Z' });
    await assert.rejects(
      applyPlan(made.options),
      (error) => error instanceof WardlineError && error.code === 'conflict',
    );
  });
});

describe('stages', () => {
  const policies = (made: ReturnType<typeof world>) =>
    (made.data('conditionalAccessPolicies') as { state: string }[]).map((policy) => policy.state);
  const settings = { ...start, securityDefaults: { isEnabled: false } };

  it('report-only first, enforced only after its days, and undone whole', async () => {
    const made = world(settings, [legacyAuthenticationBlocked]);
    await applyPlan(made.options);
    assert.deepEqual(policies(made), ['enabledForReportingButNotEnforced']);
    made.later(6);
    assert.deepEqual((await advancePlan(made.options)).changes, []);
    made.later(1);
    assert.deepEqual(
      (await advancePlan(made.options)).changes.map((change) => [change.stage, change.step]),
      [['enforced', 'done']],
    );
    assert.deepEqual(policies(made), ['enabled']);
    assert.deepEqual((await advancePlan(made.options)).changes, []);
    await undoRun({ ...made.options, run: 'undo-1', undoes: 'run-1' });
    assert.deepEqual(policies(made), []);
  });

  it('security defaults stay on until the swap, and come back when nothing could be enforced', async () => {
    const made = world(settings, [legacyAuthenticationBlocked]);
    await applyPlan(made.options);
    made.change([
      {
        section: 'securityDefaults',
        operation: 'set',
        values: { isEnabled: true },
        call: '',
        summary: '',
        notice: '',
        undo: 'restore',
      },
    ]);
    made.later(8);
    let calls = 0;
    made.faults.write = () => {
      calls += 1;
      if (calls === 2) throw Object.assign(new Error('Graph refused.'), { code: 'conflict' });
    };
    const result = await advancePlan(made.options);
    assert.deepEqual(
      result.changes.map((change) => change.step),
      ['failed'],
    );
    assert.deepEqual(made.data('securityDefaults'), { isEnabled: true });
  });
});
