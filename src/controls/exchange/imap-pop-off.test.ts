import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { imapPopOff } from './imap-pop-off.ts';

const record = (name: string, imapEnabled: boolean | null, popEnabled: boolean | null) => ({
  guid: `guid-${name}`,
  identity: name,
  name,
  imapEnabled,
  popEnabled,
});
const offPlan = [record('ExchangeOnlineEnterprise', false, false)];
const clinic = (casMailboxes: object[], casMailboxPlans: object[] = offPlan, ...mailboxes: string[]) =>
  tenant(
    { casMailboxes, casMailboxPlans },
    { organization: { exclusions: { 'exchange.imap-pop-off': { mailboxes, reason: 'Lab interface' } } } },
  );

testControl(imapPopOff, {
  pass: {
    'off everywhere': [clinic([record('ruth', false, false)]), { resources: ['ExchangeOnlineEnterprise'] }],
    'a declared mailbox may have it on': clinic(
      [record('ruth', false, false), record('lab', true, false)],
      offPlan,
      'Lab',
    ),
  },
  fail: {
    'S3-20: three mailboxes on give three rows': [
      clinic([
        record('ruth', true, false),
        record('omar', false, true),
        record('lena', true, true),
        record('ivy', false, false),
      ]),
      {
        resources: ['ruth', 'omar', 'lena'],
        why: /3 of 4 mailboxes/,
        wouldPassIf: /ruth, omar, lena, or if you declare/,
      },
    ],
    'only the plan for new mailboxes has it on': [
      clinic([record('ruth', false, false)], [record('ExchangeOnlineDeskless', false, true)]),
      { resources: ['ExchangeOnlineDeskless'], why: /New mailboxes/ },
    ],
    'a plan cannot be declared as a mailbox': clinic([], [record('plan', true, true)], 'plan'),
    'not said to be off': [clinic([record('ruth', null, false)]), { resources: ['ruth'] }],
  },
  unknown: { 'no plan for new mailboxes is known': clinic([record('ruth', false, false)], []) },
});
