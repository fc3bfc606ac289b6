import type { ExportKey } from './key.ts';

export const entraAccessKeys: ExportKey[] = [
  {
    section: 'conditionalAccessPolicies',
    key: 'conditional_access_policies',
    command: 'Get-MgBetaIdentityConditionalAccessPolicy',
  },
];
