import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testControl, verdictOn } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { smtpAuthOff } from './smtp-auth-off.ts';

const off = { transportConfig: { smtpClientAuthenticationDisabled: true } };
const on = { transportConfig: [{ SmtpClientAuthenticationDisabled: false }] };
const mailbox = (name: string, smtpClientAuthenticationDisabled: boolean | null) => ({
  guid: `guid-${name}`,
  name,
  smtpClientAuthenticationDisabled,
});
const declaring = (...mailboxes: string[]) => ({
  organization: { exclusions: { 'exchange.smtp-auth-off': { mailboxes, reason: 'Copier' } } },
});

testControl(smtpAuthOff, {
  pass: {
    'off for the tenant and no mailbox says otherwise': [
      tenant({ ...off, casMailboxes: [mailbox('ruth', null), mailbox('omar', true)] }),
      { resources: ['Transport settings'], policies: { 'MS.EXO.5.1v1': 'pass' } },
    ],
    'a declared mailbox may have it on': tenant(
      { ...off, casMailboxes: [mailbox('copier', false)] },
      declaring('COPIER'),
    ),
  },
  fail: {
    'on for the tenant': [
      tenant({ ...on, casMailboxes: [mailbox('ruth', null)] }),
      { resources: ['Transport settings'], policies: { 'MS.EXO.5.1v1': 'fail' } },
    ],
    'S3-30: one mailbox turns it on for itself': [
      tenant({ ...off, casMailboxes: [mailbox('ruth', null), mailbox('copier', false)] }),
      { resources: ['copier'], policies: { 'MS.EXO.5.1v1': 'pass' }, wouldPassIf: /declare the mailbox/ },
    ],
    both: [
      tenant({ ...on, casMailboxes: [mailbox('copier', false)] }),
      { resources: ['Transport settings', 'copier'] },
    ],
  },
  unknown: {
    'off for the tenant, mailboxes not read': [
      tenant(off),
      { why: /single mailboxes/, policies: { 'MS.EXO.5.1v1': 'pass' } },
    ],
    'mailboxes read without this field': tenant({ ...off, casMailboxes: [{ name: 'ruth', imapEnabled: false }] }),
  },
});

it('exchange.smtp-auth-off: on for the tenant fails without the mailboxes too', () => {
  const verdict = verdictOn(smtpAuthOff, tenant(on));
  assert.equal(verdict.outcome, 'fail');
  assert.deepEqual(verdict.policies, { 'MS.EXO.5.1v1': 'fail' });
});
