import { clinicTenant, directoryAuditRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { diagnosticSettingRemoved } from './diagnostic-setting-removed.ts';

/** A record of Azure's activity log as a diagnostic setting delivers it. */
const activity = (operation: string, fields: Readonly<Record<string, unknown>> = {}) => ({
  time: '2026-03-02T09:00:00.0000000Z',
  tenantId: clinicTenant,
  resourceId: `/TENANTS/${clinicTenant}/PROVIDERS/MICROSOFT.AADIAM/DIAGNOSTICSETTINGS/TO-SENTINEL`,
  operationName: operation,
  category: 'Administrative',
  resultType: 'Success',
  correlationId: '0f0f0f0f-1111-4222-8333-444444444444',
  callerIpAddress: '198.51.100.7',
  identity: {
    claims: {
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'admin@clinic.example.com',
      'http://schemas.microsoft.com/identity/claims/objectidentifier': 'aaaaaaaa-1111-4222-8333-444444444444',
    },
  },
  properties: { statusCode: 'OK', eventCategory: 'Administrative' },
  ...fields,
});

testDetection(diagnosticSettingRemoved, {
  alerts: {
    'S3-29: the setting of Entra was deleted; its beginning and its end are one': {
      records: [
        activity('MICROSOFT.AADIAM/DIAGNOSTICSETTINGS/DELETE', { resultType: 'Start' }),
        activity('MICROSOFT.AADIAM/DIAGNOSTICSETTINGS/DELETE', { time: '2026-03-02T09:00:02Z' }),
      ],
      severity: 'critical',
      actor: 'admin@clinic.example.com',
      count: 1,
      why: /removed the diagnostic setting TO-SENTINEL of Entra/,
    },
    'one of another resource': {
      records: [activity('Microsoft.Insights/diagnosticSettings/delete')],
      severity: 'high',
    },
    'claims that came as text': {
      records: [
        activity('MICROSOFT.AADIAM/DIAGNOSTICSETTINGS/DELETE', {
          identity: JSON.stringify({ claims: { upn: 'omar@clinic.example.com' } }),
        }),
      ],
      actor: 'omar@clinic.example.com',
    },
  },
  silent: {
    'it was refused': [activity('MICROSOFT.AADIAM/DIAGNOSTICSETTINGS/DELETE', { resultType: 'Failure' })],
    'it was made or written': [activity('MICROSOFT.AADIAM/DIAGNOSTICSETTINGS/WRITE')],
    'another act in Azure': [activity('Microsoft.Compute/virtualMachines/delete')],
    'an ordinary directory audit': [directoryAuditRecord('Update policy')],
  },
});
