import type { Entity } from '../store.ts';

export const contentTypes = [
  'Audit.AzureActiveDirectory',
  'Audit.Exchange',
  'Audit.SharePoint',
  'Audit.General',
  'DLP.All',
] as const;
export type ContentType = (typeof contentTypes)[number];

/** Record types of DLP: SharePoint, Exchange, the endpoint, and their classifications. */
const dlp = new Set([11, 13, 33, 63, 107]);

const ofWorkload: Readonly<Record<string, ContentType>> = {
  azureactivedirectory: 'Audit.AzureActiveDirectory',
  exchange: 'Audit.Exchange',
  sharepoint: 'Audit.SharePoint',
  onedrive: 'Audit.SharePoint',
};

/** Which of the five a record comes in: DLP by its type, the rest by workload, and what is none of them is General. */
export function contentTypeOf(record: Entity): ContentType {
  if (dlp.has(Number(record['RecordType']))) return 'DLP.All';
  return ofWorkload[String(record['Workload']).toLowerCase()] ?? 'Audit.General';
}
