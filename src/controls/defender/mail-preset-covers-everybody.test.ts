import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { mailPresetCoversEverybody } from './mail-preset-covers-everybody.ts';

const rule = (kind: 'Strict' | 'Standard', more: object = {}) => ({
  identity: `${kind} Preset Security Policy`,
  state: 'Enabled',
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
  ...more,
});
const policy = (outcome: 'pass' | 'fail' | 'unknown') => ({ 'MS.DEFENDER.1.2v1': outcome });
const leaving = (exclusions: object) => ({
  organization: {
    exclusions: { 'defender.mail-preset-covers-everybody': { ...exclusions, reason: 'Phishing reports' } },
  },
});
const acceptedDomains = [{ domainName: 'clinic.example.com' }, { domainName: 'lab.example.com' }];

testControl(mailPresetCoversEverybody, {
  pass: {
    'Strict for a domain, Standard for all recipients': [
      tenant({ presetRules: [rule('Strict', { recipientDomainIs: ['lab.example.com'] }), rule('Standard')] }),
      { policies: policy('pass'), resources: ['Strict preset security policy', 'Standard preset security policy'] },
    ],
    'a declared mailbox is left out': tenant(
      { presetRules: [rule('Standard', { exceptIfSentTo: ['reports@clinic.example.com'] })] },
      leaving({ mailboxes: ['reports@clinic.example.com'] }),
    ),
    'Standard names every accepted domain: covered, though ScubaGear wants no condition': [
      tenant({
        presetRules: [rule('Standard', { recipientDomainIs: ['clinic.example.com', 'lab.example.com'] })],
        acceptedDomains,
      }),
      { policies: policy('fail') },
    ],
    'Strict leaves a group out that Standard names': tenant({
      presetRules: [
        rule('Strict', { exceptIfSentToMemberOf: ['Front Desk'] }),
        rule('Standard', { sentToMemberOf: ['Front Desk'] }),
      ],
    }),
    'Strict and Standard leave out different people, so the other one has them': tenant({
      presetRules: [
        rule('Strict', { exceptIfSentTo: ['ruth@clinic.example.com'] }),
        rule('Standard', { exceptIfSentTo: ['omar@clinic.example.com'] }),
      ],
    }),
  },
  partial: {
    'an undeclared group is left out; ScubaGear does not look': [
      tenant({ presetRules: [rule('Standard', { exceptIfSentToMemberOf: ['Surgeons'] })] }),
      {
        policies: policy('pass'),
        why: /Not covered: those whom earlier rules leave out \(members of surgeons\)/,
        wouldPassIf: /declare as left out/,
      },
    ],
    'specific users only': [
      tenant({ presetRules: [rule('Standard', { sentTo: ['ruth@clinic.example.com'] })] }),
      {
        policies: policy('fail'),
        resources: ['Standard preset security policy'],
        why: /Not covered: all other recipients/,
      },
    ],
    'one of two accepted domains': tenant({
      presetRules: [rule('Standard', { recipientDomainIs: ['lab.example.com'] })],
      acceptedDomains,
    }),
    'both presets leave out the same person': [
      tenant({
        presetRules: [
          rule('Strict', { exceptIfSentTo: ['ruth@clinic.example.com'] }),
          rule('Standard', { exceptIfSentTo: ['ruth@clinic.example.com'] }),
        ],
      }),
      { policies: policy('pass'), why: /ruth@clinic\.example\.com/ },
    ],
    'a declared group does not excuse another one': tenant(
      { presetRules: [rule('Standard', { exceptIfSentToMemberOf: ['Surgeons', 'Reports'] })] },
      leaving({ groups: ['reports'] }),
    ),
  },
  fail: {
    'no preset': [tenant({ presetRules: [] }), { policies: policy('fail') }],
    'the preset that names all recipients is off': [
      tenant({ presetRules: [rule('Standard', { state: 'Disabled' })] }),
      { policies: policy('fail') },
    ],
  },
  unknown: {
    'whether the rule is on was not read, which ScubaGear does not ask': [
      tenant({
        presetRules: [
          { Identity: 'Standard Preset Security Policy', SentTo: null, SentToMemberOf: null, RecipientDomainIs: null },
        ],
      }),
      { policies: policy('pass') },
    ],
    'domains are named and the accepted domains were not read': [
      tenant({ presetRules: [rule('Standard', { recipientDomainIs: ['lab.example.com'] })] }),
      { policies: policy('fail') },
    ],
  },
});
