import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { privilegedAssignmentNotices } from './privileged-assignment-notices.ts';

const active = (...notificationRecipients: string[]) => ({
  id: 'Notification_Admin_Admin_Assignment',
  notificationType: 'Email',
  notificationRecipients,
});
const eligible = (...notificationRecipients: string[]) => ({
  id: 'Notification_Admin_Admin_Eligibility',
  notificationType: 'Email',
  notificationRecipients,
});
const role = (displayName: string, ...rules: object[]) => ({ displayName, roleTemplateId: `t-${displayName}`, rules });
const it = 'it@clinic.example.com';

testControl(privilegedAssignmentNotices, {
  pass: {
    'each role tells somebody on both kinds of assignment': [
      tenant({
        privilegedRoles: [
          role('Global Administrator', active(it), eligible(it)),
          role('User Administrator', active(it), eligible(it)),
        ],
      }),
      { resources: ['Global Administrator', 'User Administrator'], policies: { 'MS.AAD.7.7v1': 'pass' } },
    ],
  },
  fail: {
    'null is an empty list of recipients': [
      tenant({
        privilegedRoles: [role('Global Administrator', active(it), { ...eligible(), notificationRecipients: null })],
      }),
      { resources: ['Global Administrator'], policies: { 'MS.AAD.7.7v1': 'fail' } },
    ],
    'eligible assignments of one role tell nobody: the known recipient is entered': [
      tenant({
        privilegedRoles: [
          role('Global Administrator', active(it), eligible(it)),
          role('User Administrator', active(it), eligible()),
        ],
      }),
      {
        resources: ['User Administrator'],
        why: /1 of 2/,
        wouldPassIf: /User Administrator/,
        policies: { 'MS.AAD.7.7v1': 'fail' },
      },
    ],
    'active assignments tell nobody: the parameter is entered': tenant(
      { privilegedRoles: [role('Global Administrator', active(), eligible())] },
      { parameters: { recipients: ['security@clinic.example.com'] } },
    ),
    'nobody is known anywhere: nothing is offered': tenant({
      privilegedRoles: [role('Global Administrator', active(), eligible())],
    }),
    'PowerShell wrote [null] for none': tenant({
      privilegedRoles: [
        role(
          'Global Administrator',
          { id: 'Notification_Admin_Admin_Assignment', notificationRecipients: [null] },
          eligible(it),
        ),
      ],
    }),
    'a group that holds the role tells nobody': [
      tenant({
        privilegedRoles: [
          role(
            'Global Administrator',
            ...[active(it), eligible(it)].map((rule) => ({ ...rule, ruleSource: 'Global Administrator' })),
            ...[active(), eligible(it)].map((rule) => ({
              ...rule,
              ruleSource: 'Tenant admins',
              ruleSourceType: 'PIM Group',
            })),
          ),
        ],
      }),
      { resources: ['Tenant admins'] },
    ],
  },
  'not-licensed': {
    'S3-13: no P2': tenant({
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }],
      privilegedRoles: [role('Global Administrator', active(), eligible())],
    }),
  },
  unknown: {
    'one of the two rules is missing': tenant({ privilegedRoles: [role('Global Administrator', active(it))] }),
    'recipients not in the document': tenant({
      privilegedRoles: [role('Global Administrator', { id: 'Notification_Admin_Admin_Assignment' }, eligible(it))],
    }),
    'no role': tenant({ privilegedRoles: [] }),
  },
});
