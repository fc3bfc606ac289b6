import { hashOf } from '../random.ts';
import type { Entity } from '../store.ts';
import { type Doer, type Pen, type Written, unified } from './pen.ts';

/** A file of a library, without which no record of SharePoint or OneDrive is. */
export interface FilePlace {
  /** Address of the site, without a final slash. */
  site: string;
  /** File name; `''` for the site itself. */
  name: string;
  folder?: string;
}

export const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0';
export const syncClient = 'Microsoft SkyDriveSync 25.194.1005.0003 ship; Windows NT 10.0 (26100)';
const web = { id: '08e18876-6177-487e-b8b5-cf950c1e598c', name: 'SharePoint Online Web Client Extensibility' };
const sync = { id: 'ab9b8c07-8f02-4f72-87fa-80105867a763', name: 'OneDrive SyncEngine' };

/** Something that happens to a file (record type 6): `FileAccessed`, `FileDownloaded`, `FileSyncDownloadedFull`. */
export function fileRecord(
  pen: Pen,
  at: number,
  operation: string,
  by: Doer,
  { site, name, folder = 'Shared Documents' }: FilePlace,
  fields: Entity = {},
): Written {
  const personal = site.includes('/personal/');
  const library = personal ? 'Documents' : folder;
  const byApp = by.type === 5;
  const app = operation.startsWith('FileSync') ? sync : web;
  return unified(pen, {
    at,
    operation,
    type: 6,
    workload: personal ? 'OneDrive' : 'SharePoint',
    by,
    fields: {
      AuthenticationType: byApp ? 'OAuth' : 'FormsCookieAuth',
      BrowserName: operation.startsWith('FileSync') ? '' : 'Edge',
      CorrelationId: pen.id(),
      EventSource: 'SharePoint',
      ItemType: 'File',
      ListItemUniqueId: guidFor(`${site} ${name}`),
      Platform: 'WinDesktop',
      Site: guidFor(site),
      ObjectId: `${site}/${library}/${name}`,
      SiteUrl: `${site}/`,
      SourceFileExtension: name.split('.').at(-1),
      SourceFileName: name,
      SourceRelativeUrl: library,
      UserAgent: by.agent ?? (operation.startsWith('FileSync') ? syncClient : edge),
      ...(!byApp && { ApplicationId: app.id, ApplicationDisplayName: app.name }),
      ...fields,
    },
  });
}

/** Cheap, and the same for the same file. */
function guidFor(text: string): string {
  const [a, b, c] = ['', 'b', 'c'].map((salt) =>
    hashOf(text + salt)
      .toString(16)
      .padStart(8, '0'),
  ) as [string, string, string];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(0, 3)}-${c}${a.slice(0, 4)}`;
}

export interface Share extends FilePlace {
  /** `TargetUserOrGroupName`: an address, the name of a link, of a group. */
  target?: string;
  targetType?: 'Member' | 'Guest' | 'SharePointGroup' | 'SecurityGroup';
  /** The same in all records of one action. */
  correlation: string;
  /** The `EventData` of the record, an XML fragment. */
  data?: string;
}

/** A sharing (record type 14). Without a file name it is about the site. */
export function shareRecord(
  pen: Pen,
  at: number,
  operation: string,
  by: Doer,
  { target, targetType, correlation, data, ...place }: Share,
  fields: Entity = {},
): Written {
  const { record, ...written } = fileRecord(pen, at, operation, by, place);
  const ofSite = place.name === '';
  return {
    ...written,
    record: {
      ...record,
      RecordType: 14,
      CorrelationId: correlation,
      ...(ofSite && {
        ItemType: 'Web',
        ObjectId: place.site,
        SourceFileName: undefined,
        SourceFileExtension: undefined,
        ListItemUniqueId: undefined,
      }),
      ...(target !== undefined && { TargetUserOrGroupName: target }),
      ...(targetType !== undefined && { TargetUserOrGroupType: targetType }),
      ...(data !== undefined && { EventData: data }),
      ...fields,
    },
  };
}

/** The records of one sharing with a colleague: SharePoint writes several for what a person does once. */
export function sharedInside(pen: Pen, at: number, by: Doer, file: FilePlace, colleague: string): Written[] {
  const correlation = pen.id();
  const link = `SharingLinks.${pen.id()}.Flexible.${pen.id()}`;
  const share = { ...file, correlation };
  return [
    shareRecord(pen, at, 'SharingInheritanceBroken', by, share),
    shareRecord(pen, at, 'SharingSet', by, {
      ...share,
      target: link,
      targetType: 'SharePointGroup',
      data: '<Permissions granted>Contribute</Permissions granted>',
    }),
    shareRecord(pen, at, 'SecureLinkCreated', by, share),
    shareRecord(pen, at + 1000, 'AddedToSecureLink', by, { ...share, target: colleague, targetType: 'Member' }),
  ];
}

/** The OneDrive of an account: `https://clinic-my.sharepoint.com/personal/nina_clinic_example_com`. */
export function oneDriveOf(prefix: string, account: string): string {
  return `https://${prefix}-my.sharepoint.com/personal/${account.toLowerCase().replace(/[^a-z0-9]/g, '_')}`;
}
