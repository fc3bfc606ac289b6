import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { noOutsideForwarding } from './no-outside-forwarding.ts';

const acceptedDomains = [
  { domainName: 'larkmeadow.example.com', matchSubDomains: true },
  { domainName: 'larkmeadow.example.net', matchSubDomains: false },
];
const mailbox = (name: string, forwarding: object = {}) => ({
  guid: `guid-${name}`,
  name,
  alias: name,
  primarySmtpAddress: `${name}@larkmeadow.example.com`,
  legacyExchangeDN: `/o=Exchange/cn=Recipients/cn=${name}`,
  forwardingSmtpAddress: null,
  forwardingAddress: null,
  ...forwarding,
});
const rule = (name: string, actions: object = {}) => ({
  guid: `guid-${name}`,
  name,
  state: 'Enabled',
  mode: 'Enforce',
  redirectMessageTo: null,
  blindCopyTo: null,
  copyTo: null,
  addToRecipients: null,
  ...actions,
});
const inboxRule = (name: string, actions: object = {}) => ({
  identity: `frontdesk\\${name}`,
  name,
  mailboxOwnerId: 'frontdesk',
  enabled: true,
  forwardTo: null,
  forwardAsAttachmentTo: null,
  redirectTo: null,
  ...actions,
});
const clinic = (
  given: { mailboxes?: object[]; transportRules?: object[]; inboxRules?: object[] },
  declared: object = {},
) =>
  tenant(
    { acceptedDomains, mailboxes: [mailbox('frontdesk')], transportRules: [], inboxRules: [], ...given },
    {
      organization: { exclusions: { 'exchange.no-outside-forwarding': { reason: 'Answering service', ...declared } } },
    },
  );
const outside = 'smtp:night@answering.example.org';

testControl(noOutsideForwarding, {
  pass: {
    'nothing forwards': clinic({}),
    'forwarding inside, by address, subdomain, name and directory name': clinic({
      mailboxes: [
        mailbox('frontdesk', { forwardingSmtpAddress: 'smtp:Billing@LARKMEADOW.example.net' }),
        mailbox('billing', { forwardingAddress: 'frontdesk' }),
      ],
      transportRules: [rule('copies', { blindCopyTo: ['archive@mail.larkmeadow.example.com'] })],
      inboxRules: [
        inboxRule('to a colleague', { redirectTo: ['"Billing" [EX:/o=Exchange/cn=Recipients/cn=billing]'] }),
      ],
    }),
    'a declared mailbox may forward outside': clinic(
      { mailboxes: [mailbox('frontdesk', { forwardingSmtpAddress: outside })] },
      { mailboxes: ['FrontDesk@larkmeadow.example.com'] },
    ),
    'a declared domain may be forwarded to': clinic(
      { mailboxes: [mailbox('frontdesk', { forwardingSmtpAddress: outside })] },
      { domains: ['answering.example.org'] },
    ),
    'a declared rule may redirect outside': clinic(
      { transportRules: [rule('night', { redirectMessageTo: ['night@answering.example.org'] })] },
      { policies: ['Night'] },
    ),
    'a rule that is off or in test mode sends nothing': clinic({
      transportRules: [
        rule('off', { state: 'Disabled', redirectMessageTo: ['x@answering.example.org'] }),
        rule('test', { mode: 'Audit', blindCopyTo: ['x@answering.example.org'] }),
      ],
      inboxRules: [inboxRule('off', { enabled: false, forwardTo: ['"X" [SMTP:x@answering.example.org]'] })],
    }),
  },
  fail: {
    'a mailbox forwards outside': [
      clinic({ mailboxes: [mailbox('frontdesk', { forwardingSmtpAddress: outside }), mailbox('billing')] }),
      { resources: ['frontdesk@larkmeadow.example.com'], why: /1 of 2 mailboxes/, wouldPassIf: /declare it/ },
    ],
    'a sibling of an accepted domain is outside': clinic({
      mailboxes: [mailbox('frontdesk', { forwardingSmtpAddress: 'smtp:a@sub.larkmeadow.example.net' })],
    }),
    'a domain that only ends like an accepted one is outside': clinic({
      mailboxes: [mailbox('frontdesk', { forwardingSmtpAddress: 'smtp:a@evillarkmeadow.example.com' })],
    }),
    'a mail flow rule, an inbox rule and a mailbox, each named': [
      clinic({
        mailboxes: [mailbox('frontdesk', { forwardingSmtpAddress: outside })],
        transportRules: [rule('copy all', { blindCopyTo: ['night@answering.example.org'] })],
        inboxRules: [inboxRule('hide', { forwardAsAttachmentTo: ['"N" [SMTP:night@answering.example.org]'] })],
      }),
      { resources: ['frontdesk@larkmeadow.example.com', 'copy all', 'hide'] },
    ],
  },
  unknown: {
    'mailboxes and inbox rules were not read, rules are fine': [
      tenant({ acceptedDomains, transportRules: [rule('none')] }),
      { why: /mailboxes: they were not read.*inbox rules/s },
    ],
    'the rules hold no recipients at all': tenant({
      acceptedDomains,
      transportRules: [{ name: 'x', state: 'Enabled' }],
      mailboxes: [mailbox('frontdesk')],
      inboxRules: [],
    }),
    'forwarding to a name that is no mailbox here': [
      clinic({ mailboxes: [mailbox('frontdesk', { forwardingAddress: 'Dr. Osei (home)' })] }),
      { resources: ['frontdesk@larkmeadow.example.com'] },
    ],
    'no accepted domain is known': tenant({ acceptedDomains: [], transportRules: [], mailboxes: [], inboxRules: [] }),
  },
});
