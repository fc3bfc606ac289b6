import { exchangeAdminRecord, unifiedRecord } from '../../../test/audit-records.ts';
import { testDetection } from '../../../test/detection.ts';
import { ediscoveryAccessGranted } from './ediscovery-access-granted.ts';

/** A cmdlet of Purview as the log writes it: one command line. */
const cmdlet = (name: string, line: string, fields = {}, user = 'admin@clinic.example.com') =>
  unifiedRecord(name, 18, 'SecurityComplianceCenter', { user }, { Parameters: line, ResultStatus: 'True', ...fields });

testDetection(ediscoveryAccessGranted, {
  alerts: {
    'the role group of eDiscovery': {
      records: [cmdlet('Add-RoleGroupMember', '-Identity "eDiscoveryManager" -Member "nina@clinic.example.com"')],
      severity: 'high',
      group: 'nina@clinic.example.com',
      why: /^nina@clinic\.example\.com was added to the role group eDiscoveryManager of Purview$/,
    },
    'an administrator of all cases': {
      records: [cmdlet('add-ediscoverycaseadmin', '-User "nina"')],
      severity: 'critical',
    },
    'a member of one case': {
      records: [cmdlet('Add-ComplianceCaseMember', '-Case "Case 7" -Member "nina"')],
      severity: 'medium',
    },
    'the words of the portal': {
      records: [unifiedRecord('CaseAdminAdded', 24, 'SecurityComplianceCenter', {}, { Object1Name: 'omar' })],
      severity: 'critical',
    },
    'group and case admin of one person are one alert': {
      records: [
        cmdlet('Add-RoleGroupMember', '-Identity "eDiscovery Manager" -Member "nina"'),
        cmdlet('Add-eDiscoveryCaseAdmin', '-User "nina"'),
      ],
      count: 2,
    },
  },
  silent: {
    'a role group without power over data': [
      cmdlet('Add-RoleGroupMember', '-Identity "Attack Simulation Administrators" -Member "nina"'),
    ],
    'a member leaves': [cmdlet('Remove-RoleGroupMember', '-Identity "eDiscoveryManager" -Member "nina"')],
    'Microsoft carries over the roles of Entra': [
      cmdlet(
        'Add-RoleGroupMember',
        '-Identity "Compliance Administrator" -Member "x"',
        {},
        'NT AUTHORITY\\SYSTEM (w3wp)',
      ),
    ],
    'Exchange is told elsewhere': [
      exchangeAdminRecord('Add-RoleGroupMember', { Identity: 'Organization Management', Member: 'nina' }),
    ],
  },
});
