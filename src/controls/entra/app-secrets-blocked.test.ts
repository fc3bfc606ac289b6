import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { appSecretsBlocked } from './app-secrets-blocked.ts';

// Cases are dated 2026-11-20T06:12:41Z.
const on = (restrictionType: string, maxLifetime: string | null = null, since: string | null = null) => ({
  restrictionType,
  state: 'enabled',
  maxLifetime,
  restrictForAppsCreatedAfterDateTime: since,
});
const scope = (...restrictions: ReturnType<typeof on>[]) => ({
  passwordCredentials: restrictions.filter(({ restrictionType }) => restrictionType.startsWith('password')),
  keyCredentials: restrictions.filter(({ restrictionType }) => restrictionType.startsWith('asymmetric')),
});
const defaults = (applications: unknown, servicePrincipals: unknown = applications, isEnabled = true) => ({
  defaultAppManagementPolicy: {
    id: '00000000-0000-0000-0000-000000000000',
    isEnabled,
    applicationRestrictions: applications,
    servicePrincipalRestrictions: servicePrincipals,
  },
});
const strict = defaults(scope(on('passwordAddition'), on('asymmetricKeyLifetime', 'P365D')));
const none = { appManagementPolicies: [] };
const custom = (
  restriction: object,
  appliesTo: unknown = [{ id: '7', displayName: 'Fax gateway' }],
  isEnabled = true,
) => ({
  appManagementPolicies: [
    {
      id: 'd1f6c7aa-1111-4222-8333-444455556666',
      displayName: 'Old vendors',
      isEnabled,
      restrictions: { passwordCredentials: [{ ...restriction, appliesTo }], keyCredentials: [] },
    },
  ],
});
const mailReader = (passwordCredentials: unknown, granted: boolean | null = true) => ({
  privilegedApplications: [
    {
      objectId: { Application: '1', ServicePrincipal: '2' },
      appId: '3f2b8c5e-1111-4222-8333-444455556666',
      displayName: 'Appointment reminders',
      passwordCredentials,
      permissions: [
        { roleType: 'Application', roleDisplayName: 'Mail.Read', isAdminConsented: granted, isRisky: true },
      ],
    },
  ],
});
const noApps = { privilegedApplications: [] };
type Verdict = 'pass' | 'fail' | 'unknown' | 'not-applicable';
const policies = (addition: Verdict, secret: Verdict, certificate: Verdict) => ({
  policies: { 'MS.AAD.5.5v1': addition, 'MS.AAD.5.6v1': secret, 'MS.AAD.5.7v1': certificate },
});

