import type { ExportKey } from './key.ts';

export const purviewKeys: ExportKey[] = [
  { section: 'dlpPolicies', key: 'dlp_compliance_policies', command: 'Get-DlpCompliancePolicy' },
  { section: 'dlpRules', key: 'dlp_compliance_rules', command: 'Get-DlpComplianceRule' },
  {
    section: 'dlpLicense',
    key: 'defender_dlp_license',
    pick: (value) => (typeof value === 'boolean' ? { licensed: value } : undefined),
  },
];
