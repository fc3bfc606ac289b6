import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { all, card, content, group, icd, medicalTerms, phi, ssn } from '../../../test/purview.ts';
import { coversEveryCount, findingOf } from './health-information.ts';
import { type ConditionFields, conditionOf, labelsIn, typesIn } from './rule-conditions.ts';

const finds = (rule: ConditionFields) => {
  const condition = conditionOf(rule);
  return condition ? findingOf(condition).finds : 'unread';
};
const advanced = (advancedRule: unknown) => finds({ isAdvancedRule: true, advancedRule });
const plain = (list: unknown, more: ConditionFields = {}) =>
  finds({ isAdvancedRule: false, contentContainsSensitiveInformation: list, ...more });

describe('what a rule finds', () => {
  const cases: [string, string, string][] = [
    ['identifiers and health terms in two groups', advanced(phi), 'phi'],
    ['an identifier alone', advanced(all(content(group(ssn)))), 'nothing'],
    ['an identifier or a health term', advanced(all(content(group(ssn, icd)))), 'phi'],
    ['a health term alone', advanced(all(content(group(icd)))), 'phi'],
    ['card numbers and health terms, both needed', advanced(all(content(group(card), group(icd)))), 'narrowed'],
    ['identifier or card, and health terms', advanced(all(content(group(ssn, card), group(icd)))), 'phi'],
    [
      'only what goes to outsiders: nothing is lost',
      advanced(all({ ConditionName: 'AccessScope', Value: 'NotInOrganization' }, content(group(ssn), group(icd)))),
      'phi',
    ],
    [
      'only what stays inside',
      advanced(all({ ConditionName: 'AccessScope', Value: 'InOrganization' }, content(group(ssn), group(icd)))),
      'narrowed',
    ],
    [
      'only mail to one domain',
      advanced(
        all({ ConditionName: 'RecipientDomainIs', Value: ['lab.example.com'] }, content(group(ssn), group(icd))),
      ),
      'narrowed',
    ],
    [
      'with an exception under Not',
      advanced(
        all(content(group(ssn), group(icd)), {
          Operator: 'Not',
          SubConditions: [{ ConditionName: 'SentTo', Value: ['archive@example.com'] }],
        }),
      ),
      'narrowed',
    ],
    [
      'the health term stands only under Not',
      advanced(all(content(group(ssn)), { Operator: 'Not', SubConditions: [content(group(icd))] })),
      'nothing',
    ],
    [
      'two content conditions joined by Or: one of them on PHI',
      advanced(
        JSON.stringify({
          Condition: { Operator: 'Or', SubConditions: [content(group(card)), content(group(ssn), group(icd))] },
        }),
      ),
      'phi',
    ],
    ['the collector wrote single quotes and rn for line breaks', advanced(damaged(phi)), 'phi'],
    ['an advanced rule whose text is cut off', advanced(phi.slice(0, 80)), 'unread'],
    ['an advanced rule whose text was not collected', advanced(undefined), 'unread'],
    [
      'plain rule, flat list: any of these',
      plain([{ name: ssn.Name, id: ssn['Id' as never], mincount: '1' }]),
      'nothing',
    ],
    ['plain rule, flat list with a health term', plain([{ name: ssn.Name }, { name: icd.Name }]), 'phi'],
    [
      'plain rule with nested groups in lower case',
      plain([{ operator: 'And', groups: [lowerGroup(ssn.Name), lowerGroup(medicalTerms.Name)] }]),
      'phi',
    ],
    [
      'plain rule whose groups PowerShell cut to text, with the builder copy',
      plain([{ operator: 'And', groups: 'System.Object[]' }], { advancedRule: phi }),
      'phi',
    ],
    [
      'plain rule whose groups PowerShell cut to text, without',
      plain([{ operator: 'And', groups: 'System.Object[]' }]),
      'unread',
    ],
    ['plain rule without a condition on content', plain(null, { advancedRule: null }), 'nothing'],
    [
      'plain rule with an exception field',
      plain([{ name: icd.Name }], { ExceptIfRecipientDomainIs: ['lab.example.com'] } as ConditionFields),
      'narrowed',
    ],
    [
      'own types whose names say what they find',
      plain([{ operator: 'And', groups: [lowerGroup('Clinic MRN'), lowerGroup('Diagnosis words')] }]),
      'phi',
    ],
    ['names in another case, an id alone', plain([{ id: '3356946C-6BB7-449B-B253-6FFA419C0CE7' }]), 'phi'],
  ];
  for (const [name, actual, expected] of cases) it(`${expected}: ${name}`, () => assert.equal(actual, expected));
});

