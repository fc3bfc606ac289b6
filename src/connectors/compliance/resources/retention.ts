import { cmdletResource } from '../../exchange-online/resources/cmdlet-resource.ts';

const host = 'compliance';

const locations = ['exchange', 'sharePoint', 'oneDrive', 'teamsChat', 'teamsChannel'].flatMap((workload) => [
  `${workload}Location`,
  `${workload}LocationException`,
]);

export const retentionResources = [
  cmdletResource({
    section: 'retentionPolicies',
    host,
    noun: 'RetentionCompliancePolicy',
    // Without it the locations are not to be relied on (Microsoft's page of the cmdlet).
    parameters: { DistributionDetail: true },
    write: { creates: true, lists: locations, derived: ['guid', 'mode'] },
  }),
  cmdletResource({
    section: 'retentionRules',
    host,
    noun: 'RetentionComplianceRule',
    write: { creates: true, derived: ['guid', 'mode', 'disabled'] },
  }),
  cmdletResource({ section: 'retentionLabels', host, noun: 'ComplianceTag' }),
];
