import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Baseline } from '../core/baseline.ts';
import { type Control, defineControl } from '../core/control.ts';
import { WardlineError } from '../core/errors.ts';
import { pass } from '../core/verdict.ts';
import { organizationTemplate } from '../reports/organization-template.ts';
import { parseOrganization } from './organization-file.ts';

const shared = {
  title: 'T',
  finding: 'F',
  severity: 'high',
  rationale: 'R',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [],
  remediation: { fix: 'Fix', steps: ['S'] },
} as const;
const controls: Control[] = [
  defineControl({
    ...shared,
    id: 'entra.mfa',
    aliases: ['ID-01'],
    parameters: { minutes: { default: 60, tighten: 'lower', title: 'Minutes' } },
    reads: ['remoteDomains'],
    evaluate: () => pass('ok'),
  }),
  defineControl({
    ...shared,
    id: 'organization.baa',
    aliases: ['OR-01'],
    attest: { question: 'Is there one?', proof: 'It.', validDays: 366 },
  }),
];
const baselines: Baseline[] = [
  { id: 'clinic', title: 'Clinic', summary: '', parameters: {} },
  { id: 'strict', title: 'Strict', summary: '', parameters: { 'entra.mfa': { minutes: 15 } } },
];
const parse = (text: string) => parseOrganization(text, 'wardline.yaml', { controls, baselines });
const faultOf = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof WardlineError && error.code === 'bad-organization-file' && error.exit === 65);
    return error.message;
  }
  assert.fail('accepted');
};
const exception = (extra: string) =>
  `exceptions:\n  - control: entra.mfa\n    reason: The scanner cannot do it.\n    compensating: Its own network.\n    approver: E. Marsh\n${extra}`;

