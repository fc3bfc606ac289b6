import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WardlineError } from '../../core/errors.ts';
import { readPackageXml } from '../../documents/rule-package/read-xml.ts';
import { inspect } from '../inspect.ts';
import { packageOf } from '../rule-package/export.ts';
import { ownTypes } from '../rule-package/own-types.ts';
import { parsePackage } from '../rule-package/parse.ts';
import { preparePackage } from '../rule-package/prepare.ts';
import { renderPackage } from '../rule-package/render.ts';
import { readCondition } from './condition.ts';
import { typeCounter } from './find-types.ts';
import { type Envelope, judgeItem } from './judge.ts';
import { readPolicy } from './policy.ts';
import { templates } from './templates.ts';

const outside: Envelope = {
  sharedOutside: true,
  recipientDomains: ['example.org'],
  senderDomain: 'example.com',
  extension: 'docx',
  name: 'a.docx',
  subject: 'your chart',
  labels: [],
};
const own = preparePackage(
  parsePackage(
    readPackageXml(
      Buffer.from(
        renderPackage(
          packageOf(ownTypes({ mrnFormats: [{ pattern: 'LM-\\d{6}' }] }), {
            organization: 'Larkmeadow',
            version: [1, 0, 0, 0],
          }),
          'utf-8',
        ),
      ),
      'p.xml',
    ),
  ),
);
const judged = (policy: unknown, text: string, envelope: Partial<Envelope> = {}) =>
  judgeItem(readPolicy(policy, 'test'), { ...outside, ...envelope }, typeCounter(text, inspect(text), [own]));
const actionOf = (...given: Parameters<typeof judged>) => judged(...given).action;

const full = 'Patient: Rosa Delgado\nSSN: 536-22-8471\nDx: type 2 diabetes mellitus E11.9';
const nameAndMrn =
  'Patient: Rosa Delgado\nMRN: 4417882\nDOB: 03/04/1961\nDx: type 2 diabetes mellitus E11.9\nStarted metformin 500 mg.';

const ssn = { Name: 'U.S. Social Security Number (SSN)', Id: 'a44669fe-0d48-453d-a9b1-2cc83f2cba77' };
const content = (...types: object[]) => ({
  ConditionName: 'ContentContainsSensitiveInformation',
  Value: [{ Groups: [{ Name: 'Default', Operator: 'Or', Sensitivetypes: types }], Operator: 'And' }],
});
const rule = (conditions: object[], more: object = {}, operator = 'And') => ({
  Name: 'R',
  AdvancedRule: JSON.stringify({ Version: '1.0', Condition: { Operator: operator, SubConditions: conditions } }),
  BlockAccess: true,
  ...more,
});
const policy = (...rules: object[]) => ({ Name: 'P', Rules: rules });

