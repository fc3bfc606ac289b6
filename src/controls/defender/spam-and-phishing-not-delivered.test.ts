import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { spamAndPhishingNotDelivered } from './spam-and-phishing-not-delivered.ts';

const nobody = {
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
};
const preset = (kind: string, more: object = {}) => ({
  identity: `${kind} Preset Security Policy`,
  state: 'Enabled',
  hostedContentFilterPolicy: `${kind} Preset Security Policy9`,
  ...nobody,
  ...more,
});
const rule = (name: string, priority: number, more: object = {}) => ({
  identity: name,
  state: 'Enabled',
  priority,
  hostedContentFilterPolicy: name,
  ...nobody,
  ...more,
});
const policy = (identity: string, more: object = {}) => ({
  identity,
  isDefault: identity === 'Default',
  spamAction: 'MoveToJmf',
  highConfidenceSpamAction: 'Quarantine',
  phishSpamAction: 'Quarantine',
  highConfidencePhishAction: 'Quarantine',
  allowedSenderDomains: [],
  ...more,
});
const verdicts = (delivery: 'pass' | 'fail' | 'unknown', domains: typeof delivery) => ({
  'MS.SECURITYSUITE.6.1v1': delivery,
  'MS.SECURITYSUITE.6.2v1': domains,
});

testControl(spamAndPhishingNotDelivered, {
  pass: {
    'the default policy alone': [
      tenant({ presetRules: [], contentFilterRules: [], contentFilterPolicies: [policy('Default')] }),
      { policies: verdicts('pass', 'pass') },
    ],
    'Redirect and Delete also keep it out': tenant({
      presetRules: [],
      contentFilterRules: [],
      contentFilterPolicies: [policy('Default', { spamAction: 'Redirect', phishSpamAction: 'delete' })],
    }),
    'the Standard preset for everybody shadows a weak default': [
      tenant({
        presetRules: [preset('Standard')],
        contentFilterPolicies: [
          policy('Standard Preset Security Policy9'),
          policy('Default', { spamAction: 'AddXHeader' }),
        ],
      }),
      { policies: verdicts('pass', 'pass') },
    ],
    'a declared sender domain; the SCuBA policy knows no declared ones': [
      tenant(
        {
          presetRules: [],
          contentFilterRules: [],
          contentFilterPolicies: [policy('Default', { allowedSenderDomains: [{ Domain: 'lab.example.com' }] })],
        },
        {
          organization: {
            exclusions: {
              'defender.spam-and-phishing-not-delivered': { domains: ['Lab.example.com'], reason: 'Until May' },
            },
          },
        },
      ),
      { policies: verdicts('pass', 'fail') },
    ],
  },
  fail: {
    'the default policy only adds a header': [
      tenant({
        presetRules: [],
        contentFilterRules: [],
        contentFilterPolicies: [policy('Default', { phishSpamAction: 'AddXHeader' })],
      }),
      { policies: verdicts('fail', 'pass'), resources: ['Default anti-spam policy'] },
    ],
    'a domain is allowed': [
      tenant({
        presetRules: [],
        contentFilterRules: [],
        contentFilterPolicies: [policy('Default', { allowedSenderDomains: ['lab.example.com'] })],
      }),
      { policies: verdicts('pass', 'fail'), why: /Whole sender domains skip the filter for all recipients/ },
    ],
    'both, in a custom policy for everybody': [
      tenant({
        presetRules: [],
        contentFilterRules: [rule('Clinic', 0)],
        contentFilterPolicies: [
          policy('Clinic', { spamAction: 'NoAction', allowedSenderDomains: ['lab.example.com'] }),
          policy('Default'),
        ],
      }),
      { policies: verdicts('fail', 'fail'), resources: ['Clinic', 'Clinic'] },
    ],
  },
  partial: {
    'one group lets a domain in': [
      tenant({
        presetRules: [],
        contentFilterRules: [rule('Billing', 0, { sentToMemberOf: ['Billing'] })],
        contentFilterPolicies: [policy('Billing', { allowedSenderDomains: ['payer.example.net'] }), policy('Default')],
      }),
      { policies: verdicts('pass', 'pass'), resources: ['Billing'], why: /members of billing/ },
    ],
    'ScubaGear wants every custom policy that covers everybody to be good': [
      tenant({
        presetRules: [],
        contentFilterRules: [
          rule('First', 0, { sentTo: ['desk@clinic.example.com'] }),
          rule('Second', 1),
          rule('Third', 2),
        ],
        contentFilterPolicies: [
          policy('First', { spamAction: 'AddXHeader' }),
          policy('Second'),
          policy('Third', { spamAction: 'AddXHeader' }),
          policy('Default'),
        ],
      }),
      { policies: verdicts('fail', 'pass'), resources: ['First'] },
    ],
  },
  unknown: {
    'no policies were read; the Standard preset covers everybody': [
      tenant({ presetRules: [preset('Standard')] }),
      { policies: verdicts('unknown', 'unknown'), why: /phishing to quarantine, and no sender domain/ },
    ],
    'only the allowed domains were read': [
      tenant({
        presetRules: [],
        contentFilterRules: [],
        contentFilterPolicies: [{ identity: 'Default', isDefault: true, allowedSenderDomains: [] }],
      }),
      { policies: verdicts('unknown', 'pass') },
    ],
  },
});