describe('wardline.yaml', () => {
  it('an empty file and the template of init are valid', () => {
    assert.deepEqual(parse('').states, []);
    assert.equal(parse('# nothing\n').entityType, 'covered-entity');
    const given = parseOrganization(organizationTemplate, 'wardline.yaml', { controls, baselines });
    assert.equal(given.baseline, 'clinic');
  });

  it('S0-27: stores for patient files are the usual four unless declared, and are sites with PHI', () => {
    const { phi, phiStores } = parse(
      [
        'phiStores: { host: Clinic.sharepoint.com, owner: Ruth@clinic.example.com }',
        'phi: { sites: [https://clinic.sharepoint.com/sites/charts, https://clinic.sharepoint.com/sites/PHI-Billing/] }',
      ].join('\n'),
    );
    assert.deepEqual(
      phiStores?.stores.map(({ path }) => path),
      ['phi-clinical', 'phi-billing', 'phi-front-desk', 'phi-therapy'],
    );
    assert.deepEqual(phi.sites, [
      'https://clinic.sharepoint.com/sites/charts',
      'https://clinic.sharepoint.com/sites/PHI-Billing/',
      'https://clinic.sharepoint.com/sites/phi-clinical',
      'https://clinic.sharepoint.com/sites/phi-front-desk',
      'https://clinic.sharepoint.com/sites/phi-therapy',
    ]);
    for (const host of ['clinic-admin.sharepoint.com', 'clinic-my.sharepoint.com', 'clinic.sharepoint.com.example.com'])
      assert.match(faultOf(`phiStores: { host: ${host}, owner: a@b.example.com }`), /must be a host such as/);
  });

  it('names controls by id or alias', () => {
    const organization = parse(
      'exclusions:\n  ID-01:\n    users: [a@example.com]\n    reason: It cannot do otherwise.\n',
    );
    assert.deepEqual(organization.exclusions, {
      'entra.mfa': { users: ['a@example.com'], reason: 'It cannot do otherwise.' },
    });
  });

  for (const [name, text, wanted] of [
    ['an unknown key with its line', 'organization:\n  name: X\nbreakglass: []\n', /line 3: breakglass is not a key/],
    ['an unknown key below', 'organization:\n  nmae: X\n', /line 2: organization\.nmae is not a key/],
    ['a wrong type with line and key', 'organization:\n  states: TX\n', /line 2: organization\.states must be array/],
    [
      'a state that is none',
      'organization:\n  states: [Texas]\n',
      /line 2: organization\.states\.0 must be a two-letter state code/,
    ],
    ['YAML that is none', 'organization: [\n', /not valid YAML/],
    ['a key twice', 'baseline: clinic\nbaseline: strict\n', /line 2: not valid YAML \(duplicate key\)/],
    [
      'an unknown control',
      'exclusions:\n  entra.nothing:\n    reason: Because it is so.\n',
      /line 2: exclusions\.entra\.nothing is no control/,
    ],
    ['an unknown baseline', 'baseline: lax\n', /line 1: baseline must be one of clinic, strict/],
    [
      'an exclusion without a reason',
      'exclusions:\n  entra.mfa:\n    users: [a]\n',
      /line 2: exclusions\.entra\.mfa\.reason/,
    ],
    ['an exception without an end', exception(''), /line 2: exceptions\.0\.until is missing/],
    [
      'an end that is no day',
      exception('    until: 2027-02-30\n'),
      /line 6: exceptions\.0\.until must be a day of the calendar/,
    ],
    [
      'a parameter looser than the default',
      'parameters:\n  entra.mfa:\n    minutes: 90\n',
      /line 3: parameters\.entra\.mfa\.minutes is looser than 60/,
    ],
    [
      'a parameter looser than the baseline',
      'baseline: strict\nparameters:\n  entra.mfa:\n    minutes: 30\n',
      /line 4: parameters\.entra\.mfa\.minutes is looser than 15/,
    ],
    ['a parameter of the wrong type', 'parameters:\n  entra.mfa:\n    minutes: soon\n', /must be a number/],
    [
      'an unknown parameter',
      'parameters:\n  entra.mfa:\n    hours: 1\n',
      /is no parameter of entra\.mfa \(it has minutes\)/,
    ],
    [
      'an attestation of what settings judge',
      'attestations:\n  - {control: entra.mfa, statement: Yes, by: E, on: 2026-01-01, until: 2026-12-31, proof: P}\n',
      /cannot be attested/,
    ],
    [
      'an attestation that lasts too long',
      'attestations:\n  - {control: OR-01, statement: Yes, by: E, on: 2026-01-01, until: 2027-12-31, proof: P}\n',
      /more than 366 days/,
    ],
    [
      'an attestation that ends before it begins',
      'attestations:\n  - {control: OR-01, statement: Yes, by: E, on: 2026-02-01, until: 2026-01-31, proof: P}\n',
      /must not be before/,
    ],
    [
      'an unknown citation',
      'decisions:\n  - {citation: "164.999", decision: implemented, reason: We have done it, by: E, on: 2026-01-01}\n',
      /is no citation/,
    ],
    [
      'an alternative without the measure',
      'decisions:\n  - {citation: 164.312(a)(2)(iii), decision: alternative, reason: We do other things, by: E, on: 2026-01-01}\n',
      /which equivalent measure/,
    ],
  ] as const) {
    it(`refuses ${name}`, () => assert.match(faultOf(text), wanted));
  }

  it('a required specification refuses "alternative" and "not reasonable"; an addressable one takes them', () => {
    const decision = (citation: string, made: string) =>
      `decisions:\n  - {citation: "${citation}", decision: ${made}, alternative: Locked rooms, reason: We have weighed it up, by: E. Marsh, on: 2026-01-01}\n`;
    assert.match(
      faultOf(decision('164.312(a)(2)(i)', 'alternative')),
      /must be implemented: 164\.312\(a\)\(2\)\(i\) is required/,
    );
    assert.match(faultOf(decision('164.312(a)(2)(i)', 'not-reasonable')), /is required/);
    assert.match(faultOf(decision('164.312(d)', 'not-reasonable')), /is not addressable/);
    assert.equal(
      parse(decision('45 CFR 164.312(a)(2)(iii)', 'alternative')).decisions[0]?.citation,
      '164.312(a)(2)(iii)',
    );
    assert.equal(parse(decision('164.312(a)(2)(i)', 'implemented')).decisions.length, 1);
  });

  it('reports every fault at once', () =>
    assert.equal(faultOf('baseline: lax\nexclusions:\n  x.y: {reason: Because it is so}\n').split('\n').length, 3));

  it('an alias bomb ends in a clear error', () => {
    const bomb = `a: &a [x]\n${'bcdefghij'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(', ')}]`)
      .join('\n')}\n`;
    assert.match(faultOf(bomb), /aliases|not a key/);
  });
});
