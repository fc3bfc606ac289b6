import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { safeAttachmentsCoverAllMail } from './safe-attachments-cover-all-mail.ts';

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
  ...nobody,
  ...more,
});
const rule = (name: string, priority: number, more: object = {}) => ({
  identity: name,
  state: 'Enabled',
  priority,
  safeAttachmentPolicy: name,
  ...nobody,
  ...more,
});
const policy = (identity: string, action: string, enable = true) => ({ identity, action, enable });
const builtIn = (more: object = {}) => ({
  identity: 'ATP Built-In Protection Rule',
  state: 'Enabled',
  ...nobody,
  ...more,
});
const builtInBlocks = policy('Built-In Protection Policy', 'Block');
const id = 'MS.SECURITYSUITE.1.3v1';
const custom = {
  presetDefenderRules: [],
  safeAttachmentRules: [rule('Clinic', 0)],
  builtInProtectionRules: [builtIn()],
  acceptedDomains: [{ domainName: 'clinic.example.com' }],
};

testControl(safeAttachmentsCoverAllMail, {
  pass: {
    'Built-in protection without exceptions': [
      tenant({
        presetDefenderRules: [],
        safeAttachmentRules: [],
        builtInProtectionRules: [builtIn()],
        safeAttachmentPolicies: [builtInBlocks],
      }),
      { resources: ['Built-in protection'], policies: { [id]: 'pass' } },
    ],
    'the Strict preset for everybody with action Block': tenant({
      presetDefenderRules: [preset('Strict')],
      safeAttachmentPolicies: [policy('Strict Preset Security Policy1681329958553', 'Block')],
    }),
    'a custom rule for everybody with Dynamic Delivery': [
      tenant({ ...custom, safeAttachmentPolicies: [policy('Clinic', 'DynamicDelivery'), builtInBlocks] }),
      { policies: { [id]: 'pass' } },
    ],
    'a Built-in exception that another rule covers, and a declared one': tenant(
      {
        presetDefenderRules: [],
        safeAttachmentRules: [],
        builtInProtectionRules: [builtIn({ exceptIfRecipientDomainIs: ['lab.example.com'] })],
        safeAttachmentPolicies: [builtInBlocks],
      },
      {
        organization: {
          exclusions: {
            'defender.safe-attachments-cover-all-mail': {
              domains: ['lab.example.com'],
              reason: 'Own gateway checks it',
            },
          },
        },
      },
    ),
  },
  fail: {
    'the Standard preset allows malware: no command can change that': [
      tenant({
        presetDefenderRules: [preset('Standard')],
        safeAttachmentPolicies: [policy('Standard Preset Security Policy1', 'Allow'), builtInBlocks],
      }),
      { policies: { [id]: 'fail' } },
    ],
    'the custom rule for everybody only allows': [
      tenant({ ...custom, safeAttachmentPolicies: [policy('Clinic', 'Allow'), builtInBlocks] }),
      { resources: ['Clinic'], policies: { [id]: 'fail' } },
    ],
    'the custom policy says Block but is not enabled': [
      tenant({ ...custom, safeAttachmentPolicies: [policy('Clinic', 'Block', false), builtInBlocks] }),
      { resources: ['Clinic'], policies: { [id]: 'fail' } },
    ],
    'there is no Built-in protection, and the Standard preset is off': [
      tenant({
        presetDefenderRules: [preset('Standard', { state: 'Disabled' })],
        safeAttachmentRules: [],
        builtInProtectionRules: [],
        safeAttachmentPolicies: [policy('Standard Preset Security Policy1', 'Block')],
      }),
      { resources: ['No Safe Attachments policy'], policies: { [id]: 'fail' } },
    ],
  },
  partial: {
    'an undeclared Built-in exception leaves a group with nothing': [
      tenant({
        presetDefenderRules: [],
        safeAttachmentRules: [],
        builtInProtectionRules: [builtIn({ exceptIfSentToMemberOf: ['Front Desk'] })],
        safeAttachmentPolicies: [builtInBlocks],
      }),
      {
        resources: ['No Safe Attachments policy'],
        why: /leave out \(members of front desk\)/,
        wouldPassIf: /declare as left out: members of front desk/,
        policies: { [id]: 'fail' },
      },
    ],
  },
  'not-licensed': {
    'the source says that the commands do not exist': tenant({
      presetDefenderRules: [],
      safeAttachmentRules: [],
      builtInProtectionRules: [],
      safeAttachmentPolicies: [],
      defenderLicense: { available: false },
    }),
    'the licenses were read and lack it': tenant({
      presetDefenderRules: [],
      servicePlans: [{ servicePlanName: 'EXCHANGE_S_STANDARD', provisioningStatus: 'Success' }],
    }),
  },
  unknown: {
    'licensed, yet the commands could not be run': tenant({
      presetDefenderRules: [],
      defenderLicense: { available: false },
      servicePlans: [{ servicePlanName: 'ATP_ENTERPRISE_GOV', provisioningStatus: 'Success' }],
    }),
    'the preset covers everybody but no policy was read': [
      tenant({ presetDefenderRules: [preset('Standard')] }),
      {
        why: /Standard preset security policy covers all recipients.*Safe Attachments is on/,
        policies: { [id]: 'unknown' },
      },
    ],
    'Built-in protection was not read': tenant({
      presetDefenderRules: [],
      safeAttachmentRules: [],
      safeAttachmentPolicies: [builtInBlocks],
    }),
  },
});
