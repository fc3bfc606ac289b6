import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { type Organization, type Ring, noOrganization } from '../core/organization.ts';
import { planRing } from './rollout-plan.ts';
import { rolloutState } from './rollout-state.ts';
import type { Judged } from './tuning.ts';

const at = '2026-11-21T08:00:00.000Z';
const pilot = 'pilot@clinic.example.com';
const ring = (name: string, more: Partial<Ring> = {}): Ring => ({
  ...{ name, groups: [], sites: [], mode: 'enforce', days: 14, precision: 0.9, verdicts: 2 },
  ...more,
});
const rings = [ring('Pilot', { groups: [pilot], mode: 'test' }), ring('All')];
const organization: Organization = { ...noOrganization, phi: { ...noOrganization.phi, rollout: { rings } } };
const policy = (more: Record<string, unknown> = {}) => ({
  ...{ name: 'Protect PHI', guid: 'g1', mode: 'TestWithNotifications', enabled: true },
  ...{ exchangeLocation: ['All'], exchangeSenderMemberOf: [pilot], sharePointLocation: [], oneDriveLocation: [] },
  ...{ teamsLocation: [], endpointDlpLocation: [], whenChanged: '2026-11-07T08:00:00.000Z' },
  ...more,
});
const rule = { name: 'R', parentPolicyName: 'Protect PHI', disabled: false };
const snapshotOf = (...policies: object[]) => tenant({ dlpPolicies: policies, dlpRules: [rule] }).snapshot;
const judged = (right: number, wrong: number): Judged[] =>
  [...Array(right).fill('true'), ...Array(wrong).fill('false')].map((verdict: 'true' | 'false') => ({
    ...{ verdict, confidence: 75, count: 1 },
  }));

describe('the gate of a ring', () => {
  const cases: Record<string, { given?: Record<string, unknown>; judged: Judged[]; open: boolean[] }> = {
    'after its days with right hits': { judged: judged(9, 1), open: [true, true, true] },
    'a day early': {
      given: { whenChanged: '2026-11-07T08:00:01.000Z' },
      judged: judged(9, 1),
      open: [false, true, true],
    },
    'with noise': { judged: judged(8, 2), open: [true, true, false] },
    'with too few judged': { judged: judged(1, 0), open: [true, false, true] },
    'with nothing judged': { judged: [], open: [true, false, false] },
    'of a policy whose age is not known': {
      given: { whenChanged: null },
      judged: judged(9, 1),
      open: [false, true, true],
    },
  };
  for (const [name, { given, judged: verdicts, open }] of Object.entries(cases))
    it(`S3-32: ${name}`, () => {
      const state = rolloutState(snapshotOf(policy(given)), organization, verdicts, at);
      assert.equal(state.ring?.name, 'Pilot');
      assert.deepEqual(
        state.gate.map((part) => part.open),
        open,
      );
    });

  it('S3-32: the policies stand where the last of them stands', () => {
    const wide = { exchangeSenderMemberOf: [], mode: 'Enable' };
    const mail = policy({ name: 'Protect PHI in mail', guid: 'g2', ...wide });
    assert.equal(rolloutState(snapshotOf(policy(), mail), organization, [], at).ring?.name, 'Pilot');
    const plan = planRing(snapshotOf(policy(), mail), rings[1]!, { organization, baseline: 'clinic', at });
    assert.deepEqual(
      plan.changes.map(({ match, values }) => [match, values]),
      [[{ guid: 'g1' }, { exchangeSenderMemberOf: [], sharePointLocation: ['All'], mode: 'Enable' }]],
    );
    assert.match(plan.changes[0]!.call, /-ExchangeSenderMemberOf \$null -AddSharePointLocation All -Mode Enable$/);
  });

  it('S3-32: a policy that somebody widened by hand stands in no ring, and is not moved', () => {
    const snapshot = snapshotOf(policy({ exchangeSenderMemberOf: ['others@clinic.example.com'] }));
    const state = rolloutState(snapshot, organization, [], at);
    assert.deepEqual([state.ring, state.next], [undefined, undefined]);
    assert.throws(() => planRing(snapshot, rings[1]!, { organization, baseline: 'clinic', at }), { code: 'conflict' });
  });

  it('S3-32: a policy in force is not brought back to test mode', () => {
    const strict = policy({ mode: 'Enable' });
    const tested = [rings[0]!, ring('More', { groups: [pilot, 'b@clinic.example.com'], mode: 'test' }), ring('All')];
    const declared = { ...organization, phi: { ...organization.phi, rollout: { rings: tested } } };
    const { changes } = planRing(snapshotOf(strict), tested[1]!, { organization: declared, baseline: 'clinic', at });
    assert.deepEqual(changes[0]?.values, { exchangeSenderMemberOf: [pilot, 'b@clinic.example.com'] });
  });

  it('S3-32: without rings or policies it says what to do', () => {
    assert.throws(() => rolloutState(snapshotOf(policy()), noOrganization, [], at), /No rings are declared/);
    assert.throws(() => rolloutState(snapshotOf(), organization, [], at), /none of the DLP policies/);
  });
});
