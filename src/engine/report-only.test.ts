import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import type { PlannedChange } from '../core/plan.ts';
import type { SignIn } from '../core/sign-in.ts';
import { type ReportOnlyOptions, measureReportOnly } from './report-only.ts';

const since = '2026-11-02T08:00:00.000Z';
const change: PlannedChange = {
  ...{ id: 'c01', section: 'conditionalAccessPolicies', operation: 'create', controls: ['entra.mfa-for-all-users'] },
  ...{ match: { displayName: 'Wardline: MFA' }, values: { displayName: 'Wardline: MFA', state: 'enabled' } },
  ...{ call: 'POST', summary: 'Create', notice: 'Everyone.', undo: 'restore', severity: 'high', citations: [] },
  ...{ why: 'Open.', from: {}, stages: [], dependsOn: [] },
};
const signIn = (result: string | undefined, more: Partial<SignIn> = {}): SignIn => ({
  ...{ id: 's', at: '2026-11-09T13:10:00Z', user: { id: 'u1', name: 'Nora Nurse', principalName: 'n@example.com' } },
  ...{ app: { id: 'a', name: 'Outlook' }, clientAppUsed: 'Browser', errorCode: 0 },
  device: { id: '', operatingSystem: 'iOS 18', platform: 'iOS', compliant: false, managed: false },
  applied: result === undefined ? [] : [{ id: 'p', name: 'Wardline: MFA', result }],
  ...more,
});
const { snapshot } = tenant({
  userRegistrationDetails: [
    { id: 'u1', isMfaCapable: true, methodsRegistered: ['microsoftAuthenticatorPush'] },
    { id: 'u2', isMfaCapable: false, methodsRegistered: [] },
  ],
});
const measure = async (signIns: SignIn[], options: Partial<ReportOnlyOptions> = {}) => {
  const all = { now: '2026-11-09T14:00:00.000Z', snapshot, ...options };
  const [found] = await measureReportOnly([{ change, since, minimumDays: 7 }], signIns, all);
  return found!;
};

describe('report-only measurement', () => {
  const unregistered = { user: { id: 'u2', name: 'Ned New', principalName: 'new@example.com' } };
  const cases: Record<string, [SignIn[], Partial<ReportOnlyOptions>, allowed: boolean, why: RegExp]> = {
    'nobody is stopped': [
      [signIn('reportOnlySuccess'), signIn('reportOnlyNotApplied')],
      {},
      true,
      /none of 2 sign-ins/,
    ],
    'a prompt that can be answered stops nobody': [
      [signIn('reportOnlyInterrupted')],
      {},
      true,
      /none of 1 sign-ins\. 1 would have met a prompt/,
    ],
    'a prompt that cannot be answered stops': [
      [signIn('reportOnlyInterrupted', unregistered)],
      {},
      false,
      /stopped 1 person in 1 of 1/,
    ],
    'somebody is stopped': [
      [signIn('reportOnlyFailure'), signIn('reportOnlySuccess')],
      {},
      false,
      /1 person in 1 of 2/,
    ],
    'somebody is stopped, accepted with a reason': [
      [signIn('reportOnlyFailure')],
      { accepted: 'Her phone is enrolled today.' },
      true,
      /Accepted: Her phone is enrolled today\./,
    ],
    'a blank reason accepts nothing': [[signIn('reportOnlyFailure')], { accepted: ' ' }, false, /1 person/],
    'the days have not passed': [
      [signIn('reportOnlySuccess')],
      { now: '2026-11-08T14:00:00.000Z', accepted: 'now' },
      false,
      /Report-only for 6 of 7 days/,
    ],
    'the policy judged nothing': [[signIn(undefined)], {}, false, /no sign-in that this policy has judged/],
    'sign-ins before the stage do not count': [
      [signIn('reportOnlyFailure', { at: '2026-11-01T00:00:00Z' })],
      {},
      false,
      /no sign-in/,
    ],
    'sign-ins that failed anyway do not count': [
      [signIn('reportOnlyFailure', { errorCode: 50126 })],
      {},
      false,
      /no sign-in/,
    ],
  };
  for (const [name, [signIns, options, allowed, why]] of Object.entries(cases))
    it(`S3-16: ${name}: ${allowed ? 'may be enforced' : 'stays report-only'}`, async () => {
      const found = await measure(signIns, options);
      assert.equal(found.allowed, allowed, found.why);
      assert.match(found.why, why);
    });

  it('S3-16: names who would have been stopped, with the first time', async () => {
    const { people } = await measure(
      [signIn('reportOnlyFailure'), signIn('reportOnlyFailure', { at: '2026-11-03T13:10:00Z' })],
      { timeZone: 'America/Chicago' },
    );
    assert.deepEqual(
      people.map(({ name, signIns, first }) => [name, signIns, first.when, first.device]),
      [['Nora Nurse', 2, 'Tuesday 07:10', 'unmanaged phone (iOS 18)']],
    );
  });
});