describe('DLP policies, judged', () => {
  it("S0-52: Microsoft's HIPAA template finds an SSN with a disease, and only tells", () => {
    const { action, rules } = judged(templates['hipaa'], full);
    assert.deepEqual(
      rules[0]!.evidence.map(({ standIn }) => standIn),
      [undefined, true, true],
    );
    assert.equal(action, 'tip');
    assert.deepEqual(
      rules[0]!.evidence.map(({ group, count, confidence }) => [group, count, confidence]),
      [
        ['PII identifiers', 1, 85],
        ['Medical terms', 1, 75],
        ['Medical terms', 1, 85],
      ],
    );
  });

  it("S0-52: Microsoft's HIPAA template misses name, record number and birth date, though it is PHI", () => {
    assert.equal(inspect(nameAndMrn).judgement.class, 'PHI');
    assert.deepEqual(judged(templates['hipaa'], nameAndMrn).rules, []);
  });

  it('S0-52: HIPAA Enhanced misses it too, for it asks for an SSN, DEA number or address', () => {
    assert.deepEqual(judged(templates['hipaa-enhanced'], nameAndMrn).rules, []);
    const [found] = judged(templates['hipaa-enhanced'], full).rules;
    assert.equal(found!.outcome, 'match');
  });

  it('S0-52: with an own type for the record number it is found', () => {
    const text = nameAndMrn.replace('4417882', 'LM-441788');
    const mine = policy(rule([content({ Name: 'Own medical record number', Mincount: 1, Maxcount: -1 })]));
    assert.equal(actionOf(mine, text), 'block');
    assert.equal(actionOf(mine, nameAndMrn), 'none');
  });

  /** Rule, text, envelope, action. */
  const cases: Readonly<Record<string, readonly [object, string, Partial<Envelope>, string]>> = {
    'no word, no SSN': [rule([content(ssn)]), 'call 536-22-8471', {}, 'none'],
    'an SSN of a range that was never issued': [rule([content(ssn)]), 'SSN 666-22-8471', {}, 'none'],
    'count below the range': [rule([content({ ...ssn, Mincount: 2 })]), 'SSN 536-22-8471, SSN 536-22-8471', {}, 'none'],
    'count in the range': [rule([content({ ...ssn, Mincount: 2 })]), 'SSN 536-22-8471, 537-22-8471', {}, 'block'],
    'count above the range': [
      rule([content({ ...ssn, Mincount: 1, Maxcount: 1 })]),
      'SSN 536-22-8471, 537-22-8471',
      {},
      'none',
    ],
    'counts as text, as tenants give them': [
      rule([content({ ...ssn, Mincount: '1', Maxcount: '-1' })]),
      'SSN 536-22-8471',
      {},
      'block',
    ],
    'confidence too low': [rule([content({ ...ssn, Minconfidence: 85 })]), 'SSN 536228471', {}, 'none'],
    'confidence as a word': [rule([content({ ...ssn, Confidencelevel: 'Medium' })]), 'SSN 536228471', {}, 'block'],
    'confidence above what is asked': [
      rule([content({ ...ssn, Minconfidence: 65, Maxconfidence: 75 })]),
      'SSN 536-22-8471',
      {},
      'none',
    ],
    'recommended confidence where none is asked': [rule([content(ssn)]), 'SSN 801-22-8471', {}, 'none'],
    'a number of after 2011 at low confidence': [
      rule([content({ ...ssn, Minconfidence: 65 })]),
      'SSN 801-22-8471',
      {},
      'block',
    ],
    'by name alone': [rule([content({ Name: 'U.S. Social Security Number' })]), 'SSN 536-22-8471', {}, 'block'],
    'a code alone is no disease': [
      rule([content({ Name: 'International Classification of Diseases (ICD-10-CM)' })]),
      'Code E11.9',
      {},
      'none',
    ],
    'a disease without a code is medium': [
      rule([content({ Name: 'International Classification of Diseases (ICD-10-CM)', Minconfidence: 85 })]),
      'has type 2 diabetes',
      {},
      'none',
    ],
    'an MBI': [
      rule([content({ Name: 'Medicare Beneficiary Identifier (MBI) card' })]),
      'card 1EG4-TE5-MK73',
      {},
      'block',
    ],
    'a DEA number without its word is medium': [
      rule([content({ Id: '9a5445ad-406e-43eb-8bd7-cac17ab6d0e4', Minconfidence: 85 })]),
      'AB1234563',
      {},
      'none',
    ],
    'shared inside': [
      rule([content(ssn), { ConditionName: 'AccessScope', Value: 'NotInOrganization' }]),
      'SSN 536-22-8471',
      { sharedOutside: false },
      'none',
    ],
    'shared outside': [
      rule([content(ssn), { ConditionName: 'AccessScope', Value: 'NotInOrganization' }]),
      'SSN 536-22-8471',
      {},
      'block',
    ],
    'recipient domain and those under it': [
      rule([content(ssn), { ConditionName: 'RecipientDomainIs', Value: ['example.org'] }]),
      'SSN 536-22-8471',
      { recipientDomains: ['mail.example.org'] },
      'block',
    ],
    'another recipient domain': [
      rule([content(ssn), { ConditionName: 'RecipientDomainIs', Value: ['example.org'] }]),
      'SSN 536-22-8471',
      { recipientDomains: ['notexample.org'] },
      'none',
    ],
    'S3-45: not to an approved domain': [
      rule([content(ssn), { ConditionName: 'ExceptIfRecipientDomainIs', Value: ['example.org'] }]),
      'SSN 536-22-8471',
      {},
      'none',
    ],
    'S3-45: a sensitivity label': [
      rule([
        {
          ConditionName: 'ContentContainsSensitiveInformation',
          Value: [{ Groups: [{ Name: 'L', Operator: 'Or', Labels: [{ Name: 'PHI', Type: 'Sensitivity' }] }] }],
        },
      ]),
      'nothing',
      { labels: ['phi'] },
      'block',
    ],
    'S0-63: file type': [
      rule([{ ConditionName: 'ContentExtensionMatchesWords', Value: ['.docx', 'pdf'] }]),
      'nothing',
      {},
      'block',
    ],
    'S0-63: a word of the subject': [
      rule([{ ConditionName: 'SubjectContainsWords', Value: ['chart'] }]),
      'nothing',
      {},
      'block',
    ],
    'not within another word': [
      rule([{ ConditionName: 'SubjectContainsWords', Value: ['char'] }]),
      'nothing',
      {},
      'none',
    ],
    or: [
      rule([content(ssn), { ConditionName: 'SubjectContainsWords', Value: ['chart'] }], {}, 'Or'),
      'nothing',
      {},
      'block',
    ],
    not: [
      rule([
        content(ssn),
        { Operator: 'Not', SubConditions: [{ ConditionName: 'SubjectContainsWords', Value: ['chart'] }] },
      ]),
      'SSN 536-22-8471',
      {},
      'none',
    ],
    'S3-43: encrypts': [
      rule([content(ssn)], { BlockAccess: false, EncryptRMSTemplate: 'Encrypt' }),
      'SSN 536-22-8471',
      {},
      'encrypt',
    ],
    'blocks unless a reason is given': [
      rule([content(ssn)], { NotifyAllowOverride: ['FalsePositive', 'WithJustification'] }),
      'SSN 536-22-8471',
      {},
      'justify',
    ],
    'a way out without a reason is no justification': [
      rule([content(ssn)], { NotifyAllowOverride: ['WithoutJustification'] }),
      'SSN 536-22-8471',
      {},
      'block',
    ],
    'a message that waits for a moderator': [
      rule([content(ssn)], { BlockAccess: false, Moderate: true }),
      'SSN 536-22-8471',
      {},
      'block',
    ],
    'only an audit entry': [rule([content(ssn)], { BlockAccess: false }), 'SSN 536-22-8471', {}, 'none'],
    'a plain rule of a tenant': [
      {
        name: 'R',
        contentContainsSensitiveInformation: [{ name: ssn.Name, mincount: '1' }],
        accessScope: 'NotInOrganization',
        blockAccess: true,
        notifyAllowOverride: null,
      },
      'SSN 536-22-8471',
      {},
      'block',
    ],
    'a rule that is off': [rule([content(ssn)], { Disabled: true }), 'SSN 536-22-8471', {}, 'none'],
  };
  for (const [name, [one, text, envelope, action]] of Object.entries(cases))
    it(name, () => assert.equal(actionOf(policy(one), text, envelope), action));

  it('the strictest rule wins, with its tip, and a rule may end the matter', () => {
    const mild = rule([content(ssn)], {
      Name: 'mild',
      Priority: 0,
      BlockAccess: false,
      NotifyUser: ['Owner'],
      NotifyPolicyTipCustomText: 'Ask first.',
    });
    const strict = rule([content(ssn)], {
      Name: 'strict',
      Priority: 1,
      NotifyPolicyTipCustomText: 'Patient data may not leave.',
    });
    const text = 'SSN 536-22-8471';
    assert.deepEqual(
      [judged(policy(strict, mild), text).action, judged(policy(strict, mild), text).tip],
      ['block', 'Patient data may not leave.'],
    );
    const ended = judged(policy({ ...mild, StopPolicyProcessing: true }, strict), text);
    assert.deepEqual([ended.action, ended.tip, ended.rules.length], ['tip', 'Ask first.', 1]);
  });

  it('what cannot be judged is undecided and never clean', () => {
    const open = (condition: object, envelope: Partial<Envelope> = {}) =>
      judged(policy(rule([content(ssn), condition])), 'SSN 536-22-8471', envelope).rules.map(({ outcome, open }) => [
        outcome,
        open,
      ]);
    assert.deepEqual(open({ ConditionName: 'AccessScope', Value: 'NotInOrganization' }, { sharedOutside: undefined }), [
      ['undecided', ['whether it is shared outside']],
    ]);
    const devices = policy(
      rule([content(ssn)], { EndpointDlpRestrictions: [{ setting: 'CloudEgress', value: 'Block' }] }),
    );
    assert.equal(judged(devices, 'SSN 536-22-8471').rules[0]!.outcome, 'undecided');
    assert.deepEqual(open({ ConditionName: 'ContentIsModified', Value: true }), [
      ['undecided', ['condition ContentIsModified']],
    ]);
    assert.deepEqual(open(content({ Name: 'Croatia Identity Card Number' })), [
      ['undecided', ['type Croatia Identity Card Number']],
    ]);
    assert.deepEqual(open(content({ Name: 'Source code', Id: 'x', Classifiertype: 'MLModel' })), [
      ['undecided', ['classifier Source code']],
    ]);
  });

  it('S0-63: the preview on a corpus equals what the rule does once it lies in a tenant', () => {
    const corpus = [full, nameAndMrn, 'SSN 536228471', 'staff meeting at noon', 'SSN: 537-22-8471'];
    const builder = {
      Name: 'Encrypt SSNs',
      AdvancedRule: {
        Version: '1.0',
        Condition: { Operator: 'And', SubConditions: [content({ ...ssn, Minconfidence: 75 })] },
      },
      EncryptRMSTemplate: 'Encrypt',
    };
    const preview = corpus.filter((text) => actionOf(builder, text) === 'encrypt').length;
    // A tenant gives the rule back with the builder's JSON as text, small names and everything else beside it.
    const applied = {
      guid: 'g',
      name: 'Encrypt SSNs',
      isAdvancedRule: true,
      advancedRule: JSON.stringify(builder.AdvancedRule),
      encryptRMSTemplate: 'Encrypt',
      blockAccess: false,
      disabled: false,
      contentContainsSensitiveInformation: null,
    };
    assert.equal(preview, 3);
    assert.equal(corpus.filter((text) => actionOf([applied], text) === 'encrypt').length, 3);
  });

  it('no verdict repeats a value', () => {
    const said = JSON.stringify(judged(templates['hipaa'], full));
    for (const value of ['536-22-8471', 'Delgado', 'E11.9', 'diabetes']) assert.ok(!said.includes(value), value);
  });

  it('hostile policies: a clear error or no condition', () => {
    let deep: object = content(ssn);
    for (let at = 0; at < 500; at++) deep = { Operator: 'And', SubConditions: [deep] };
    assert.equal(readCondition(deep), undefined);
    for (const bad of [
      null,
      7,
      'x',
      {},
      [],
      { Rules: [] },
      { Rules: [{}] },
      { Rules: [{ AdvancedRule: '{' }] },
      { Rules: [{ AdvancedRule: { Condition: { Operator: 'And', SubConditions: [] } } }] },
      policy(rule([content({})])),
    ])
      assert.throws(() => readPolicy(bad, 'p.json'), WardlineError, JSON.stringify(bad));
  });
});
