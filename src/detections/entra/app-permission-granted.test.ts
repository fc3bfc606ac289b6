import { directoryAuditRecord, entraRecord } from '../../../test/audit-records.ts';
import { strangeApp } from '../../../test/app-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { appPermissionGranted } from './app-permission-granted.ts';

const granted = (value: string, fields = {}, id = '00000000-0000-0000-0000-000000000000') =>
  directoryAuditRecord(
    'Add app role assignment to service principal',
    {
      category: 'ApplicationManagement',
      targets: [
        { type: 'ServicePrincipal', displayName: 'Microsoft Graph', id: '88888888-0000-4000-8000-000000000001' },
        { type: 'ServicePrincipal', displayName: '' },
      ],
      changes: [
        ['AppRole.Id', id],
        ['AppRole.Value', value],
        ['ServicePrincipal.ObjectID', '77777777-0000-4000-8000-000000000001'],
        ['ServicePrincipal.DisplayName', 'Mail Helper'],
        ['ServicePrincipal.AppId', strangeApp],
      ],
    },
    fields,
  );

testDetection(appPermissionGranted, {
  alerts: {
    'S3-29: mail of everybody': {
      records: [granted('Mail.Read')],
      severity: 'high',
      group: '77777777-0000-4000-8000-000000000001',
      why: /Mail Helper may use Mail\.Read without a person, granted by admin@clinic\.example\.com/,
    },
    'roles of the directory': { records: [granted('RoleManagement.ReadWrite.Directory')], severity: 'critical' },
    'known by its id only': {
      records: [granted('', {}, '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8')],
      severity: 'critical',
    },
    'all mailboxes, the unified log': {
      records: [
        entraRecord('Add app role assignment to service principal.', {
          targets: [
            ['ServicePrincipal', 2],
            ['Office 365 Exchange Online', 1],
          ],
          changes: [
            ['AppRole.Value', 'full_access_as_app'],
            ['ServicePrincipal.DisplayName', 'Mail Helper'],
          ],
        }),
      ],
      severity: 'high',
    },
    'several permissions in one go are one alert': {
      records: [granted('Mail.Read'), granted('Files.Read.All'), granted('Directory.ReadWrite.All')],
      severity: 'critical',
      count: 3,
    },
  },
  silent: {
    'a harmless permission': [granted('User.Read.All'), granted('TeamSettings.Read.All')],
    'a person is assigned to an application': [
      directoryAuditRecord('Add app role assignment grant to user', { changes: [['AppRole.Value', 'Mail.Read']] }),
    ],
    'an approved application': {
      records: [granted('Mail.Read')],
      organization: { approvedApps: [{ appId: strangeApp, baa: true }] },
    },
    'it was refused': [granted('Mail.Read', { result: 'failure' })],
  },
});
