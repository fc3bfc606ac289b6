import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exchangeAdminRecord, mailboxRecord } from '../../test/audit-records.ts';
import { eventsOf } from '../../test/detection.ts';
import { isCleared, isOwnChange, mailboxNamed } from './cmdlet.ts';

const nina = 'nina@clinic.example.com';
const cmdlet = (name: string, parameters: Record<string, string>, user = nina, fields = {}) =>
  eventsOf([exchangeAdminRecord(name, parameters, { user }, fields)])[0]!;

describe('isOwnChange', () => {
  const cases: readonly [string, string, object, boolean][] = [
    ['an admin', nina, {}, true],
    ['an admin of a partner', 'tech@partner.example.net', { ExternalAccess: true, UserType: 9 }, true],
    ['an app without a name of its own', 'ServicePrincipal_11111111-2222-4333-8444-555555555555', {}, true],
    ['it failed', nina, { ResultStatus: 'False' }, false],
    ['Windows', 'NT AUTHORITY\\SYSTEM (w3wp)', {}, false],
    ['staff of Microsoft', 'NAMPR07A001\\someone', { ExternalAccess: true, UserType: 3 }, false],
    ['staff of Microsoft by address', 'someone@NAMPR07A001.prod.outlook.com', { ExternalAccess: 'True' }, false],
    ['a service of Microsoft', 'Some.Service', { ExternalAccess: true, UserType: 5 }, false],
  ];
  for (const [what, user, fields, expected] of cases)
    it(`${what}: ${String(expected)}`, () =>
      assert.equal(isOwnChange(cmdlet('Set-Mailbox', {}, user, fields)), expected));
});

describe('mailboxNamed', () => {
  const path = 'NAMP.PROD.OUTLOOK.COM/Microsoft Exchange Hosted Organizations/clinic.onmicrosoft.com/ruth';
  const id = '22222222-2222-4333-8444-555555555555';
  const cases: readonly [string, ReturnType<typeof cmdlet>, string][] = [
    ['by identity', cmdlet('Set-Mailbox', { Identity: 'ruth' }), 'ruth'],
    ['by path', cmdlet('Set-Mailbox', { Identity: path }), 'ruth'],
    ['by id, resolved', cmdlet('Set-Mailbox', { Identity: id }, nina, { ModifiedObjectResolvedName: 'ruth' }), 'ruth'],
    ['a folder', cmdlet('Add-MailboxFolderPermission', { Identity: 'ruth:\\Inbox\\Jane Sample' }), 'ruth'],
    ['a rule of the own mailbox', cmdlet('New-InboxRule', { Name: 'Jane Sample' }), nina],
    ['a rule of another mailbox', cmdlet('New-InboxRule', { Name: 'x', Mailbox: 'ruth' }), 'ruth'],
    ['a rule by number', cmdlet('Set-InboxRule', { Identity: 'ruth\\15' }), 'ruth'],
    [
      'a mailbox operation',
      eventsOf([mailboxRecord('UpdateInboxRules', { owner: 'ruth@clinic.example.com' })])[0]!,
      'ruth@clinic.example.com',
    ],
  ];
  for (const [what, event, expected] of cases) it(what, () => assert.equal(mailboxNamed(event), expected));
});

it('isCleared', () => {
  for (const value of ['', ' ', '$null', 'None', '{}']) assert.equal(isCleared(value), true);
  for (const value of [undefined, 'x', 'False']) assert.equal(isCleared(value), false);
});