function lowerGroup(name: string) {
  return { name: 'g', operator: 'Or', sensitivetypes: [{ name, mincount: '1', maxcount: '-1' }] };
}

function damaged(text: string): string {
  return JSON.stringify(JSON.parse(text), null, 2).replaceAll('\n', 'rn').replaceAll('"', "'");
}

describe('rules nested deeper than anybody writes them', () => {
  const nested = (depth: number) =>
    `{"Condition":${'{"Operator":"And","SubConditions":['.repeat(depth)}${JSON.stringify(content(group(icd)))}${']}'.repeat(depth)}}`;
  it('are read down to a thousand levels', () => assert.equal(advanced(nested(900)), 'phi'));
  it('are not read below that, and break nothing', () => assert.equal(advanced(nested(50_000)), 'unread'));
  it('the same for groups', () => {
    const groups = `${'{"Operator":"And","groups":['.repeat(50_000)}${']}'.repeat(50_000)}`;
    const condition = { ConditionName: 'ContentContainsSensitiveInformation', Value: [JSON.parse(groups)] };
    assert.equal(finds({ isAdvancedRule: true, advancedRule: { Condition: condition } }), 'unread');
  });
});

describe('HIPAA Enhanced template: four groups joined by And', () => {
  const classifier = { Name: 'Healthcare', Id: 'dcbada08-65bf-4561-b140-25d8fee4d143', Classifiertype: 'MLModel' };
  const names = { Name: 'All Full Names', Id: '50b8b56b-4ef8-44c2-a924-03374f5831ce' };
  it('finds PHI', () => {
    assert.equal(advanced(all(content(group(ssn), group(icd, medicalTerms), group(names), group(classifier)))), 'phi');
  });
});

describe('numbers of instances', () => {
  it('a rule from ten on does not cover one to nine; both together cover all', () => {
    const many = { from: 10, upTo: Infinity };
    assert.equal(coversEveryCount([many]), false);
    assert.equal(coversEveryCount([many, { from: 1, upTo: 9 }]), true);
    assert.equal(coversEveryCount([many, { from: 1, upTo: 8 }]), false);
    assert.equal(coversEveryCount([{ from: 1, upTo: 9 }]), false);
    assert.equal(coversEveryCount([]), false);
  });
  it('the rarer half decides from how many on a rule matches', () => {
    const condition = conditionOf({
      isAdvancedRule: true,
      advancedRule: all(content(group({ ...ssn, Mincount: 10 }), group(icd))),
    });
    assert.equal(findingOf(condition!).from, 10);
  });
});

describe('types and labels in a rule', () => {
  it('lists types but not those under Not, and labels under Not too', () => {
    const label = { Name: 'Confidential - PHI', Id: '7d1f0d56-1c64-4b6a-9f5b-3d1f3c0f5a10', Type: 'Sensitivity' };
    const condition = conditionOf({
      isAdvancedRule: true,
      advancedRule: all(content(group(ssn)), {
        Operator: 'Not',
        SubConditions: [content({ Name: 'l', Operator: 'Or', Labels: [label] }), content(group(card))],
      }),
    })!;
    assert.deepEqual(
      typesIn(condition).map(({ name }) => name),
      ['U.S. Social Security Number (SSN)'],
    );
    assert.deepEqual(
      labelsIn(condition).map(({ name }) => name),
      ['Confidential - PHI'],
    );
  });
});
