import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { consentRecord, grantRecord } from '../../../test/app-records.ts';
import { directoryAuditRecord, entraRecord, type RawRecord, roleRecord } from '../../../test/audit-records.ts';
import { alertsOf } from '../../../test/detection.ts';
import { changeApp, changeAppApproved, policyRecord } from '../../../test/conditional-access-records.ts';
import { detections } from '../index.ts';

const user = (name: string) => ({
  object: name,
  targets: [
    ['User_bbbbbbbb-0000-4000-8000-000000000001', 2],
    ['User', 2],
    [name, 5],
  ] as const,
});
const service = (displayName: string) => ({
  initiatedBy: {
    user: null,
    app: { displayName, appId: null, servicePrincipalId: 'aaaaaaaa-0000-4000-8000-000000000099' },
  },
});
const person = (index: number) => `person${index}@clinic.example.com`;

/** Weeks of a clinic of forty in which nobody did wrong. */
const life: Record<string, RawRecord[]> = {
  'directory synchronization makes and changes forty people': Array.from({ length: 40 }, (_, index) => [
    entraRecord('Add user.', {
      at: index,
      ...user(person(index)),
      user: 'Sync_DC01_0123456789ab@clinic.onmicrosoft.com',
      changes: [
        ['AccountEnabled', '[\r\n  true\r\n]', '[]'],
        ['UserType', '["Member"]', '[]'],
      ],
    }),
    entraRecord('Update user.', {
      at: index,
      ...user(person(index)),
      user: 'Sync_DC01_0123456789ab@clinic.onmicrosoft.com',
      changes: [
        ['LastDirSyncTime', '["2026-03-02T09:00:00Z"]', '[]'],
        ['Included Updated Properties', 'LastDirSyncTime'],
      ],
    }),
  ]).flat(),
  'a person is hired: account, license, groups, phone, laptop': [
    entraRecord('Add user.', { ...user('new@clinic.example.com') }),
    entraRecord('Change user license.', {
      at: 1,
      ...user('new@clinic.example.com'),
      changes: [['AssignedLicense', '["[SkuName=SPE_E3, AccountId=a, SkuId=b, DisabledPlans=[]]"]', '[]']],
    }),
    entraRecord('Add member to group.', {
      at: 2,
      ...user('new@clinic.example.com'),
      changes: [
        ['Group.ObjectID', 'g'],
        ['Group.DisplayName', 'Front desk'],
      ],
    }),
    entraRecord('Add app role assignment grant to user.', {
      at: 3,
      ...user('new@clinic.example.com'),
      changes: [['AppRole.Value', '']],
    }),
    directoryAuditRecord('Register device', {
      at: 4,
      user: 'new@clinic.example.com',
      targets: [{ type: 'Device', id: 'd1' }],
    }),
    entraRecord('Add registered owner to device.', {
      at: 4,
      user: 'Device Registration Service',
      ...user('new@clinic.example.com'),
      changes: [['Device.ObjectID', 'd2']],
    }),
    directoryAuditRecord('User registered security info', { at: 5, user: 'new@clinic.example.com' }),
  ],
  'a person leaves: disabled, license off, deleted': [
    entraRecord('Disable account.', { ...user('old@clinic.example.com') }),
    entraRecord('Update user.', {
      ...user('old@clinic.example.com'),
      changes: [['AccountEnabled', '[false]', '[true]']],
    }),
    entraRecord('Change user license.', {
      ...user('old@clinic.example.com'),
      changes: [['AssignedLicense', '[]', '["[SkuName=SPE_E5, AccountId=a, SkuId=b, DisabledPlans=[]]"]']],
    }),
    entraRecord('Delete user.', { at: 30, ...user('0123456789abcdef0123456789abcdefold@clinic.example.com') }),
  ],
  'people reset their own passwords': Array.from({ length: 12 }, (_, index) => [
    entraRecord('Reset user password.', {
      at: index,
      user: 'fim_password_service@support.onmicrosoft.com',
      ...user(person(index)),
    }),
    directoryAuditRecord('Reset password (self-service)', {
      at: index,
      user: person(index),
      targets: [{ type: 'User', userPrincipalName: person(index) }],
    }),
    entraRecord('Update StsRefreshTokenValidFrom Timestamp.', { at: index, ...user(person(index)) }),
  ]).flat(),
  'a Team is made': [
    entraRecord('Add group.', {
      targets: [
        ['Group', 2],
        ['Care Team', 1],
      ],
      user: 'nina@clinic.example.com',
      changes: [
        ['DisplayName', '["Care Team"]'],
        ['IsAssignableToRole', '[]'],
      ],
    }),
    entraRecord('Add owner to group.', {
      ...user('nina@clinic.example.com'),
      user: 'nina@clinic.example.com',
      changes: [['Group.DisplayName', 'Care Team']],
    }),
    entraRecord('Add member to group.', {
      ...user('nina@clinic.example.com'),
      user: 'Microsoft Teams Sync',
      changes: [['Group.DisplayName', 'Care Team']],
    }),
    entraRecord(
      'Update group.',
      {
        targets: [['Group', 2]],
        user: 'ServicePrincipal_aaaaaaaa-0000-4000-8000-000000000099',
        changes: [['ExchangeNotificationAddresses', '["SMTP:care@clinic.example.com"]']],
      },
      {
        Actor: [
          { ID: 'Microsoft Teams Services', Type: 1 },
          { ID: 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', Type: 2 },
        ],
      },
    ),
  ],
  'dynamic groups and licenses by group': Array.from({ length: 20 }, (_, index) => [
    directoryAuditRecord(
      'Add member to group',
      {
        at: index,
        targets: [{ type: 'User', userPrincipalName: person(index) }],
        changes: [['Group.DisplayName', 'All admins']],
      },
      service('Microsoft Approval Management'),
    ),
    directoryAuditRecord(
      'Change user license',
      { at: index, targets: [{ type: 'User', userPrincipalName: person(index) }] },
      service('Microsoft Azure AD Group-Based Licensing'),
    ),
  ]).flat(),
  'an administrator switches on a role': [
    directoryAuditRecord('Add member to role requested (PIM activation)', {
      targets: [{ type: 'Role', id: '62e90394-69f5-4237-9190-012177145e10' }],
    }),
    directoryAuditRecord('Add member to role completed (PIM activation)', {
      targets: [{ type: 'Role', id: '62e90394-69f5-4237-9190-012177145e10' }],
    }),
    roleRecord(
      { user: 'ServicePrincipal_aaaaaaaa-0000-4000-8000-000000000099' },
      {
        Actor: [
          { ID: 'MS-PIM', Type: 1 },
          { ID: '01fc33a7-78ba-4d2f-a4b7-768e336e890e', Type: 2 },
        ],
      },
    ),
    directoryAuditRecord('Remove member from role (PIM activation expired)', {}, service('MS-PIM')),
  ],
  'applications of Microsoft appear and renew themselves': [
    entraRecord('Add service principal.', {
      user: 'nina@clinic.example.com',
      targets: [
        ['ServicePrincipal', 2],
        ['Microsoft Forms', 1],
      ],
      changes: [
        ['DisplayName', '["Microsoft Forms"]'],
        ['Credential', '[]'],
      ],
    }),
    directoryAuditRecord(
      'Add service principal credentials',
      {
        targets: [{ type: 'ServicePrincipal', displayName: 'vm-backup' }],
        changes: [
          ['KeyDescription', '["[KeyIdentifier=k,KeyType=AsymmetricX509Cert,KeyUsage=Verify,DisplayName=x]"]', '[]'],
        ],
      },
      service('Managed Service Identity'),
    ),
    directoryAuditRecord(
      'Update service principal',
      {
        targets: [{ type: 'ServicePrincipal', displayName: 'P2P Server' }],
        changes: [
          ['KeyDescription', '["[KeyIdentifier=k,KeyType=AsymmetricX509Cert,KeyUsage=Verify,DisplayName=x]"]', '[]'],
        ],
      },
      service('Device Registration Service'),
    ),
    consentRecord({
      app: 'Microsoft Teams',
      appId: '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
      scopes: 'Mail.Read Files.Read.All offline_access',
    }),
    consentRecord({ app: 'Scheduling', scopes: 'openid profile email User.Read offline_access' }),
    grantRecord({ app: 'Scheduling', scopes: 'openid profile email User.Read offline_access' }),
  ],
  'a partner’s access is refreshed': [
    directoryAuditRecord('Add partner to company', {}, service('Partner customer delegated administration')),
    directoryAuditRecord(
      'Update delegated admin relationship',
      {},
      service('Partner customer delegated administration'),
    ),
    entraRecord(
      'Update user.',
      {
        user: 'user_0123456789abcdef@partner.example.org',
        ...user(person(3)),
        changes: [['Department', 'Billing', 'Front desk']],
      },
      { UserType: 9 },
    ),
  ],
  'a guest of a company is invited and accepts': [
    directoryAuditRecord(
      'Invite external user',
      { user: 'nina@clinic.example.com' },
      { additionalDetails: [{ key: 'InvitedUserEmailAddress', value: 'ann@partner.example.org' }] },
    ),
    entraRecord('Add user.', {
      ...user('ann_partner.example.org#EXT#@clinic.onmicrosoft.com'),
      user: 'nina@clinic.example.com',
      changes: [['UserType', '["Guest"]', '[]']],
    }),
    directoryAuditRecord(
      'Redeem external user invite',
      { user: 'ann_partner.example.org#EXT#@clinic.onmicrosoft.com' },
      service('Microsoft Invitation Acceptance Portal'),
    ),
  ],
  'the approved change application does what was planned': [
    policyRecord('graph', {}, { state: 'enabledForReportingButNotEnforced' }, changeApp),
    policyRecord('graph', {}, { users: { excludeUsers: ['glass-1', 'glass-2'] } }, changeApp),
    directoryAuditRecord('Update security defaults', { changes: [['IsEnabled', 'false', 'true']] }, changeApp),
    directoryAuditRecord(
      'Update authorization policy',
      { changes: [['AllowInvitesFrom', 'everyone', 'none']] },
      changeApp,
    ),
    directoryAuditRecord(
      'Update role setting in PIM',
      {},
      { resultReason: 'Approval on activation disabled', ...changeApp },
    ),
  ],
};

describe('ordinary life of a directory', () => {
  for (const [reason, records] of Object.entries(life)) {
    it(`S3-56: no detection alerts: ${reason}`, () => {
      assert.deepEqual(
        alertsOf(detections, records, changeAppApproved).map(({ detection, why }) => [detection, why]),
        [],
      );
    });
  }

  it('S3-56: a takeover gives one alert for each condition', () => {
    const taken = 'nina@clinic.example.com';
    const attack = [
      entraRecord('Add user.', { at: 0, user: taken, ...user('support7@clinic.example.com') }),
      roleRecord({ at: 2, user: taken, member: 'support7@clinic.example.com' }),
      roleRecord({
        at: 3,
        user: taken,
        member: 'support7@clinic.example.com',
        role: 'Exchange Administrator',
        templateId: '29232cdf-9323-42fd-ade2-1d097af3e4de',
      }),
      policyRecord('unified', {}, { state: 'disabled' }),
      consentRecord({ at: 9, user: taken, everybody: true, scopes: 'Mail.Read offline_access' }),
      consentRecord({ at: 10, user: taken, everybody: true, scopes: 'Mail.Read Files.Read.All' }),
    ];
    assert.deepEqual(
      alertsOf(detections, attack)
        .map(({ detection, severity, count }) => [detection, severity, count].join(' '))
        .toSorted(),
      [
        'entra.account-made-then-raised critical 3',
        'entra.admin-role-granted critical 2',
        'entra.conditional-access-weakened critical 1',
        'entra.tenant-wide-consent critical 2',
      ],
    );
  });

  it('I-4: records of wrong shapes break no detection', () => {
    const operations = detections.flatMap((detection) => (detection.operations === 'all' ? [] : detection.operations));
    const wrong: readonly unknown[] = [
      null,
      7,
      true,
      'text',
      '[{',
      '[]',
      '{}',
      [],
      [null],
      [[]],
      { a: { b: 1 } },
      [{ Name: 3, NewValue: { x: [] } }],
    ];
    const names = [
      'Role.TemplateId',
      'ConditionalAccessPolicy',
      'KeyDescription',
      'AssignedLicense',
      'inboundTrust',
      'NamedLocation',
      'AuthenticationMethodsPolicy',
    ];
    const records = [...new Set(operations)].flatMap((operation) =>
      wrong.flatMap((value) => [
        entraRecord(
          operation,
          {},
          { ModifiedProperties: value, Target: value, Actor: value, ExtendedProperties: value, ObjectId: value },
        ),
        entraRecord(
          operation,
          {},
          { ModifiedProperties: names.map((Name) => ({ Name, NewValue: value, OldValue: value })) },
        ),
        directoryAuditRecord(
          operation,
          {},
          { targetResources: value, initiatedBy: value, additionalDetails: value, resultReason: value },
        ),
      ]),
    );
    // The harness fails when a detection throws.
    assert.ok(Array.isArray(alertsOf(detections, records)));
  });
});
