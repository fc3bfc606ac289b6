import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { start, world } from '../../test/world.ts';
import { deviceCodeFlowBlocked } from '../controls/entra/device-code-flow-blocked.ts';
import { legacyAuthenticationBlocked } from '../controls/entra/legacy-authentication-blocked.ts';
import { mfaForAllUsers } from '../controls/entra/mfa-for-all-users.ts';
import { securityDefaultsOrConditionalAccess } from '../controls/entra/security-defaults-or-conditional-access.ts';
import { advancePlan } from './advance.ts';
import { applyPlan } from './apply.ts';
import { undoRun } from './undo.ts';

type World = ReturnType<typeof world>;
const policies = (made: World) =>
  (made.data('conditionalAccessPolicies') as { displayName: string; state: string }[]).map(({ state }) => state);
const defaults = (made: World) => (made.data('securityDefaults') as { isEnabled: boolean }).isEnabled;
const reportOnly = 'enabledForReportingButNotEnforced';

describe('stages', () => {
  const settings = { ...start, securityDefaults: { isEnabled: false } };

  it('report-only first, enforced only after its days, and undone whole', async () => {
    const made = world(settings, [legacyAuthenticationBlocked]);
    await applyPlan(made.options);
    assert.deepEqual(policies(made), [reportOnly]);
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
});

describe('the swap of security defaults', () => {
  const chosen = [
    deviceCodeFlowBlocked,
    legacyAuthenticationBlocked,
    mfaForAllUsers,
    securityDefaultsOrConditionalAccess,
  ];
  const only = ['entra.device-code-flow-blocked'];

  it('S3-24: a plan that enforces any policy brings MFA for everybody and the block of legacy authentication', () => {
    const { plan } = world(start, chosen, { only });
    assert.deepEqual(
      plan.changes.map(({ controls, dependsOn }) => [controls[0], dependsOn]),
      [
        ['entra.security-defaults-or-conditional-access', ['c02', 'c03']],
        ['entra.legacy-authentication-blocked', []],
        ['entra.mfa-for-all-users', []],
        ['entra.device-code-flow-blocked', []],
      ],
    );
  });

  it('without a known license nothing is enforced beside the defaults', () => {
    const { servicePlans: _plans, ...unknown } = start;
    const { plan } = world(unknown, chosen, { only });
    assert.deepEqual(plan.changes, []);
    assert.match(plan.refused[0]!.why, /not known/);
  });

  it('the defaults stay on for the report-only days, and go in the run that enforces', async () => {
    const made = world(start, chosen, { only });
    await applyPlan(made.options);
    assert.deepEqual([defaults(made), policies(made)], [true, [reportOnly, reportOnly, reportOnly]]);
    made.later(6);
    assert.deepEqual((await advancePlan(made.options)).changes, []);
    made.later(1);
    const { changes } = await advancePlan(made.options);
    assert.deepEqual(
      changes.map(({ step }) => step),
      ['done', 'done', 'done', 'done'],
    );
    assert.deepEqual([defaults(made), policies(made)], [false, ['enabled', 'enabled', 'enabled']]);
  });

  it('undone, the policies go first and the defaults come back', async () => {
    const made = world(start, chosen, { only });
    await applyPlan(made.options);
    made.later(7);
    await advancePlan(made.options);
    const { changes } = await undoRun({ ...made.options, run: 'undo-1', undoes: 'run-1' });
    assert.deepEqual(
      changes.map(({ id, step }) => [id, step]),
      [
        ['c04', 'undone'],
        ['c03', 'undone'],
        ['c02', 'undone'],
        ['c01', 'undone'],
      ],
    );
    assert.deepEqual([defaults(made), policies(made)], [true, []]);
  });

  it('when MFA for everybody cannot be enforced, nothing is, and the defaults come back', async () => {
    const made = world(start, chosen, { only });
    await applyPlan(made.options);
    made.later(7);
    made.faults.write = (change) => {
      if (change.values?.['state'] === 'enabled' && /MFA/.test(change.summary))
        throw Object.assign(new Error('Graph refused.'), { code: 'conflict' });
    };
    const result = await advancePlan(made.options);
    assert.ok(result.changes.some(({ step }) => step === 'failed'));
    assert.match(result.waiting![0]!.why, /stay on until/);
    assert.deepEqual([defaults(made), policies(made)], [true, [reportOnly, reportOnly, reportOnly]]);
    // The days begin anew, and then it goes.
    made.faults.write = () => {};
    made.later(7);
    await advancePlan(made.options);
    assert.deepEqual([defaults(made), policies(made)], [false, ['enabled', 'enabled', 'enabled']]);
  });

  it('a policy that was not brought in holds back the swap and every other policy', async () => {
    const made = world(start, chosen, { only });
    made.faults.write = (change) => {
      if (/MFA/.test(change.summary)) throw Object.assign(new Error('Graph refused.'), { code: 'conflict' });
    };
    await applyPlan(made.options);
    made.later(30);
    const result = await advancePlan(made.options);
    assert.deepEqual(result.changes, []);
    assert.equal(result.waiting?.length, 3);
    assert.deepEqual([defaults(made), policies(made)], [true, [reportOnly, reportOnly]]);
  });
});
