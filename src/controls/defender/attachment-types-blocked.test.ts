import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { attachmentTypesBlocked } from './attachment-types-blocked.ts';

const nobody = {
  sentTo: null,
  sentToMemberOf: null,
  recipientDomainIs: null,
  exceptIfSentTo: null,
  exceptIfSentToMemberOf: null,
  exceptIfRecipientDomainIs: null,
};
const preset = (kind: 'Strict' | 'Standard', more: object = {}) => ({
  identity: `${kind} Preset Security Policy`,
  state: 'Enabled',
  malwareFilterPolicy: `${kind} Preset Security Policy17`,
  ...nobody,
  ...more,
});
const rule = (name: string, priority: number, more: object = {}) => ({
  identity: name,
  state: 'Enabled',
  priority,
  malwareFilterPolicy: name,
  ...nobody,
  ...more,
});
const policy = (identity: string, enableFileFilter: boolean, fileTypes: string[] = ['exe', 'cmd', 'vbe', 'js']) => ({
  identity,
  isDefault: identity === 'Default',
  enableFileFilter,
  fileTypes,
});
const acceptedDomains = [{ domainName: 'clinic.example.com' }, { domainName: 'lab.example.com' }];
const id = 'MS.SECURITYSUITE.1.1v1';

testControl(attachmentTypesBlocked, {
  pass: {
    'the exceptions of the preset were not collected: what was not is said': [
      tenant({
        presetRules: [
          {
            identity: 'Strict Preset Security Policy',
            state: 'Enabled',
            sentTo: null,
            sentToMemberOf: null,
            recipientDomainIs: null,
          },
        ],
        malwareFilterRules: [],
        malwareFilterPolicies: [policy('Strict Preset Security Policy17', true), policy('Default', false)],
      }),
      { policies: { [id]: 'pass' }, why: /exceptions not collected/ },
    ],
    'no rules at all: the default policy has the filter': [
      tenant({ presetRules: [], malwareFilterRules: [], malwareFilterPolicies: [policy('Default', true)] }),
      { policies: { [id]: 'pass' }, resources: ['Default anti-malware policy'] },
    ],
    'the Strict preset for everybody shadows a weak Standard preset, custom rule and default': tenant({
      presetRules: [preset('Standard'), preset('Strict')],
      malwareFilterRules: [rule('Old', 0)],
      malwareFilterPolicies: [
        policy('Strict Preset Security Policy17', true),
        policy('Standard Preset Security Policy17', false),
        policy('Old', false),
        policy('Default', false),
      ],
    }),
    'a custom rule that lists every accepted domain covers everybody; a subdomain counts with its parent': tenant({
      presetRules: [],
      malwareFilterRules: [rule('Clinic', 0, { recipientDomainIs: ['CLINIC.example.com', 'lab.example.com'] })],
      malwareFilterPolicies: [policy('Clinic', true), policy('Default', false)],
      acceptedDomains: [...acceptedDomains, { domainName: 'north.lab.example.com' }],
    }),
    'a preset with a declared exception leaves nobody over': tenant(
      {
        presetRules: [preset('Standard', { exceptIfSentTo: ['Reports@clinic.example.com'] })],
        malwareFilterRules: [],
        malwareFilterPolicies: [policy('Standard Preset Security Policy17', true), policy('Default', false)],
      },
      {
        organization: {
          exclusions: {
            'defender.attachment-types-blocked': {
              mailboxes: ['reports@clinic.example.com'],
              reason: 'Phishing reports',
            },
          },
        },
      },
    ),
    'a weak custom rule for declared recipients only': tenant(
      {
        presetRules: [],
        malwareFilterRules: [rule('Reports', 0, { sentTo: ['reports@clinic.example.com'] })],
        malwareFilterPolicies: [policy('Reports', false), policy('Default', true)],
      },
      {
        organization: {
          exclusions: {
            'defender.attachment-types-blocked': { users: ['reports@clinic.example.com'], reason: 'Phishing reports' },
          },
        },
      },
    ),
    'a disabled preset and a disabled rule count for nothing': tenant({
      presetRules: [preset('Strict', { state: 'Disabled' })],
      malwareFilterRules: [rule('Old', 0, { state: 'Disabled' })],
      malwareFilterPolicies: [
        policy('Strict Preset Security Policy17', false),
        policy('Old', false),
        policy('Default', true),
      ],
    }),
    'ScubaGear looks at the first custom rule only and falls back to the default; the second rule covers everybody': [
      tenant({
        presetRules: [],
        malwareFilterRules: [rule('All', 1), rule('Billing', 0, { sentToMemberOf: ['billing@clinic.example.com'] })],
        malwareFilterPolicies: [policy('All', true), policy('Billing', true), policy('Default', false)],
      }),
      { policies: { [id]: 'fail' }, why: /ScubaGear's rule for MS\.SECURITYSUITE\.1\.1v1/ },
    ],
  },
  fail: {
    'the filter is off in the only policy': [
      tenant({ presetRules: [], malwareFilterRules: [], malwareFilterPolicies: [policy('Default', false)] }),
      { resources: ['Default anti-malware policy'], policies: { [id]: 'fail' }, wouldPassIf: /EnableFileFilter true/ },
    ],
    'the filter lacks one of the types': [
      tenant({
        presetRules: [],
        malwareFilterRules: [],
        malwareFilterPolicies: [policy('Default', true, ['cmd', 'VBE'])],
      }),
      { why: /off or incomplete for all recipients/, policies: { [id]: 'fail' } },
    ],
    'the Standard preset covers everybody and is weak: no command can change it': [
      tenant({
        presetRules: [preset('Standard')],
        malwareFilterRules: [],
        malwareFilterPolicies: [policy('Standard Preset Security Policy17', false), policy('Default', true)],
      }),
      { resources: ['Standard preset security policy'], policies: { [id]: 'fail' } },
    ],
    'a baseline that asks for more types': [
      tenant(
        { presetRules: [], malwareFilterRules: [], malwareFilterPolicies: [policy('Default', true)] },
        { parameters: { fileTypes: ['exe', 'cmd', 'vbe', 'iso'] } },
      ),
      { policies: { [id]: 'pass' } },
    ],
  },
  partial: {
    'a custom rule with a lower number leaves its recipients without the filter': [
      tenant({
        presetRules: [],
        malwareFilterRules: [rule('Imaging', 0, { recipientDomainIs: ['lab.example.com'] })],
        malwareFilterPolicies: [policy('Imaging', false), policy('Default', true)],
        acceptedDomains,
      }),
      { resources: ['Imaging'], why: /domains lab\.example\.com/, policies: { [id]: 'pass' } },
    ],
    'an undeclared exception of the preset falls to a weak default': [
      tenant({
        presetRules: [preset('Standard', { exceptIfSentToMemberOf: ['Surgeons'] })],
        malwareFilterRules: [],
        malwareFilterPolicies: [policy('Standard Preset Security Policy17', true), policy('Default', false)],
      }),
      {
        resources: ['Default anti-malware policy'],
        why: /leave out \(members of surgeons\)/,
        wouldPassIf: /declare as left out: members of surgeons/,
        policies: { [id]: 'pass' },
      },
    ],
    'the Strict preset covers one domain, the default is weak': [
      tenant({
        presetRules: [preset('Strict', { recipientDomainIs: ['lab.example.com'] })],
        malwareFilterRules: [],
        malwareFilterPolicies: [policy('Strict Preset Security Policy17', true), policy('Default', false)],
        acceptedDomains,
      }),
      { why: /for all other recipients/, policies: { [id]: 'fail' } },
    ],
  },
  unknown: {
    'the preset covers everybody but no policy was read: says what that proves': [
      tenant({ presetRules: [preset('Standard')] }),
      { why: /Standard preset security policy covers all recipients/, policies: { [id]: 'unknown' } },
    ],
    'custom rules were not read and the default would be weak': [
      tenant({ presetRules: [], malwareFilterPolicies: [policy('Default', false)] }),
      { policies: { [id]: 'unknown' } },
    ],
    'accepted domains were not read, so whether anybody is left for the weak default is open': tenant({
      presetRules: [],
      malwareFilterRules: [rule('Clinic', 0, { recipientDomainIs: ['clinic.example.com'] })],
      malwareFilterPolicies: [policy('Clinic', true), policy('Default', false)],
    }),
  },
});
