import type { Resource } from '../../resource.ts';
import { auditResources } from './audit.ts';
import { dlpLicense, dlpPolicies, dlpRules } from './dlp.ts';
import { autoLabelPolicies, autoLabelRules, labelPolicies, labels } from './labels.ts';
import { retentionResources } from './retention.ts';

/** The Entra roles that they need beside Exchange.ManageAsApp are in exchangeOnlineRoles. */
export const complianceResources: readonly Resource[] = [
  dlpPolicies,
  dlpLicense,
  dlpRules,
  labels,
  labelPolicies,
  autoLabelPolicies,
  autoLabelRules,
  ...retentionResources,
  ...auditResources,
];
