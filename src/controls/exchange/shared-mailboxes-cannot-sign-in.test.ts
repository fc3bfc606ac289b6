import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { sharedMailboxesCannotSignIn } from './shared-mailboxes-cannot-sign-in.ts';

const mailbox = (name: string, recipientTypeDetails = 'SharedMailbox', more: object = {}) => ({
  identity: name,
  primarySmtpAddress: `${name}@clinic.example.com`,
  userPrincipalName: `${name}@clinic.example.com`,
  externalDirectoryObjectId: `id-${name}`,
  recipientTypeDetails,
  ...more,
});
const user = (name: string, accountEnabled: boolean, more: object = {}) => ({
  id: `ID-${name}`,
  userPrincipalName: `${name}@clinic.example.com`,
  accountEnabled,
  ...more,
});

testControl(sharedMailboxesCannotSignIn, {
  pass: {
    'blocked; people may sign in': [
      tenant({
        mailboxes: [mailbox('billing'), mailbox('kim', 'UserMailbox')],
        users: [user('billing', false), user('kim', true)],
      }),
      { resources: ['billing@clinic.example.com'] },
    ],
    "Exchange's word where users were not read": tenant({
      mailboxes: [mailbox('billing', 'SharedMailbox', { accountDisabled: true })],
    }),
    'a declared one': tenant(
      { mailboxes: [mailbox('billing')], users: [user('billing', true)] },
      {
        organization: {
          exclusions: {
            'exchange.shared-mailboxes-cannot-sign-in': {
              mailboxes: ['Billing@clinic.example.com'],
              reason: 'Scan to mail until June',
            },
          },
        },
      },
    ),
  },
  fail: {
    'S0-32: a shared mailbox that can sign in': [
      tenant({ mailboxes: [mailbox('billing'), mailbox('info')], users: [user('billing', true), user('info', false)] }),
      { resources: ['billing@clinic.example.com'], why: /1 of 2/, wouldPassIf: /billing@clinic/ },
    ],
    "Entra's word counts before Exchange's": tenant({
      mailboxes: [mailbox('billing', 'SharedMailbox', { accountDisabled: true })],
      users: [user('billing', true)],
    }),
    'a synchronized account: nothing is offered here': tenant({
      mailboxes: [mailbox('billing')],
      users: [user('billing', true, { onPremisesImmutableId: 'x==' })],
    }),
    'users were not read: nothing to write to': tenant({
      mailboxes: [mailbox('billing', 'SharedMailbox', { accountDisabled: false })],
    }),
  },
  'not-applicable': { 'no shared mailbox': tenant({ mailboxes: [mailbox('kim', 'UserMailbox')] }) },
  unknown: { 'neither service was asked': tenant({ mailboxes: [mailbox('billing')] }) },
});
