import { dlpPolicies } from './dlp-policies.ts';

/** Cmdlets of Security & Compliance PowerShell. */
export const complianceCmdlets = [...dlpPolicies];