testControl(appSecretsBlocked, {
  pass: {
    'secrets are blocked in both scopes and no app holds one': [
      tenant({ ...strict, ...none, ...noApps }),
      policies('pass', 'not-applicable', 'pass'),
    ],
    'a secret that ended the day before': tenant({
      ...strict,
      ...none,
      ...mailReader([{ endDateTime: '2026-11-19T06:12:41Z' }]),
    }),
    'a secret on an app whose permission nobody granted': tenant({
      ...strict,
      ...none,
      ...mailReader([{ endDateTime: '2027-11-19T00:00:00Z' }], false),
    }),
    'certificates may live longer: SCuBA fails that, the row does not': [
      tenant({ ...defaults(scope(on('passwordAddition'), on('asymmetricKeyLifetime', 'P366D'))), ...none, ...noApps }),
      policies('pass', 'not-applicable', 'fail'),
    ],
    'secrets are blocked and limited to 180 days': [
      tenant({
        ...defaults(scope(on('passwordAddition'), on('passwordLifetime', 'P180D'), on('asymmetricKeyLifetime', 'P1Y'))),
        ...none,
        ...noApps,
      }),
      policies('pass', 'pass', 'pass'),
    ],
    'a custom policy that is assigned to nobody frees nobody': tenant({
      ...strict,
      ...custom({ ...on('passwordAddition'), state: 'disabled' }, []),
      ...noApps,
    }),
    'a custom policy that is off frees nobody': tenant({
      ...strict,
      ...custom({ ...on('passwordAddition'), state: 'disabled' }, undefined, false),
      ...noApps,
    }),
    'a date of year one is no date': tenant({
      ...defaults(scope(on('passwordAddition', null, '0001-01-01T00:00:00Z'))),
      ...none,
      ...noApps,
    }),
  },
  partial: {
    'new secrets are allowed but live at most 180 days': [
      tenant({ ...defaults(scope(on('passwordLifetime', 'P180D'))), ...none, ...noApps }),
      policies('fail', 'pass', 'fail'),
    ],
  },
  fail: {
    'S3-21: an app that reads all mail signs in with a secret': [
      tenant({ ...strict, ...none, ...mailReader([{ endDateTime: '2026-11-21T00:00:00Z' }]) }),
      { resources: ['Appointment reminders'], ...policies('pass', 'not-applicable', 'pass') },
    ],
    'S3-21: a secret without an end date, and the policies were not read': [
      tenant(mailReader([{ endDateTime: null }])),
      { resources: ['Appointment reminders'], ...policies('unknown', 'unknown', 'unknown') },
    ],
    'S0-21: the default policy is off, as Microsoft delivers it': [
      tenant({ ...defaults(scope(), scope(), false), ...none, ...noApps }),
      {
        resources: ['Applications, passwordAddition', 'Service principals, passwordAddition'],
        ...policies('fail', 'fail', 'fail'),
      },
    ],
    'blocked for applications, not for service principals': [
      tenant({ ...defaults(scope(on('passwordAddition')), scope()), ...none, ...noApps }),
      { resources: ['Service principals, passwordAddition'], ...policies('fail', 'fail', 'fail') },
    ],
    'the restriction is disabled': tenant({
      ...defaults(scope({ ...on('passwordAddition'), state: 'disabled' })),
      ...none,
      ...noApps,
    }),
    'a start date frees older apps': [
      tenant({ ...defaults(scope(on('passwordAddition', null, '2024-01-01T00:00:00Z'))), ...none, ...noApps }),
      policies('fail', 'fail', 'fail'),
    ],
    'a custom policy frees one app': [
      tenant({ ...strict, ...custom({ ...on('passwordAddition'), state: 'disabled' }), ...noApps }),
      { resources: ['Old vendors, passwordAddition'], ...policies('fail', 'fail', 'pass') },
    ],
    'secrets may live 181 days': [
      tenant({ ...defaults(scope(on('passwordLifetime', 'P181D'))), ...none, ...noApps }),
      policies('fail', 'fail', 'fail'),
    ],
    'six months can be more than 180 days': [
      tenant({ ...defaults(scope(on('passwordLifetime', 'P6M'))), ...none, ...noApps }),
      policies('fail', 'fail', 'fail'),
    ],
  },
  unknown: {
    'a custom policy without its restrictions': [
      tenant({
        ...noApps,
        ...strict,
        appManagementPolicies: [{ id: '1', displayName: 'Old vendors', isEnabled: true }],
      }),
      policies('unknown', 'unknown', 'unknown'),
    ],
    'a restriction that does not say what it restricts': [
      tenant({
        ...noApps,
        ...none,
        ...defaults({ passwordCredentials: [{ state: 'enabled' }], keyCredentials: [] }),
      }),
      policies('unknown', 'unknown', 'fail'),
    ],
    'an export without the newer keys': [tenant(noApps), policies('unknown', 'unknown', 'unknown')],
    'custom policies were not read, so one may free an app': [
      tenant({ ...strict, ...noApps }),
      policies('unknown', 'unknown', 'unknown'),
    ],
    'apps were not read': [tenant({ ...strict, ...none }), policies('pass', 'not-applicable', 'pass')],
    'the source leaves out whether the permission was granted': tenant({
      ...strict,
      ...none,
      ...mailReader([{ endDateTime: '2027-01-01T00:00:00Z' }], null),
    }),
    'the restriction has no state': tenant({
      ...defaults({ passwordCredentials: [{ restrictionType: 'passwordAddition' }], keyCredentials: [] }),
      ...none,
      ...noApps,
    }),
  },
});
