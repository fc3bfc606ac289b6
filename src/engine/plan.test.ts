import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { remoteDomainForwardingOff } from '../controls/exchange/remote-domain-forwarding-off.ts';
import { legacyAuthenticationBlocked } from '../controls/entra/legacy-authentication-blocked.ts';
import { clinic } from '../controls/baselines/clinic.ts';
import { controls } from '../controls/index.ts';
import { type Control, defineControl } from '../core/control.ts';
import type { Organization } from '../core/organization.ts';
import { fail, pass } from '../core/verdict.ts';
import { afterPlan, makePlan, planId } from './plan.ts';
import { equal } from './values.ts';

const at = '2026-11-20T12:00:00.000Z';
const open = { remoteDomains: [{ identity: 'Default', domainName: '*', autoForwardEnabled: true }] };
function plan(
  settings: Parameters<typeof tenant>[0],
  chosen: readonly Control[],
  organization: Partial<Organization> = {},
) {
  const given = tenant(settings, { organization });
  return {
    snapshot: given.snapshot,
    plan: makePlan(given.snapshot, { controls: chosen, organization: given.organization, baseline: clinic, at }),
  };
}
const wanting = (id: string, value: boolean) =>
  defineControl({
    ...remoteDomainForwardingOff,
    id,
    aliases: [id],
    parameters: {},
    reads: ['remoteDomains'],
    evaluate: ({ remoteDomains }) =>
      fail('On.', [
        { id: 'x', name: remoteDomains[0]!.domainName!, expected: 'a', actual: 'b', readFrom: 'remoteDomains' },
      ]),
    changes: () => [
      {
        section: 'remoteDomains',
        operation: 'set',
        match: { domainName: '*' },
        values: { autoForwardEnabled: value },
        call: 'call',
        summary: `set ${value}`,
        notice: 'n',
        undo: 'restore',
      },
    ],
  });

describe('plan', () => {
  it('I-2: shows what, from what to what, why with citation, who notices and how to undo', () => {
    const { plan: made } = plan(open, [remoteDomainForwardingOff]);
    const [change] = made.changes;
    assert.deepEqual(change?.from, { autoForwardEnabled: true });
    assert.deepEqual(change.values, { autoForwardEnabled: false });
    assert.equal(change.call, "Set-RemoteDomain -Identity 'Default' -AutoForwardEnabled $false");
    assert.deepEqual(change.citations, ['164.312(e)(1)', '164.312(a)(1)']);
    assert.ok(change.why && change.notice && change.undo === 'restore');
  });

  it('applying it makes the control pass, and planning again finds nothing', () => {
    const { plan: made, snapshot } = plan(open, [remoteDomainForwardingOff]);
    const after = afterPlan(snapshot, made);
    assert.deepEqual(
      makePlan(after, {
        controls: [remoteDomainForwardingOff],
        organization: tenant({}).organization,
        baseline: clinic,
        at,
      }).changes,
      [],
    );
  });

  it('the same wish of two controls is one change; two different wishes are refused, not guessed', () => {
    const same = plan(open, [wanting('exchange.a', false), wanting('exchange.b', false)]).plan;
    assert.deepEqual(
      same.changes.map((change) => change.controls),
      [['exchange.a', 'exchange.b']],
    );
    const different = plan(open, [wanting('exchange.a', false), wanting('exchange.b', true)]).plan;
    assert.deepEqual(
      different.changes.map((change) => change.controls),
      [['exchange.a']],
    );
    assert.match(different.refused[0]!.why, /another value than exchange\.a/);
  });

  it('an excepted control proposes nothing; one whose exception has ended does', () => {
    const exception = {
      control: remoteDomainForwardingOff.id,
      reason: 'The lab needs it.',
      compensating: 'BAA',
      approver: 'E. Marsh',
    };
    assert.equal(
      plan(open, [remoteDomainForwardingOff], { exceptions: [{ ...exception, until: '2026-11-20' }] }).plan.changes
        .length,
      0,
    );
    assert.equal(
      plan(open, [remoteDomainForwardingOff], { exceptions: [{ ...exception, until: '2026-11-19' }] }).plan.changes
        .length,
      1,
    );
  });

  it('an exception for one object keeps that object as it is, and only that one', () => {
    const two = {
      remoteDomains: [
        { identity: 'Default', domainName: '*', autoForwardEnabled: true },
        { identity: 'Lab', domainName: 'lab.example.com', autoForwardEnabled: true },
      ],
    };
    const exception = {
      control: remoteDomainForwardingOff.id,
      reason: 'The lab needs it.',
      compensating: 'BAA',
      approver: 'E. Marsh',
      until: '2026-12-31',
    };
    const made = (resources: string[]) =>
      plan(two, [remoteDomainForwardingOff], { exceptions: [{ ...exception, resources }] }).plan;
    assert.deepEqual(
      made(['LAB.example.com']).changes.map((change) => change.match),
      [{ domainName: '*' }],
    );
    assert.deepEqual(
      made(['Lab']).changes.map((change) => change.match),
      [{ domainName: '*' }],
      'by its other name',
    );
    assert.match(made(['Lab']).refused[0]!.why, /E\. Marsh accepted it as it is until 2026-12-31/);
    assert.deepEqual(made(['*', 'lab.example.com']).changes, []);
  });

  it('a finding that people have to fix is listed by hand', () => {
    const byHand = defineControl({
      ...remoteDomainForwardingOff,
      id: 'exchange.c',
      parameters: {},
      reads: ['remoteDomains'],
      evaluate: () => fail('On.', [{ id: 'x', name: 'x', expected: 'a', actual: 'b', readFrom: 'remoteDomains' }]),
      changes: () => [],
    });
    assert.deepEqual(
      plan(open, [byHand]).plan.byHand.map((entry) => entry.control),
      ['exchange.c'],
    );
  });

  it('its id is a hash of its content', () => {
    const { plan: made } = plan(open, [remoteDomainForwardingOff]);
    assert.equal(planId(made), made.id);
    assert.notEqual(planId({ ...made, changes: [] }), made.id);
  });
});

