import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { privilegedActivationShort } from './privileged-activation-short.ts';
import { hoursOf } from './role-rules.ts';

const both = ['MultiFactorAuthentication', 'Justification'];
const rules = (maximumDuration: string, enabledRules: string[], claimValue = '') => [
  { id: 'Expiration_EndUser_Assignment', maximumDuration, isExpirationRequired: true },
  { id: 'Enablement_EndUser_Assignment', enabledRules },
  { id: 'AuthenticationContext_EndUser_Assignment', isEnabled: claimValue !== '', claimValue },
];
const role = (displayName: string, list: object[]) => ({
  displayName,
  roleTemplateId: `t-${displayName}`,
  rules: list,
});

testControl(privilegedActivationShort, {
  pass: {
    'eight hours, MFA and justification': [
      tenant({ privilegedRoles: [role('User Administrator', rules('PT8H', both))] }),
      { resources: ['User Administrator'] },
    ],
    'an authentication context stands for MFA': tenant({
      privilegedRoles: [role('User Administrator', rules('PT30M', ['Justification'], 'c1'))],
    }),
    'one hour for Global Administrator where the organization asks for it': tenant(
      {
        privilegedRoles: [
          role('Global Administrator', rules('PT1H', both)),
          role('User Administrator', rules('PT8H', both)),
        ],
      },
      { parameters: { globalAdministratorHours: 1 } },
    ),
  },
  fail: {
    'a day': [
      tenant({
        privilegedRoles: [
          role('Global Administrator', rules('P1D', both)),
          role('User Administrator', rules('PT8H', both)),
        ],
      }),
      { resources: ['Global Administrator'], why: /1 of 2/ },
    ],
    'a minute over eight hours': tenant({ privilegedRoles: [role('User Administrator', rules('PT8H1M', both))] }),
    'no MFA': tenant({ privilegedRoles: [role('User Administrator', rules('PT8H', ['Justification']))] }),
    'no reason, with an authentication context': tenant({
      privilegedRoles: [role('User Administrator', rules('PT8H', [], 'c1'))],
    }),
    'eight hours for Global Administrator where one is asked for': [
      tenant(
        { privilegedRoles: [role('Global Administrator', rules('PT8H', both))] },
        { parameters: { globalAdministratorHours: 1 } },
      ),
      { resources: ['Global Administrator'] },
    ],
    "the context of a group does not stand in for the role's own": [
      tenant({
        privilegedRoles: [
          role('User Administrator', [
            ...rules('PT8H', ['Justification']).map((rule) => ({ ...rule, ruleSource: 'User Administrator' })),
            ...rules('PT8H', ['Justification'], 'c1').map((rule) => ({
              ...rule,
              ruleSource: 'Help desk',
              ruleSourceType: 'PIM Group',
            })),
          ]),
        ],
      }),
      { resources: ['User Administrator'] },
    ],
  },
  'not-licensed': {
    'S3-13: no P2': tenant({
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }],
      privilegedRoles: [role('User Administrator', rules('P1D', []))],
    }),
  },
  unknown: {
    'no enablement rule': tenant({ privilegedRoles: [role('User Administrator', rules('PT8H', both).slice(0, 1))] }),
    'a duration that is none': tenant({ privilegedRoles: [role('User Administrator', rules('soon', both))] }),
    'no role': tenant({ privilegedRoles: [] }),
  },
});

it('reads ISO 8601 durations', () => {
  assert.deepEqual(['PT8H', 'P1D', 'P15DT2H', 'PT90M', 'P1W'].map(hoursOf), [8, 24, 362, 1.5, 168]);
  for (const none of ['', 'P', 'PT', '8H']) assert.ok(Number.isNaN(hoursOf(none)), none);
});
