import { plainText } from '../../../core/shape.ts';
import { cmdletResource } from '../../exchange-online/resources/cmdlet-resource.ts';
import type { Raw } from '../../exchange-online/resources/records.ts';

const host = 'compliance';

const locations = ['exchange', 'sharePoint', 'oneDrive', 'teamsChat', 'teamsChannel'].flatMap((workload) => [
  `${workload}Location`,
  `${workload}LocationException`,
]);

/** A rule that publishes a label gives it as `id,name` [k]; it is asked for by its name. */
function published(rule: Raw): Raw {
  const key = Object.keys(rule).find((name) => name.toLowerCase() === 'publishcompliancetag');
  const name = key && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12},(.+)$/i.exec(plainText(rule[key]))?.[1];
  return key && name ? { ...rule, [key]: name } : rule;
}

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
    shaped: published,
    write: { creates: true, lookUp: true, derived: ['guid', 'mode', 'disabled'] },
  }),
  cmdletResource({
    section: 'retentionLabels',
    host,
    noun: 'ComplianceTag',
    write: { creates: true, derived: ['guid'] },
  }),
];
