import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { privilegedAccountReset } from './privileged-account-reset.ts';

const reset = (account: string, given = {}) =>
  entraRecord('Reset user password.', {
    user: 'helpdesk@clinic.example.com',
    object: account,
    targets: [
      ['User', 2],
      [account, 5],
    ],
    ...given,
  });

testDetection(privilegedAccountReset, {
  alerts: {
    'S3-29: a declared account': {
      records: [reset('chief@clinic.example.com')],
      organization: { sensitiveAccounts: ['Chief@clinic.example.com'] },
      severity: 'high',
      actor: 'helpdesk@clinic.example.com',
      group: 'chief@clinic.example.com',
    },
    'an emergency account': {
      records: [reset('glass@clinic.example.com')],
      organization: { breakGlass: ['glass@clinic.example.com'] },
      severity: 'high',
    },
    'by its name, nothing declared': { records: [reset('adm-nina@clinic.example.com')], severity: 'medium' },
    'a temporary access pass for an administrator, Graph': [
      directoryAuditRecord('Admin registered security info', {
        targets: [{ type: 'User', userPrincipalName: 'nina.admin@clinic.example.com' }],
      }),
    ],
    'the password and a method are one alert': [
      reset('adm-nina@clinic.example.com'),
      entraRecord('Admin registered security info', {
        at: 5,
        user: 'helpdesk@clinic.example.com',
        targets: [['adm-nina@clinic.example.com', 5]],
      }),
    ],
  },
  silent: {
    'the help desk resets a nurse': [reset('nina@clinic.example.com')],
    'a name that only begins so': [reset('adam@clinic.example.com'), reset('administration@clinic.example.com')],
    'the own account': [reset('adm-nina@clinic.example.com', { user: 'adm-nina@clinic.example.com' })],
    'self-service, written by the reset service': [
      reset('adm-nina@clinic.example.com', { user: 'fim_password_service@support.onmicrosoft.com' }),
    ],
    'directory synchronization': [
      reset('adm-nina@clinic.example.com', { user: 'Sync_DC01_0123456789ab@clinic.onmicrosoft.com' }),
    ],
  },
});