describe('Conditional Access in a plan', () => {
  const noPolicies = { conditionalAccessPolicies: [], securityDefaults: { isEnabled: false } };
  it('S3-16: comes report-only first, then enforced', () => {
    const { plan: made } = plan(noPolicies, [legacyAuthenticationBlocked], {
      breakGlass: ['bg1@example.com', 'bg2@example.com'],
    });
    assert.deepEqual(
      made.changes[0]?.stages.map((stage) => [stage.name, stage.values['state'], stage.minimumDays]),
      [
        ['report-only', 'enabledForReportingButNotEnforced', 7],
        ['enforced', 'enabled', 0],
      ],
    );
  });
  it('S3-27: is refused while no emergency access account is declared', () => {
    const { plan: made } = plan(noPolicies, [legacyAuthenticationBlocked]);
    assert.deepEqual(made.changes, []);
    assert.match(made.refused[0]!.why, /No emergency access account is declared/);
  });
  it('S3-27: an emergency access account may be declared by its name, the policy leaves it out by its id', () => {
    const people = {
      users: [
        { id: 'id-of-bg1', userPrincipalName: 'BG1@example.com', displayName: 'Emergency', accountEnabled: true },
      ],
    };
    const { plan: made } = plan({ ...noPolicies, ...people }, [legacyAuthenticationBlocked], {
      breakGlass: ['bg1@example.com'],
    });
    assert.deepEqual(made.refused, []);
    const { users } = made.changes[0]!.values!['conditions'] as { users: { excludeUsers: string[] } };
    assert.deepEqual(users.excludeUsers, ['id-of-bg1']);
  });
  it('every policy that a control of the catalogue proposes leaves the emergency accounts out', () => {
    const { plan: made } = plan(noPolicies, controls, { breakGlass: ['bg1@example.com'] });
    const policies = made.changes.filter(
      (change) => change.section === 'conditionalAccessPolicies' && change.operation === 'create',
    );
    assert.ok(policies.length > 0);
    assert.deepEqual(
      made.refused.filter((refusal) => /shut out/.test(refusal.why)),
      [],
    );
  });
});

