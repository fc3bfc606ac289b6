import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type AssignedRole,
  type PermissionNeed,
  permissionManifest,
  permissionMarkdown,
  permissionPlan,
} from './permissions.ts';
import { permissionScript } from './permissions-script.ts';

const need = (api: string, role: string, why: string, more: Partial<PermissionNeed> = {}): PermissionNeed => ({
  api,
  role,
  registration: 'read-settings',
  why,
  ...more,
});

const needs: readonly PermissionNeed[] = [
  need('exchange', 'Exchange.ManageAsApp', 'To run cmdlets.'),
  need('compliance', 'Exchange.ManageAsApp', 'To run cmdlets.'),
  need('graph', 'User.Read.All', 'To know the accounts.'),
  need('graph', 'Policy.Read.All', 'To read policies.'),
  need('graph', 'User.Read.All', 'To know who holds a role.'),
  need('graph', 'User.Read.All', 'To do much more.', { later: true }),
  need('graph', 'Policy.ReadWrite.Authorization', "To limit guests' invitations.", { registration: 'change' }),
  need('graph', 'Mail.Read', 'To look into mail.', { registration: 'read-content', later: true }),
];
const assigned: readonly AssignedRole[] = [
  { kind: 'directory', role: 'Global Reader', registration: 'read-settings', why: 'To read by cmdlets.' },
  { kind: 'directory', role: 'Exchange Administrator', registration: 'change', why: 'To change by cmdlets.' },
  { kind: 'azure', role: 'Reader', registration: 'read-settings', scope: '/providers/x', why: 'To see logs.' },
];
const plan = permissionPlan(needs, assigned);

describe('the plan of permissions', () => {
  it('has four registrations, each with its own permissions once, Microsoft Graph first', () => {
    assert.deepEqual(
      plan.map(({ name, permissions }) => [name, ...permissions.map(({ role }) => role)]),
      [
        ['read-settings', 'Policy.Read.All', 'User.Read.All', 'Exchange.ManageAsApp'],
        ['read-content', 'Mail.Read'],
        ['change', 'Policy.ReadWrite.Authorization'],
        ['contain'],
      ],
    );
  });

  it('gives each permission its reasons; what is needed today is not later', () => {
    const users = plan[0]!.permissions.find(({ role }) => role === 'User.Read.All');
    assert.deepEqual([users?.why, users?.later], [['To know the accounts.', 'To know who holds a role.'], false]);
    assert.deepEqual([plan[1]!.permissions[0]?.why, plan[1]!.permissions[0]?.later], [['To look into mail.'], true]);
  });

  it('asks for an Entra role only beside the permission to run cmdlets', () => {
    assert.deepEqual(
      plan.map(({ assigned: roles }) => roles.map(({ role }) => role)),
      [['Global Reader', 'Reader'], [], [], []],
    );
  });

  it('gives one registration when one is asked for, and refuses an API without app roles', () => {
    assert.deepEqual(
      permissionPlan(needs, assigned, 'change').map(({ name }) => name),
      ['change'],
    );
    assert.throws(() => permissionPlan([need('azure', 'Reader', 'x')], []), /azure has no app roles/);
  });
});

