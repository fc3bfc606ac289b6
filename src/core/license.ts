/**
 * What a control needs to be licensed for, by the service plans that carry it (`/subscribedSkus`).
 * Plan names: Microsoft's product-names-and-service-plans list; government tenants add `_GOV` and are matched too.
 */
export const licenses = {
  'entra-p1': { name: 'Microsoft Entra ID P1', plans: ['AAD_PREMIUM', 'AAD_PREMIUM_P2'] },
  'entra-p2': { name: 'Microsoft Entra ID P2', plans: ['AAD_PREMIUM_P2'] },
  'entra-governance': {
    name: 'Microsoft Entra ID P2 or Governance',
    plans: ['AAD_PREMIUM_P2', 'ENTRA_IDENTITY_GOVERNANCE', 'Entra_Identity_Governance'],
  },
  intune: { name: 'Microsoft Intune Plan 1', plans: ['INTUNE_A', 'INTUNE_SMBIZ', 'INTUNE_A_D'] },
  'defender-office-p1': { name: 'Defender for Office 365 Plan 1', plans: ['ATP_ENTERPRISE', 'THREAT_INTELLIGENCE'] },
  'defender-office-p2': { name: 'Defender for Office 365 Plan 2', plans: ['THREAT_INTELLIGENCE'] },
  'defender-endpoint': {
    name: 'Defender for Endpoint Plan 2 or Defender for Business',
    plans: ['WINDEFATP', 'MDE_SMB'],
  },
  'cloud-app-security': { name: 'Defender for Cloud Apps', plans: ['ADALLOM_S_STANDALONE'] },
  'purview-labels': {
    name: 'Purview Information Protection (Office 365 E3, Business Premium)',
    plans: ['RMS_S_PREMIUM', 'RMS_S_PREMIUM2', 'MIP_S_CLP1', 'MIP_S_CLP2'],
  },
  'purview-auto-label': {
    name: 'Purview Information Protection P2 (E5 Compliance)',
    plans: ['MIP_S_CLP2', 'RMS_S_PREMIUM2', 'MIP_S_Exchange'],
  },
  'purview-dlp': {
    name: 'Purview DLP for Exchange, SharePoint, OneDrive',
    plans: ['BPOS_S_DlpAddOn', 'EXCHANGE_S_ENTERPRISE', 'MIP_S_CLP1', 'MIP_S_CLP2'],
  },
  'purview-dlp-advanced': {
    name: 'Purview DLP for Teams and devices (E5 Compliance)',
    plans: ['MICROSOFTENDPOINTDLP', 'COMMUNICATIONS_DLP'],
  },
  'message-encryption': {
    name: 'Purview Message Encryption (Azure Rights Management)',
    plans: ['RMS_S_ENTERPRISE', 'RMS_S_PREMIUM', 'RMS_S_PREMIUM2'],
  },
  'audit-premium': { name: 'Purview Audit (Premium)', plans: ['M365_ADVANCED_AUDITING'] },
  'customer-lockbox': { name: 'Customer Lockbox', plans: ['LOCKBOX_ENTERPRISE', 'CUSTOMERLOCKBOXA_ENTERPRISE'] },
  'litigation-hold': {
    name: 'Exchange Online Plan 2 or Archiving',
    plans: ['EXCHANGE_S_ENTERPRISE', 'EXCHANGE_S_ARCHIVE_ADDON'],
  },
} as const satisfies Record<string, { name: string; plans: readonly string[] }>;

export type License = keyof typeof licenses;

/** True when one of the license's plans is provisioned. Plans are compared without case and without `_GOV`. */
export function hasLicense(
  license: License,
  servicePlans: readonly { servicePlanName?: string | null; provisioningStatus?: string | null }[],
): boolean {
  const wanted = new Set(licenses[license].plans.map(planKey));
  return servicePlans.some(
    (plan) =>
      wanted.has(planKey(plan.servicePlanName ?? '')) && !/^(disabled|error)$/i.test(plan.provisioningStatus ?? ''),
  );
}

function planKey(name: string): string {
  return name.toUpperCase().replace(/_(GOV|GCC|GCCHIGH|DOD)$/, '');
}
