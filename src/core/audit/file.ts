import type { AuditEvent } from '../audit-event.ts';
import { numberOf, textOf } from './values.ts';

export interface FileFacts {
  /** What one file is counted by: its list item id, else its address in lower case. May hold a name: never show it. */
  key: string;
  /** Name and path are PHI: never in an alert's words. */
  name?: string;
  extension?: string;
  bytes?: number;
  url?: string;
  /** Where a copy or move went. */
  destinationUrl?: string;
}

/** The file of a SharePoint or OneDrive record; undefined when the record is of something else. */
export function fileOf(event: AuditEvent): FileFacts | undefined {
  const raw = event.raw;
  const name = textOf(raw['SourceFileName']);
  if (!name && !textOf(raw['ListItemUniqueId']) && textOf(raw['ItemType'])?.toLowerCase() !== 'file') return undefined;
  const url = event.object;
  const key = textOf(raw['ListItemUniqueId'])?.toLowerCase() ?? url?.toLowerCase() ?? name?.toLowerCase();
  if (!key) return undefined;
  const extension = textOf(raw['SourceFileExtension'])?.toLowerCase().replace(/^\./, '');
  const bytes = numberOf(raw['FileSizeBytes']);
  const destinationUrl = destination(raw);
  return {
    key,
    ...(name && { name }),
    ...(extension && { extension }),
    ...(bytes !== undefined && { bytes }),
    ...(url && { url }),
    ...(destinationUrl && { destinationUrl }),
  };
}

function destination(raw: AuditEvent['raw']): string | undefined {
  const path = textOf(raw['DestinationRelativeUrl']);
  return path === undefined ? undefined : [path, textOf(raw['DestinationFileName'])].filter(Boolean).join('/');
}
