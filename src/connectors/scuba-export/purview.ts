import type { ExportKey } from './key.ts';

const license = 'purview-dlp';

export const purviewKeys: ExportKey[] = [
  { section: 'dlpPolicies', key: 'dlp_compliance_policies', command: 'Get-DlpCompliancePolicy', license },
  { section: 'dlpRules', key: 'dlp_compliance_rules', command: 'Get-DlpComplianceRule', license },
  {
    section: 'dlpLicense',
    key: 'defender_dlp_license',
    pick: (value) => (value === null || value === undefined ? undefined : { licensed: value }),
  },
];
