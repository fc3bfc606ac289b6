import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Judged,
  type Tier,
  actingTiers,
  judgeActing,
  lastTier,
  scubaVerdict,
  tiersOf,
} from './mail-protection.ts';
import { scopeOf } from './recipient-scope.ts';

const declared = { users: [], groups: [], domains: [], mailboxes: [] };
const open = {
  state: 'Enabled',
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
};
const accepted = [{ domainName: 'clinic.example.com' }, { domainName: 'lab.example.com' }];
const tiers = (
  presets: object[],
  custom: object[] | undefined,
  domains: typeof accepted | undefined = accepted,
): Tier[] =>
  tiersOf({
    presets,
    presetKey: 'presetRules',
    presetPolicy: () => '',
    custom,
    customKey: 'malwareFilterRules',
    customPolicy: () => '',
    last: [lastTier('default', 'Default', 'Default', 'malwareFilterPolicies')],
    acceptedDomains: domains,
    declared,
  });
const strict = (more: object = {}) => ({ ...open, identity: 'Strict Preset Security Policy', ...more });
const standard = (more: object = {}) => ({ ...open, identity: 'Standard Preset Security Policy', ...more });
const rule = (identity: string, priority: number, more: object = {}) => ({ ...open, identity, priority, ...more });
const names = (given: Tier[]) => actingTiers(given).map((tier) => `${tier.name}: ${tier.appliesTo}`);

describe('order of precedence', () => {
  it('Strict, Standard, custom by number, default, whatever the order in the source', () => {
    const limited = { sentToMemberOf: ['Surgeons'] };
    const given = tiers([standard(limited), strict(limited)], [rule('B', 2, limited), rule('A', 1, limited)]);
    assert.deepEqual(
      given.map((tier) => tier.name),
      ['Strict preset security policy', 'Standard preset security policy', 'A', 'B', 'Default'],
    );
  });
  it('ends where everybody is covered', () => {
    assert.deepEqual(names(tiers([strict(), standard()], [rule('A', 0)])), [
      'Strict preset security policy: all recipients',
    ]);
  });
  it('a rule without a number comes last', () => {
    const given = tiers([], [rule('No number', 0, { priority: null, sentTo: ['a@lab.example.com'] }), rule('Nine', 9)]);
    assert.deepEqual(
      given.map((tier) => tier.name),
      ['Nine', 'No number', 'Default'],
    );
  });
  it('says who is left', () => {
    assert.deepEqual(
      names(
        tiers(
          [strict({ sentTo: ['a@lab.example.com'] }), standard({ exceptIfRecipientDomainIs: ['lab.example.com'] })],
          [],
        ),
      ),
      [
        'Strict preset security policy: users a@lab.example.com',
        'Standard preset security policy: all other recipients, without domain lab.example.com',
        'Default: those whom earlier rules leave out (domain lab.example.com)',
      ],
    );
  });
});

describe('scope', () => {
  const scope = (
    more: object,
    preset = false,
    domains: string[] | undefined = ['clinic.example.com', 'lab.example.com'],
  ) => scopeOf({ ...open, ...more }, preset, domains, declared);
  it('no condition is everybody', () => {
    assert.equal(scope({}).everyone, true);
    assert.equal(scope({}).scuba, true);
  });
  it('all accepted domains are everybody; ScubaGear wants that of custom rules only', () => {
    const all = { recipientDomainIs: ['LAB.example.com', 'clinic.example.com'] };
    assert.deepEqual([scope(all).everyone, scope(all).scuba], [true, true]);
    assert.deepEqual([scope(all, true).everyone, scope(all, true).scuba], [true, false]);
    assert.deepEqual(
      [scope({ recipientDomainIs: ['example.com'] }).everyone, scope({ recipientDomainIs: ['example.com'] }).scuba],
      [true, false],
    );
  });
  it('a user besides all domains is a condition that narrows', () => {
    assert.equal(scope({ sentTo: ['a@lab.example.com'], recipientDomainIs: ['example.com'] }).everyone, false);
  });
  it('accepted domains or exceptions that were not read leave it open', () => {
    assert.equal(
      scopeOf({ ...open, recipientDomainIs: ['lab.example.com'] }, false, undefined, declared).everyone,
      undefined,
    );
    assert.equal(scope({ exceptIfSentTo: undefined }).everyone, undefined);
  });
  it('an exception counts for ScubaGear in custom rules only', () => {
    const except = { exceptIfSentTo: ['a@lab.example.com'] };
    assert.deepEqual([scope(except).scuba, scope(except, true).scuba], [false, true]);
    assert.deepEqual(scope(except).leavesOut, ['a@lab.example.com']);
  });
});

describe('judging', () => {
  const weak =
    (...named: string[]) =>
    (tier: Tier): Judged => ({ state: named.includes(tier.name) ? 'weak' : 'good', actual: 'as set' });
  it('a weak policy that acts on nobody does not matter', () => {
    assert.equal(judgeActing(tiers([standard()], []), weak('Default'), '').outcome, 'pass');
  });
  it('weak for part is partial, for all is fail', () => {
    const given = tiers([], [rule('Part', 0, { sentToMemberOf: ['Surgeons'] })]);
    assert.equal(judgeActing(given, weak('Part'), '').outcome, 'partial');
    assert.equal(judgeActing(given, weak('Default'), '').outcome, 'partial');
    assert.equal(judgeActing(given, weak('Part', 'Default'), '').outcome, 'fail');
  });
  it('a weak default behind custom rules that were not read proves nothing', () => {
    assert.equal(judgeActing(tiers([], undefined), weak('Default'), '').outcome, 'unknown');
  });
  it('ScubaGear takes the first custom rule or the default', () => {
    const given = tiers([], [rule('Part', 0, { sentToMemberOf: ['Surgeons'] }), rule('All', 1)]);
    assert.equal(scubaVerdict(given, weak('All')), 'pass');
    assert.equal(scubaVerdict(given, weak('Default')), 'fail');
    assert.equal(scubaVerdict(given, weak('All'), 'every'), 'fail');
    assert.equal(scubaVerdict(tiers([], undefined), weak('Default')), 'unknown');
  });
});
