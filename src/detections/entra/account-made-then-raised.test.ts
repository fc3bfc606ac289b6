import { directoryAuditRecord, entraRecord, roleRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { accountMadeThenRaised } from './account-made-then-raised.ts';

const account = 'support7@clinic.example.com';
const made = (at = 0) =>
  entraRecord('Add user.', {
    at,
    object: account,
    targets: [
      ['User_bbbbbbbb-0000-4000-8000-000000000001', 2],
      ['User', 2],
      [account, 5],
    ],
  });
const graph = (activity: string, at: number, changes: [string, string][] = [], userPrincipalName = account) =>
  directoryAuditRecord(activity, { at, changes, targets: [{ type: 'User', userPrincipalName }] });

testDetection(accountMadeThenRaised, {
  alerts: {
    'S3-29: made and raised within the hour': {
      records: [made(), roleRecord({ member: account, at: 40 })],
      severity: 'critical',
      group: account,
      why: /was made by admin@clinic\.example\.com; 40 minutes later .*Global Administrator/,
    },
    'records arrive in the wrong order': [roleRecord({ member: account, at: 300 }), made(0)],
    'Graph, and the name in other capitals': [
      graph('Add user', 0),
      graph(
        'Add member to role',
        5,
        [['Role.TemplateId', '62e90394-69f5-4237-9190-012177145e10']],
        'Support7@clinic.example.com',
      ),
    ],
  },
  silent: {
    'an account of long standing is raised': [roleRecord()],
    'onboarding: an account, groups and a license, no role': [
      made(),
      entraRecord('Add member to group.', {
        at: 5,
        targets: [[account, 5]],
        changes: [['Group.DisplayName', 'Nurses']],
      }),
      entraRecord('Change user license.', { at: 6, object: account }),
    ],
    'another account is raised': [made(), roleRecord({ member: 'nina@clinic.example.com', at: 30 })],
    'raised two days later': [made(), roleRecord({ member: account, at: 2880 })],
    'a role without power': [
      made(),
      roleRecord({
        member: account,
        at: 30,
        role: 'Guest Inviter',
        templateId: '95e79109-95c0-4d8e-aee3-d01accf2d47b',
      }),
    ],
    'the new account switches on an eligible role': [
      made(),
      roleRecord(
        { user: 'ServicePrincipal_aaaaaaaa-0000-4000-8000-000000000001', member: account, at: 30 },
        { Actor: [{ ID: 'MS-PIM', Type: 1 }] },
      ),
    ],
  },
});
