import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { privilegedActivationNotices } from './privileged-activation-notices.ts';

const told = (...notificationRecipients: string[]) => ({
  id: 'Notification_Admin_EndUser_Assignment',
  notificationType: 'Email',
  notificationRecipients,
});
const role = (displayName: string, ...rules: object[]) => ({ displayName, roleTemplateId: `t-${displayName}`, rules });
const it = 'it@clinic.example.com';
const global = (...to: string[]) => role('Global Administrator', told(...to));
const other = (...to: string[]) => role('User Administrator', told(...to));

testControl(privilegedActivationNotices, {
  pass: {
    'all roles tell somebody': [
      tenant({ privilegedRoles: [global(it), other(it)] }),
      {
        resources: ['Global Administrator', 'User Administrator'],
        policies: { 'MS.AAD.7.8v1': 'pass', 'MS.AAD.7.9v1': 'pass' },
      },
    ],
  },
  partial: {
    'Global Administrator tells somebody, another role nobody': [
      tenant({ privilegedRoles: [global(it), other()] }),
      { resources: ['User Administrator'], policies: { 'MS.AAD.7.8v1': 'pass', 'MS.AAD.7.9v1': 'fail' } },
    ],
  },
  fail: {
    'null is an empty list of recipients': [
      tenant({
        privilegedRoles: [role('Global Administrator', { ...told(), notificationRecipients: null }), other(it)],
      }),
      { resources: ['Global Administrator'], policies: { 'MS.AAD.7.8v1': 'fail', 'MS.AAD.7.9v1': 'pass' } },
    ],
    'Global Administrator tells nobody': [
      tenant({ privilegedRoles: [global(), other(it)] }),
      { resources: ['Global Administrator'], policies: { 'MS.AAD.7.8v1': 'fail', 'MS.AAD.7.9v1': 'pass' } },
    ],
    'a group behind Global Administrator tells nobody': [
      tenant({
        privilegedRoles: [
          role('Global Administrator', told(it), {
            ...told(),
            ruleSource: 'Tenant admins',
            ruleSourceType: 'PIM Group',
          }),
          other(it),
        ],
      }),
      { resources: ['Tenant admins'], policies: { 'MS.AAD.7.8v1': 'fail' } },
    ],
    'only Global Administrator is in the document': [
      tenant({ privilegedRoles: [global()] }),
      { policies: { 'MS.AAD.7.8v1': 'fail', 'MS.AAD.7.9v1': 'unknown' } },
    ],
  },
  'not-licensed': {
    'S3-13: no P2': tenant({
      servicePlans: [{ servicePlanName: 'AAD_PREMIUM' }],
      privilegedRoles: [global(), other()],
    }),
  },
  unknown: {
    'the rule is missing for one role': [
      tenant({ privilegedRoles: [global(it), role('User Administrator', { id: 'Approval_EndUser_Assignment' })] }),
      { policies: { 'MS.AAD.7.8v1': 'pass', 'MS.AAD.7.9v1': 'unknown' } },
    ],
    'no role': tenant({ privilegedRoles: [] }),
  },
});
