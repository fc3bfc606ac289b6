import { directoryAuditRecord, entraRecord, many } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { mfaTurnedOff } from './mfa-turned-off.ts';

const nina = 'nina@clinic.example.com';
const user = (name: string) =>
  [
    ['User_99999999-0000-4000-8000-000000000001', 2],
    ['User', 2],
    [name, 5],
  ] as const;
const enforced = JSON.stringify([
  { RelyingParty: '*', State: 2, RememberDevicesNotIssuedBefore: '2026-01-01T00:00:00Z' },
]);
const methods = JSON.stringify([
  { MethodType: 6, Default: true },
  { MethodType: 7, Default: false },
]);
const update = (changes: readonly (readonly [string, string, string?])[], given = {}) =>
  entraRecord('Update user.', { object: nina, targets: user(nina), changes, ...given });
const target = [{ type: 'User', userPrincipalName: nina }];

testDetection(mfaTurnedOff, {
  alerts: {
    'strong authentication is disabled': {
      records: [entraRecord('Disable Strong Authentication.', { object: nina, targets: user(nina) })],
      severity: 'high',
      actor: 'admin@clinic.example.com',
      why: /^admin@clinic\.example\.com turned off MFA of nina@clinic\.example\.com$/,
    },
    'the same in the directory audit of Graph': {
      records: [directoryAuditRecord('Disable Strong Authentication', { category: 'UserManagement', targets: target })],
      severity: 'high',
    },
    'per-user MFA from enforced to nothing': {
      records: [update([['StrongAuthenticationRequirement', '[]', enforced]])],
      severity: 'high',
      why: /turned off per-user MFA of nina/,
    },
    'per-user MFA to state 0, by Graph': {
      records: [
        directoryAuditRecord('Update user', {
          category: 'UserManagement',
          targets: target,
          changes: [['StrongAuthenticationRequirement', '[{"RelyingParty":"*","State":0}]', enforced]],
        }),
      ],
      severity: 'high',
    },
    'all methods removed by an administrator': {
      records: [update([['StrongAuthenticationMethod', '[]', methods]])],
      severity: 'medium',
    },
    'one method deleted by the help desk is told quietly': {
      records: [directoryAuditRecord('Admin deleted security info', { category: 'UserManagement', targets: target })],
      severity: 'low',
    },
    'a person turns off their own MFA': {
      records: [update([['StrongAuthenticationRequirement', '[]', enforced]], { user: nina })],
      severity: 'high',
    },
    'a sensitive account': {
      records: [entraRecord('Disable Strong Authentication.', { object: nina, targets: user(nina) })],
      organization: { sensitiveAccounts: [nina] },
      severity: 'critical',
    },
    'twelve accounts by one administrator are one alert': {
      records: many(12, (index) => {
        const name = `person${index}@clinic.example.com`;
        return entraRecord('Disable Strong Authentication.', { at: index, object: name, targets: user(name) });
      }),
      count: 12,
      why: /and of 11 more accounts$/,
    },
  },
  silent: {
    'MFA turned on': [update([['StrongAuthenticationRequirement', enforced, '[]']])],
    'from enabled to enforced': [
      update([['StrongAuthenticationRequirement', enforced, '[{"RelyingParty":"*","State":1}]']]),
    ],
    'methods added': [update([['StrongAuthenticationMethod', methods, '[]']])],
    'a person renews their own methods': [
      update([['StrongAuthenticationMethod', '[]', methods]], { user: nina }),
      directoryAuditRecord('User deleted security info', { user: nina, targets: target }),
      directoryAuditRecord('User registered security info', { user: nina, targets: target }),
    ],
    'a new telephone number': [update([['TelephoneNumber', '+1 813 555 0100', '+1 813 555 0101']])],
    'an attempt that failed': [
      entraRecord('Disable Strong Authentication.', { object: nina, targets: user(nina) }, { ResultStatus: 'Failure' }),
    ],
    'the account of somebody who leaves is closed': {
      records: [update([['StrongAuthenticationMethod', '[]', methods]])],
      organization: { watch: { leavers: [{ account: nina, on: '2026-03-01' }] } },
    },
  },
});
