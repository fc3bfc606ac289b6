import { directoryAuditRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { azureAccessElevated } from './azure-access-elevated.ts';

const record = (activity: string, fields = {}) =>
  directoryAuditRecord(
    activity,
    { category: 'AzureRBACRoleManagementElevateAccess' },
    { loggedByService: 'Azure RBAC (Elevated Access)', ...fields },
  );
const elevated = 'User has elevated their access to User Access Administrator for their Azure Resources';

testDetection(azureAccessElevated, {
  alerts: {
    'S3-29: taken': { records: [record(elevated)], severity: 'high', actor: 'admin@clinic.example.com' },
    'twice within the hour is one alert': { records: [record(elevated), record(elevated)], count: 2 },
  },
  silent: {
    'given back': [record('The role assignment of User Access Administrator has been removed from the user')],
    'it was refused': [record(elevated, { result: 'failure' })],
  },
});
