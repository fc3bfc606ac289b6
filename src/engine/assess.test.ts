import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tenant } from '../../test/tenant.ts';
import { type Control, defineControl } from '../core/control.ts';
import type { Organization } from '../core/organization.ts';
import { fail, partial, pass } from '../core/verdict.ts';
import { assess } from './assess.ts';

const at = '2026-11-20T12:00:00.000Z';
const baseline = { id: 'clinic', title: 'Clinic', summary: '', parameters: {} };
const plain = {
  title: 'Forwarding is off',
  finding: 'Forwarding is on',
  severity: 'high',
  rationale: 'Mail leaves.',
  citations: ['164.312(e)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [{ source: 'SCuBA', id: 'MS.EXO.1.1v2', level: 'shall' }],
  aliases: ['T-01'],
  remediation: { fix: 'Turn it off', steps: ['Do it.'] },
} as const;

const judged = defineControl({
  ...plain,
  id: 'exchange.test-forwarding',
  reads: ['remoteDomains.autoForwardEnabled'],
  evaluate({ remoteDomains }) {
    const open = remoteDomains.filter((domain) => domain.autoForwardEnabled);
    const evidence = open.map((domain) => ({
      id: domain.domainName!,
      name: domain.domainName!,
      expected: 'off',
      actual: 'on',
      readFrom: 'remoteDomains.autoForwardEnabled' as const,
    }));
    if (open.length === 0) return pass('Off.');
    return open.length < remoteDomains.length
      ? partial('Some are on.', evidence)
      : fail('All are on.', evidence, { policies: { 'MS.EXO.1.1v2': 'fail' } });
  },
});
const attested = defineControl({
  ...plain,
  id: 'organization.test-attested',
  references: [],
  attest: { question: 'Is it so?', proof: 'A letter.', validDays: 365 },
});
const licensed = defineControl({
  ...plain,
  id: 'entra.test-licensed',
  references: [],
  license: 'entra-p2',
  reads: ['remoteDomains'],
  evaluate: () => pass('On.'),
});

const domains = (...on: boolean[]) =>
  on.map((autoForwardEnabled, index) => ({ domainName: `d${index}.example.com`, autoForwardEnabled }));
function run(
  settings: Parameters<typeof tenant>[0],
  organization: Partial<Organization> = {},
  controls: readonly Control[] = [judged],
) {
  const given = tenant(settings, { organization });
  return assess(given.snapshot, { controls, organization: given.organization, baseline, at, version: '0.0.0' });
}
const exception = {
  control: judged.id,
  reason: 'The lab needs it.',
  compensating: 'The lab has a BAA.',
  approver: 'E. Marsh',
};

describe('assess', () => {
  it('S0-15: gives outcome, citation, reference verdict and evidence with call, place and time', () => {
    const [result] = run({ remoteDomains: domains(true) }).results;
    assert.equal(result?.outcome, 'fail');
    assert.deepEqual(result.citations, ['164.312(e)(1)']);
    assert.deepEqual(result.safeguards, ['technical']);
    assert.deepEqual(result.references, [{ source: 'SCuBA', id: 'MS.EXO.1.1v2', level: 'shall', outcome: 'fail' }]);
    assert.deepEqual(result.resources, [
      {
        id: 'd0.example.com',
        name: 'd0.example.com',
        expected: 'off',
        actual: 'on',
        readFrom: 'Get-RemoteDomain · remoteDomains.autoForwardEnabled',
        readAt: '2026-11-20T06:12:41.000Z',
      },
    ]);
    assert.equal(result.headline, 'Forwarding is on');
    assert.equal(result.rank, 1);
  });

  it('missing data, missing permission, missing field and missing license are different answers', () => {
    assert.deepEqual(
      run({}).results.map(({ outcome, missing }) => [outcome, missing[0]?.reason]),
      [['unknown', 'not-collected']],
    );
    assert.deepEqual(
      run({ remoteDomains: [{ domainName: '*' }] }).results.map(({ outcome, missing }) => [
        outcome,
        missing[0]?.reason,
      ]),
      [['unknown', 'field-absent']],
    );
    assert.equal(
      run({ remoteDomains: [], servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }] }, {}, [licensed]).results[0]
        ?.outcome,
      'not-licensed',
    );
    assert.equal(
      run({ remoteDomains: [], servicePlans: [{ servicePlanName: 'AAD_PREMIUM_P2' }] }, {}, [licensed]).results[0]
        ?.outcome,
      'pass',
    );
    assert.equal(
      run({ remoteDomains: [] }, {}, [licensed]).results[0]?.outcome,
      'pass',
      'unread licenses do not decide',
    );
  });

  it('an attestation answers while it is valid; afterwards it is named and answers nothing', () => {
    const given = {
      control: attested.id,
      statement: 'It is so.',
      by: 'E. Marsh',
      on: '2026-01-01',
      until: '2026-11-20',
      proof: 'Letter 7',
    };
    const [valid] = run({}, { attestations: [given] }, [attested]).results;
    assert.equal(valid?.outcome, 'attested');
    assert.match(valid.why, /E\. Marsh attested on 2026-01-01: It is so\. Valid until 2026-11-20\. Proof: Letter 7\./);
    const [ended] = run({}, { attestations: [{ ...given, until: '2026-11-19' }] }, [attested]).results;
    assert.equal(ended?.outcome, 'unknown');
    assert.match(ended.why, /The attestation by E\. Marsh ended on 2026-11-19\./);
    assert.equal(run({}, {}, [attested]).results[0]?.outcome, 'unknown');
  });

  it('an exception holds through its last day, then the control fails and says so', () => {
    const [held] = run(
      { remoteDomains: domains(true) },
      { exceptions: [{ ...exception, until: '2026-11-20' }] },
    ).results;
    assert.equal(held?.outcome, 'excepted');
    assert.equal(held.exception?.outcomeWithout, 'fail');
    const [ended] = run(
      { remoteDomains: domains(true, false) },
      { exceptions: [{ ...exception, until: '2026-11-19' }] },
    ).results;
    assert.equal(ended?.outcome, 'fail', 'partial without the exception, fail once it has ended');
    assert.match(ended.why, /The exception approved by E\. Marsh ended on 2026-11-19\./);
    assert.equal(ended.exception?.expired, true);
  });

  it('an exception for named objects covers no others', () => {
    const named = { ...exception, resources: ['D0.EXAMPLE.COM'], until: '2027-01-01' };
    assert.equal(run({ remoteDomains: domains(true) }, { exceptions: [named] }).results[0]?.outcome, 'excepted');
    const [two] = run({ remoteDomains: domains(true, true) }, { exceptions: [named] }).results;
    assert.equal(two?.outcome, 'fail');
    assert.match(two.why, /An exception covers 1 of 2 objects\./);
  });

  it('an exception never turns unknown into anything, and a passing control says that it is not needed', () => {
    assert.equal(run({}, { exceptions: [{ ...exception, until: '2027-01-01' }] }).results[0]?.outcome, 'unknown');
    const passing = run({ remoteDomains: domains(false) }, { exceptions: [{ ...exception, until: '2027-01-01' }] });
    assert.equal(passing.results[0]?.outcome, 'pass');
    assert.ok(passing.notices.some((notice) => notice.includes('no longer needed')));
  });

  it('no score rises because something became unknown', () => {
    const settings = [
      { remoteDomains: domains(true) },
      { remoteDomains: domains(true, false) },
      { remoteDomains: domains(false) },
    ];
    const unknown = run({}).score.today;
    for (const given of settings) assert.ok(run(given).score.today >= unknown);
    assert.deepEqual(
      settings.map((given) => run(given).score.today),
      [0, 50, 100],
    );
  });

  it('the same inputs give the same run id, another setting gives another', () => {
    assert.equal(run({ remoteDomains: domains(true) }).run, run({ remoteDomains: domains(true) }).run);
    assert.notEqual(run({ remoteDomains: domains(true) }).run, run({ remoteDomains: domains(false) }).run);
  });

  it('a unit that breaks costs its own answer and not the run: unknown, and it names the control', () => {
    const broken = defineControl({
      ...plain,
      id: 'exchange.test-broken',
      reads: ['remoteDomains'],
      evaluate({ remoteDomains }) {
        return pass(remoteDomains[0]!.domainName!.toLowerCase());
      },
    });
    const { results } = run({ remoteDomains: [{ autoForwardEnabled: false }] }, {}, [broken, judged]);
    assert.deepEqual(
      results.map(({ outcome, references }) => [outcome, references[0]?.outcome]),
      [
        ['unknown', 'unknown'],
        ['pass', 'pass'],
      ],
    );
    assert.match(results[0]!.why, /exchange\.test-broken .* fault of Wardline/);
  });

  it('a unit whose changes break keeps its verdict and offers none', () => {
    const broken = defineControl({
      ...plain,
      id: 'exchange.test-broken',
      reads: ['remoteDomains'],
      evaluate: () =>
        fail('On.', [{ id: 'd', name: 'd', expected: 'off', actual: 'on', readFrom: 'remoteDomains.domainName' }]),
      changes() {
        throw new TypeError('no name');
      },
    });
    const [result] = run({ remoteDomains: [] }, {}, [broken]).results;
    assert.deepEqual([result?.outcome, result?.fix.changes], ['fail', []]);
  });

  it('an object whose record has an empty id and name is called by where it was read', () => {
    const [result] = run({ remoteDomains: [{ domainName: '', autoForwardEnabled: true }] }).results;
    assert.deepEqual(
      result?.resources.map(({ id, name }) => [id, name]),
      [['remoteDomains.autoForwardEnabled', 'remoteDomains.autoForwardEnabled']],
    );
  });

  it('all eight counts are there and add up', () => {
    const { counts, results } = run({ remoteDomains: domains(true) }, {}, [judged, attested]);
    assert.equal(Object.keys(counts).length, 8);
    assert.equal(
      Object.values(counts).reduce((sum, count) => sum + count, 0),
      results.length,
    );
  });
});