describe('the forms', () => {
  it('manifest: ids where they are sure, names everywhere, nothing of later', () => {
    assert.deepEqual(JSON.parse(permissionManifest(plan)), [
      {
        displayName: 'Wardline read settings',
        signInAudience: 'AzureADMyOrg',
        requiredResourceAccess: [
          {
            resourceAppId: '00000003-0000-0000-c000-000000000000',
            resourceAccess: [
              { type: 'Role', value: 'Policy.Read.All' },
              { type: 'Role', value: 'User.Read.All' },
            ],
          },
          {
            resourceAppId: '00000002-0000-0ff1-ce00-000000000000',
            resourceAccess: [
              { id: 'dc50a0fb-09a3-484d-be87-e023b12c6440', type: 'Role', value: 'Exchange.ManageAsApp' },
            ],
          },
        ],
      },
      { displayName: 'Wardline read content', signInAudience: 'AzureADMyOrg', requiredResourceAccess: [] },
      {
        displayName: 'Wardline change',
        signInAudience: 'AzureADMyOrg',
        requiredResourceAccess: [
          {
            resourceAppId: '00000003-0000-0000-c000-000000000000',
            resourceAccess: [{ type: 'Role', value: 'Policy.ReadWrite.Authorization' }],
          },
        ],
      },
      { displayName: 'Wardline contain', signInAudience: 'AzureADMyOrg', requiredResourceAccess: [] },
    ]);
  });

  it('script: names, which it resolves in the tenant, and nothing of later', () => {
    const script = permissionScript(plan);
    assert.ok(
      script.endsWith(`# Wardline read settings. Reads settings and changes nothing.
New-WardlineApp -Name 'Wardline read settings' -DirectoryRoles @('Global Reader') -Permissions ([ordered]@{
  # Microsoft Graph
  '00000003-0000-0000-c000-000000000000' = @(
    'Policy.Read.All' # To read policies.
    'User.Read.All' # To know the accounts. To know who holds a role.
  )
  # Office 365 Exchange Online
  '00000002-0000-0ff1-ce00-000000000000' = @(
    'Exchange.ManageAsApp' # To run cmdlets.
  )
})
# By hand, optional: Azure role Reader on /providers/x. To see logs.

# Wardline change. Writes the changes of a plan that a person approved.
New-WardlineApp -Name 'Wardline change' -DirectoryRoles @() -Permissions ([ordered]@{
  # Microsoft Graph
  '00000003-0000-0000-c000-000000000000' = @(
    'Policy.ReadWrite.Authorization' # To limit guests' invitations.
  )
})

# Wardline read content: no part of this version uses it. Nothing is made.
# Wardline contain: no part of this version uses it. Nothing is made.

Disconnect-MgGraph | Out-Null`),
      script,
    );
    assert.doesNotMatch(script, /Mail\.Read/);
    for (const part of [
      'SupportsShouldProcess',
      'ShouldProcess($Name',
      '.AppRoles | Where-Object',
      'if ($GrantConsent)',
    ])
      assert.ok(script.includes(part), part);
  });

  it('Markdown: reasons, what is later, and the steps in the portal', () => {
    assert.equal(
      permissionMarkdown(permissionPlan(needs, assigned, 'read-settings')),
      `# Permissions that Wardline asks for

Four app registrations, so that each holds the least. Permissions marked *Later* belong to parts that this version does not have: do not grant them yet.

## Wardline read settings

Reads settings and changes nothing.

| Service | Permission | Why |
| --- | --- | --- |
| Microsoft Graph | Policy.Read.All | To read policies. |
| Microsoft Graph | User.Read.All | To know the accounts. To know who holds a role. |
| Office 365 Exchange Online | Exchange.ManageAsApp | To run cmdlets. |
| Entra role | Global Reader | To read by cmdlets. |
| Azure role | Reader | To see logs. |

### In the portal

1. Entra admin center \\> App registrations \\> New registration: name it Wardline read settings, this directory only.
2. Certificates & secrets \\> Certificates \\> Upload certificate: the public certificate. Make no client secret.
3. API permissions \\> Add a permission \\> Application permissions \\> Microsoft Graph: Policy.Read.All, User.Read.All.
4. API permissions \\> Add a permission \\> Application permissions \\> Office 365 Exchange Online: Exchange.ManageAsApp.
5. API permissions: remove User.Read (delegated), which the portal adds, then Grant admin consent.
6. Entra admin center \\> Roles and admins \\> Global Reader \\> Add assignments: choose Wardline read settings.
7. Azure role Reader on /providers/x: assign it to Wardline read settings (optional).
`,
    );
    assert.match(permissionMarkdown(plan), /Mail\.Read \| Later: To look into mail\./);
    assert.match(permissionMarkdown(plan), /Nothing to do yet/);
  });
});
