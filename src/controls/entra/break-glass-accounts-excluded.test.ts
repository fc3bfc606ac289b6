import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { breakGlassAccountsExcluded } from './break-glass-accounts-excluded.ts';

const one = 'aaaaaaaa-0000-4000-8000-000000000001';
const two = 'bbbbbbbb-0000-4000-8000-000000000002';
const both = { organization: { breakGlass: [one, two] } };
const policy = (displayName: string, users: object, more: object = {}) => ({
  id: displayName,
  displayName,
  state: 'enabled',
  conditions: { users: { includeUsers: ['All'], ...users }, applications: { includeApplications: ['All'] } },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
  ...more,
});
const out = { excludeUsers: [one, two.toUpperCase()] };
const groups = (groupIds: string[]) => ({ emergencyAccounts: [one, two].map((id) => ({ id, groupIds })) });

testControl(breakGlassAccountsExcluded, {
  pass: {
    'S3-27: excluded by id': [
      tenant({ conditionalAccessPolicies: [policy('MFA', out)] }, both),
      { resources: ['MFA'] },
    ],
    'excluded through a group': tenant(
      { conditionalAccessPolicies: [policy('MFA', { excludeGroups: ['BG'] })], ...groups(['bg']) },
      both,
    ),
    'not among the included': tenant(
      { conditionalAccessPolicies: [policy('Interns', { includeUsers: ['c1'] })] },
      both,
    ),
    'report-only, off and session-only policies shut nobody out': tenant(
      {
        conditionalAccessPolicies: [
          policy('MFA', out),
          policy('Trial', {}, { state: 'enabledForReportingButNotEnforced' }),
          policy('Old', {}, { state: 'disabled' }),
          policy('Session', {}, { grantControls: null }),
        ],
      },
      both,
    ),
    'declared by name': tenant(
      {
        conditionalAccessPolicies: [policy('MFA', { excludeUsers: [one] })],
        users: [{ id: one, userPrincipalName: 'bg1@clinic.example.com' }],
      },
      { organization: { breakGlass: ['BG1@clinic.example.com'] } },
    ),
  },
  fail: {
    'S3-27: one of two accounts is not excluded from one of two policies': [
      tenant({ conditionalAccessPolicies: [policy('MFA', out), policy('Devices', { excludeUsers: [one] })] }, both),
      { resources: ['Devices'], why: /1 of 2 enforced policies/, wouldPassIf: /"Devices" excludes bbbbbbbb/ },
    ],
    'an authentication strength for all admins': tenant(
      {
        conditionalAccessPolicies: [
          policy(
            'Admins',
            { includeUsers: [], includeRoles: ['62e90394-69f5-4237-9190-012177145e10'] },
            { grantControls: { authenticationStrength: { id: 's1' } } },
          ),
        ],
      },
      both,
    ),
    'the excluded group does not hold them': tenant(
      { conditionalAccessPolicies: [policy('MFA', { excludeGroups: ['other'] })], ...groups(['bg']) },
      both,
    ),
  },
  'not-applicable': { 'no policy can shut anybody out': tenant({ conditionalAccessPolicies: [] }, both) },
  unknown: {
    'none declared: the one that all policies leave out is named': [
      tenant({
        conditionalAccessPolicies: [
          policy('MFA', { excludeUsers: [one] }),
          policy('Block', { excludeUsers: [one, two] }),
        ],
      }),
      { wouldPassIf: /You declare aaaaaaaa/ },
    ],
    'an excluded group whose members are not known': tenant(
      { conditionalAccessPolicies: [policy('MFA', { excludeGroups: ['bg'] })] },
      both,
    ),
    'declared by a name that nothing resolves': tenant(
      { conditionalAccessPolicies: [policy('MFA', { excludeUsers: [one] })] },
      { organization: { breakGlass: ['bg1@clinic.example.com'] } },
    ),
  },
});
