import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { externalSendersMarked } from './external-senders-marked.ts';

const rule = (name: string, more: object = {}) => ({
  identity: name,
  name,
  state: 'Enabled',
  mode: 'Enforce',
  fromScope: 'NotInOrganization',
  prependSubject: '[External]',
  ...more,
});
const fromScope = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.FromScopePredicate';
const clinic = (transportRules: unknown, enabled?: boolean | null, declared: string[] = []) =>
  tenant(
    { transportRules, ...(enabled !== undefined && { externalInOutlook: [{ Enabled: enabled }] }) },
    {
      organization: {
        exclusions: { 'exchange.external-senders-marked': { domains: declared, reason: 'Sister practice' } },
      },
    },
  );
const scuba = (outcome: 'pass' | 'fail' | 'unknown') => ({ policies: { 'MS.EXO.7.1v1': outcome } });

testControl(externalSendersMarked, {
  pass: {
    'an enforced rule with a prefix': [
      clinic([rule('Mark', { conditions: [fromScope], exceptions: null })]),
      { resources: ['Mark'], ...scuba('pass') },
    ],
    'a rule that holds only what the policy looks at': [
      clinic({ State: 'Enabled', Mode: 'Enforce', FromScope: 'NotInOrganization', PrependSubject: '[EXT]' }),
      scuba('pass'),
    ],
    'one rule marks, of another only state and mode were collected': [
      clinic([rule('Mark', { conditions: [fromScope] }), { State: 'Enabled', Mode: 'Enforce' }]),
      { resources: ['Mark'], ...scuba('pass') },
    ],
    'the External tag alone, which SCuBA ignores': [
      clinic([], true),
      { resources: ['External tag in Outlook'], ...scuba('fail') },
    ],
    'an exception for a declared domain': clinic(
      [
        rule('Mark', {
          conditions: [fromScope],
          exceptions: 'X.SenderDomainIsPredicate',
          exceptIfSenderDomainIs: ['Sister.example.com'],
        }),
      ],
      false,
      ['sister.example.com'],
    ),
  },
  partial: {
    'an exception that nobody declared': [
      clinic(
        [rule('Mark', { exceptions: ['X.SenderDomainIsPredicate'], exceptIfSenderDomainIs: ['sister.example.com'] })],
        false,
      ),
      { resources: ['Mark'], ...scuba('pass') },
    ],
    'a further condition narrows the rule, which SCuBA ignores': [
      clinic([rule('Mark', { conditions: [fromScope, 'X.SentToMemberOfPredicate'] })], false),
      { resources: ['Mark'], ...scuba('pass') },
    ],
  },
  fail: {
    'no rule and no tag': [clinic([null], false), { resources: ['External tag in Outlook'], ...scuba('fail') }],
    'the rule is off': [clinic([rule('Mark', { state: 'Disabled' })], false), scuba('fail')],
    'the rule is in test mode': [clinic([rule('Mark', { mode: 'AuditAndNotify' })], false), scuba('fail')],
    'the rule is for mail from inside': [clinic([rule('Mark', { fromScope: 'InOrganization' })], false), scuba('fail')],
    'no prefix': [clinic([rule('Mark', { prependSubject: '' })], false), scuba('fail')],
    'the rule has expired': [clinic([rule('Mark', { expiryDate: '2026-11-01T00:00:00Z' })], false), scuba('pass')],
  },
  unknown: {
    'what the only rule does was not collected': [
      clinic([{ State: 'Enabled', Mode: 'Enforce' }], false),
      { ...scuba('unknown'), why: /does not hold all/ },
    ],
    'what a rule that is off does need not be known': [clinic([{ State: 'Disabled' }]), scuba('fail')],
    'no rule, and the tag was not read': [clinic([]), { why: /Get-ExternalInOutlook/, ...scuba('fail') }],
    'the tag says neither': clinic([], null),
  },
});
