import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noOrganization } from '../core/organization.ts';
import type { Journal, JournalEntry } from '../core/journal.ts';
import type { Plan, PlannedChange } from '../core/plan.ts';
import type { SectionReader } from '../core/reading.ts';
import { applyPlan } from './apply.ts';
import { planId } from './plan.ts';
import { liveTenant } from './tenant.ts';

const name = 'Wardline: MFA for everybody';
const change: PlannedChange = {
  ...{ id: 'c01', section: 'conditionalAccessPolicies', operation: 'create', match: { displayName: name } },
  ...{ values: { displayName: name, state: 'disabled' }, call: 'POST', summary: 'Create it', notice: 'Nobody.' },
  ...{ controls: ['x'], severity: 'high', citations: [], why: 'It is missing.', from: {}, stages: [], dependsOn: [] },
  undo: 'restore',
};

/** A directory that takes two policies of one name, and shows each only after so many further reads. */
function world(shownAfter: number) {
  const made: { record: Record<string, unknown>; reads: number }[] = [];
  const lines: JournalEntry[] = [];
  let [clock, tries] = [Date.parse('2026-11-20T12:00:00Z'), 0];
  const kill = { when: (_step: string): boolean => false };
  const lost = { answers: false, takes: true };
  const killed = () => Object.assign(new Error('killed'), { name: 'AbortError' });
  const reader: SectionReader = {
    ...{ id: 'policies', api: 'test', sections: ['conditionalAccessPolicies'], missingRoles: [] },
    async read() {
      for (const policy of made) policy.reads += 1;
      return {
        conditionalAccessPolicies: made.filter(({ reads }) => reads > shownAfter).map(({ record }) => record),
      };
    },
    async write({ values }) {
      tries += 1;
      if (lost.takes) made.push({ record: { ...values }, reads: 0 });
      if (kill.when('taken')) throw killed();
      if (lost.answers)
        throw Object.assign(new Error('The answer was lost.'), { code: 'cut-off', facts: { mayHaveRun: true } });
    },
  };
  const journal: Journal = {
    claim: () => Promise.resolve(),
    release: () => Promise.resolve(),
    async record(line) {
      lines.push(line);
      if (kill.when(line.step)) throw killed();
    },
    entries: () => Promise.resolve([...lines]),
  };
  const body = {
    ...{ tenant: { id: 't', name: 'Clinic' }, baseline: 'clinic', takenAt: '', createdAt: '' },
    ...{ changes: [change], refused: [], byHand: [], worsens: [] },
  };
  const plan: Plan = { kind: 'wardline.plan', version: 1, id: planId(body), ...body };
  const now = () => new Date(clock).toISOString();
  const apply = () =>
    applyPlan({
      ...{ plan, run: 'run-1', by: 'dana@example.com', journal, organization: noOrganization, now },
      tenant: liveTenant({
        ...{ tenant: { id: 't', name: 'Clinic', cloud: 'commercial' }, readers: [reader], now },
        wait: async (ms) => void (clock += ms),
      }),
    });
  const killAt = async (step: string) => {
    kill.when = (reached) => reached === step;
    await assert.rejects(apply(), { name: 'AbortError' });
    kill.when = () => false;
  };
  return { made, lines, lost, apply, killAt, tries: () => tries, later: (ms: number) => (clock += ms) };
}

describe('an object that the directory shows late', () => {
  for (const step of ['taken', 'written'])
    it(`I-2: is made once when the process was killed right after it was ${step}`, async () => {
      const { made, apply, killAt } = world(5);
      await killAt(step);
      const { changes } = await apply();
      assert.equal(changes[0]!.step, 'done');
      assert.equal(made.length, 1);
    });

  it('is made by the next run when it never was', async () => {
    const { made, lost, apply, killAt } = world(1);
    lost.takes = false;
    await killAt('taken');
    lost.takes = true;
    assert.equal((await apply()).changes[0]!.step, 'done');
    assert.equal(made.length, 1);
  });

  it('is looked for anew after each try, however long ago the first was', async () => {
    const { made, lost, apply, killAt, later } = world(5);
    lost.takes = false;
    await killAt('intended');
    later(3_600_000);
    lost.takes = true;
    await killAt('taken');
    assert.equal((await apply()).changes[0]!.step, 'done');
    assert.equal(made.length, 1);
  });

  it('is not made a second time when the service took it and does not show it: that is said', async () => {
    const { made, apply, killAt } = world(1000);
    await killAt('written');
    const [only] = (await apply()).changes;
    assert.equal(only!.step, 'failed');
    assert.match(only!.reason!, /not made a second time: look for it in the admin center/);
    assert.equal(made.length, 1);
  });

  it('counts as made when its answer was lost and it is there, and as failed when it is not', async () => {
    const there = world(2);
    there.lost.answers = true;
    assert.equal((await there.apply()).changes[0]!.step, 'done');
    assert.deepEqual(
      there.lines.map(({ step }) => step),
      ['intended', 'written', 'done'],
    );
    const gone = world(0);
    Object.assign(gone.lost, { answers: true, takes: false });
    const [only] = (await gone.apply()).changes;
    assert.equal(only!.reason, 'The answer was lost.');
    assert.equal(gone.tries(), 1);
  });

  it('a journal that takes no line ends the run; it is no failure of the change', async () => {
    const { made, lines, apply } = world(0);
    Object.defineProperty(lines, 'push', {
      value: () => {
        throw Object.assign(new Error('connection lost'), { code: 'store-unavailable' });
      },
    });
    await assert.rejects(apply(), { code: 'store-unavailable' });
    assert.equal(made.length, 0, 'nothing is written that the journal does not know of');
  });
});
