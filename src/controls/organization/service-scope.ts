/**
 * Which Microsoft service plans the business associate agreement covers, by the beginning of the plan's name.
 * Recalled on 2026-11-21 from Microsoft's list of services in scope for HIPAA and from its names of service plans;
 * never compared entry by entry, so a plan that is not here is not judged rather than refused.
 */
const covered = [
  'AAD_',
  'ADALLOM_',
  'ATA',
  'ATP_',
  'BI_AZURE_P1',
  'BI_AZURE_P2',
  'BI_AZURE_P_2',
  'BPOS_S_DLPADDON',
  'BPOS_S_TODO',
  'CDS_',
  'COMMUNICATIONS_',
  'CONTENT_EXPLORER',
  'CONTENTEXPLORER',
  'CUSTOMER_KEY',
  'CUSTOMERLOCKBOX',
  'DATA_INVESTIGATIONS',
  'DESKLESS',
  'DYN365_',
  'ENTRA_',
  'EOP_',
  'EQUIVIO_',
  'EXCHANGE_',
  'FLOW_',
  'FORMS_',
  'GRAPH_CONNECTORS_',
  'INFO_GOVERNANCE',
  'INFORMATION_',
  'INSIDER_RISK',
  'INTUNE_',
  'LOCKBOX_',
  'M365_ADVANCED_AUDITING',
  'M365_AUDIT_',
  'MCO',
  'MDE_',
  'MFA_',
  'MICROSOFT_COMMUNICATION_COMPLIANCE',
  'MICROSOFT_SEARCH',
  'MICROSOFTBOOKINGS',
  'MICROSOFTENDPOINTDLP',
  'MIP_',
  'ML_CLASSIFICATION',
  'MTP',
  'MYANALYTICS',
  'OFFICE_',
  'OFFICESUBSCRIPTION',
  'ONEDRIVE',
  'POWERAPPS_',
  'PREMIUM_ENCRYPTION',
  'PROJECT_',
  'PROJECTWORKMANAGEMENT',
  'RECORDS_',
  'RMS_',
  'SAFEDOCS',
  'SHAREPOINT',
  'STREAM_',
  'TEAMS',
  'THREAT_INTELLIGENCE',
  'WHITEBOARD',
  'WINDEFATP',
  'YAMMER_',
];

const flags: [RegExp, string][] = [
  [/(^|_)(PREVIEW|PRIVPREV|PUBPREV|PRIVATE_PREVIEW)(_|$)/, 'preview'],
  [/(^|_)(TRIAL|TRIALS|VIRAL|EXPLORATORY|ADHOC)(_|\d|$)/, 'trial or self-service sign-up'],
  [/(^|_)(FREE|POWERAPPS_DEV|DEVELOPERPACK)(_|\d|$)/, 'free or developer offer'],
  [/^POWER_BI_STANDARD$|^BI_AZURE_P0$/, 'free or developer offer'],
  [/(^|_)(CONSUMER|PERSONAL|HOME|FAMILY)(_|$)/, 'consumer service'],
];

/** Why a plan or subscription lies outside an agreement for paid business services, or undefined. */
export function flagOf(name: string): string | undefined {
  return flags.find(([pattern]) => pattern.test(name.toUpperCase()))?.[1];
}

export function isCovered(name: string): boolean {
  return covered.some((prefix) => name.toUpperCase().startsWith(prefix));
}
