import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { globalAdministratorActivationApproved } from './global-administrator-activation-approved.ts';

const approval = (isApprovalRequired: boolean | null, source?: object) => ({
  id: 'Approval_EndUser_Assignment',
  setting: { isApprovalRequired, approvalStages: [{ primaryApprovers: [] }] },
  ...source,
});
const group = { ruleSource: 'Tenant admins', ruleSourceType: 'PIM Group' };
const roles = (...rules: object[]) => ({
  privilegedRoles: [
    { displayName: 'Global Administrator', rules },
    { displayName: 'User Administrator', rules: [approval(false)] },
  ],
});

testControl(globalAdministratorActivationApproved, {
  pass: {
    'S3-13: approval for the role and its group; other roles do not count': [
      tenant(roles(approval(true), approval(true, group))),
      { resources: ['Global Administrator', 'Tenant admins'], policies: { 'MS.AAD.7.6v1': 'pass' } },
    ],
    'a role known by its template id only': tenant({
      privilegedRoles: [{ roleTemplateId: '62e90394-69f5-4237-9190-012177145e10', rules: [approval(true)] }],
    }),
  },
  fail: {
    'no approval': [
      tenant(roles(approval(false))),
      { resources: ['Global Administrator'], policies: { 'MS.AAD.7.6v1': 'fail' } },
    ],
    'the group is the way around': [
      tenant(roles(approval(true), approval(false, group))),
      { resources: ['Tenant admins'] },
    ],
  },
  'not-licensed': {
    'S3-13: no P2': tenant({ ...roles(approval(false)), servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }] }),
  },
  unknown: {
    'no such rule': tenant(roles({ id: 'Expiration_EndUser_Assignment', maximumDuration: 'PT8H' })),
    'the rule does not say': tenant(roles(approval(null))),
    'no rules': tenant({ privilegedRoles: [{ displayName: 'Global Administrator' }] }),
    'no such role': tenant({ privilegedRoles: [{ displayName: 'User Administrator', rules: [approval(true)] }] }),
  },
});
