import { withItsRules } from '../wrapped.ts';
import { dlpPolicies } from './dlp-policies.ts';
import { labelCmdlets } from './labels.ts';
import { retentionAndAudit } from './retention-and-audit.ts';
import { complianceRules } from './rules.ts';

/** Cmdlets of Security & Compliance PowerShell. */
export const complianceCmdlets = [
  ...withItsRules(dlpPolicies, 'dlpPolicies', 'dlpRules'),
  ...labelCmdlets,
  ...complianceRules,
  ...retentionAndAudit,
];
