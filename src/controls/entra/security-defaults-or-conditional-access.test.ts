import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { securityDefaultsOrConditionalAccess } from './security-defaults-or-conditional-access.ts';

const all = (more: object = {}) => ({
  users: { includeUsers: ['All'], ...more },
  applications: { includeApplications: ['All'] },
});
const mfa = (users: object = {}, state = 'enabled') => ({
  id: 'ca1',
  displayName: 'MFA',
  state,
  conditions: { ...all(users), clientAppTypes: ['all'] },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
});
const legacy = {
  id: 'ca2',
  displayName: 'Legacy',
  state: 'enabled',
  conditions: { ...all(), clientAppTypes: ['exchangeActiveSync', 'other'] },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};
const off = { securityDefaults: { isEnabled: false } };

testControl(securityDefaultsOrConditionalAccess, {
  pass: {
    "a group declared for MFA in the source's own configuration counts here too": tenant(
      { ...off, conditionalAccessPolicies: [mfa({ excludeGroups: ['g1'] }), legacy] },
      { declared: { 'MS.AAD.3.2v2': { groups: ['g1'] } } },
    ),
    on: [tenant({ securityDefaults: { isEnabled: true } }), { resources: ['Security defaults'] }],
    'off, and Conditional Access does both': tenant({ ...off, conditionalAccessPolicies: [mfa(), legacy] }),
    'a group declared for the MFA control counts here too': tenant(
      { ...off, conditionalAccessPolicies: [mfa({ excludeGroups: ['g1'] }), legacy] },
      {
        organization: {
          exclusions: { 'entra.mfa-for-all-users': { groups: ['g1'], reason: 'Scanner accounts, until March' } },
        },
      },
    ),
  },
  fail: {
    'off, and no policy at all: switching on cures it': [
      tenant({ ...off, conditionalAccessPolicies: [] }),
      { why: /^Security defaults are off/ },
    ],
    'off, MFA is report-only: nothing is offered beside an enforced policy': tenant({
      ...off,
      conditionalAccessPolicies: [mfa({}, 'enabledForReportingButNotEnforced'), legacy],
    }),
    'off, legacy authentication is open': tenant({ ...off, conditionalAccessPolicies: [mfa()] }),
    'off, a group is excluded from MFA without being declared': tenant({
      ...off,
      conditionalAccessPolicies: [mfa({ excludeGroups: ['g1'] }), legacy],
    }),
  },
  unknown: { 'off, and Conditional Access was not read': tenant(off) },
});