describe('a plan is planned again on what it leaves', () => {
  const labels = (id: string, changes: Control['changes'], reads = false) =>
    defineControl({
      ...remoteDomainForwardingOff,
      id,
      aliases: [id],
      parameters: {},
      reads: ['labelPolicies'],
      evaluate: ({ labelPolicies }) => {
        const offending = labelPolicies.filter(({ settings }) => !settings?.includes('[mandatory, true]'));
        const bad = reads ? offending.length > 0 : labelPolicies.length === 0;
        return bad
          ? fail('Open.', [{ id: 'x', name: 'x', expected: 'a', actual: 'b', readFrom: 'labelPolicies' }])
          : pass('Closed.', []);
      },
      changes,
    });
  const common = { section: 'labelPolicies', call: 'call', notice: 'n', undo: 'restore' } as const;
  const create = labels('purview.publishes', () => [
    {
      ...common,
      operation: 'create',
      match: { name: 'All' },
      values: { name: 'All', settings: [] },
      summary: 'Publish',
    },
  ]);
  const sets = labels(
    'purview.mandatory',
    () => [
      {
        ...common,
        operation: 'set',
        match: { name: 'All' },
        values: { settings: ['[mandatory, true]'] },
        summary: 'Make labels mandatory',
      },
    ],
    true,
  );
  it('what a new object must satisfy is part of its creation', () => {
    const { plan: made, snapshot } = plan({ labelPolicies: [] }, [create, sets]);
    assert.deepEqual(
      made.changes.map(({ operation, values, controls: served }) => [operation, values, served]),
      [['create', { name: 'All', settings: ['[mandatory, true]'] }, ['purview.publishes', 'purview.mandatory']]],
    );
    assert.deepEqual(made.worsens, []);
    assert.deepEqual(afterPlan(snapshot, made).sections.labelPolicies.status === 'read' && made.refused, []);
  });
  it('a control that the plan would turn worse is named', () => {
    const mute = labels('purview.mandatory', () => [], true);
    const { plan: made } = plan({ labelPolicies: [] }, [create, mute]);
    assert.deepEqual(
      made.worsens.map(({ control }) => control),
      ['purview.mandatory'],
    );
  });
});

describe("Wardline's own app registrations", () => {
  const held = ['Wardline read settings', 'Fax bridge'].map((name) => ({
    objectId: `id-${name}`,
    appId: `app-${name}`,
    displayName: name,
  }));
  const taking = (name: string) =>
    defineControl({
      ...remoteDomainForwardingOff,
      id: 'entra.taking',
      aliases: ['T'],
      parameters: {},
      reads: ['thirdPartyApplications'],
      evaluate: () =>
        fail('Not approved.', [{ id: name, name, expected: 'a', actual: 'b', readFrom: 'thirdPartyApplications' }]),
      changes: () => [
        {
          section: 'thirdPartyApplications',
          operation: 'set',
          match: { appId: `app-${name}` },
          values: { permissions: [] },
          call: 'DELETE',
          summary: `Take permissions from ${name}`,
          notice: 'n',
          undo: 'restore',
        },
      ],
    });
  it('are never taken away by a plan; other apps are', () => {
    const own = plan({ thirdPartyApplications: held }, [taking('Wardline read settings')]).plan;
    assert.deepEqual(own.changes, []);
    assert.match(own.refused[0]!.why, /Wardline itself/);
    assert.equal(plan({ thirdPartyApplications: held }, [taking('Fax bridge')]).plan.changes.length, 1);
  });
  it('are known by their client id under any name', () => {
    const { snapshot, organization } = tenant({ thirdPartyApplications: held });
    const options = { controls: [taking('Fax bridge')], organization, baseline: clinic, at };
    assert.deepEqual(makePlan(snapshot, { ...options, ownApps: ['app-fax bridge'] }).changes, []);
  });
});

describe('equal as settings', () => {
  for (const [name, a, b, wanted] of [
    ['lists in another order', ['a', 'b'], ['b', 'a'], true],
    ['absent and null', { a: 1, b: null }, { a: 1 }, true],
    ['false and null', false, null, false],
    ['nested', { a: { b: [1] } }, { a: { b: [1] } }, true],
    ['a list that lost one', ['a', 'a'], ['a'], false],
  ] as const) {
    it(name, () => assert.equal(equal(a, b), wanted));
  }
});
