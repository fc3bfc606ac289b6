import { fileRecord, graphSignInRecord, many, type RawRecord, shareRecord } from '../audit-records.ts';

export const kate = 'kate.moss@clinic.example.com';
export const patients = 'https://clinic.sharepoint.com/sites/patients';
const intranet = 'https://clinic.sharepoint.com/sites/intranet';
export const hour = 60;
export const day = 24 * hour;

/** What one person does on one day: mostly reading and co-authoring, a few downloads, a sharing now and then. */
function personDay(person: number, date: number): RawRecord[] {
  const user = person === 0 ? kate : `p${person}@clinic.example.com`;
  const personal = `https://clinic-my.sharepoint.com/personal/${user.replace(/[.@]/g, '_')}`;
  const at = date * day + person;
  const ip = `192.0.2.${10 + person}:${40_000 + person}`;
  const managed = { IsManagedDevice: true };
  const records = [
    graphSignInRecord({ user, at, ip: `192.0.2.${10 + person}` }),
    ...many(60, (index) =>
      fileRecord(
        (['FileAccessed', 'FilePreviewed', 'FileModified', 'FileAccessedExtended'] as const)[index % 4]!,
        {
          user,
          at: at + index * 7,
          ip,
          site: index % 3 ? patients : intranet,
          file: `work-${person}-${(index * 7) % 40}.docx`,
        },
        managed,
      ),
    ),
    ...many(6, (index) =>
      fileRecord(
        'FileDownloaded',
        { user, at: at + index * 60, ip, site: patients, file: `form-${person}-${date}-${index}.pdf` },
        managed,
      ),
    ),
    ...many(15, (index) =>
      fileRecord(
        'FileSyncDownloadedFull',
        { user, at: at + index * 20, ip, site: personal, file: `own-${person}-${index}.xlsx` },
        managed,
      ),
    ),
    fileRecord('FileDeleted', { user, at: at + 300, ip, site: personal, file: `old-${person}-${date}.docx` }, managed),
  ];
  if (person % 5 !== date) return records;
  const correlation = `00000000-0000-4000-9000-${String(person * 100 + date).padStart(12, '0')}`;
  const share = { user, at: at + 100, site: personal, correlation, file: `share-${person}.docx` };
  return [
    ...records,
    shareRecord('SharingInheritanceBroken', share),
    shareRecord('SharingSet', { ...share, target: 'p2@clinic.example.com', targetType: 'Member' }),
    shareRecord('AddedToSecureLink', { ...share, target: 'p3@clinic.example.com', targetType: 'Member' }),
    shareRecord('CompanyLinkCreated', {
      ...share,
      target: 'SharingLinks.1f2e-3d.OrganizationEdit.5b6a',
      targetType: 'SharePointGroup',
    }),
  ];
}

function machineNight(date: number): RawRecord[] {
  return [
    ...many(600, (index) =>
      fileRecord('FileDownloaded', {
        user: 'backup@clinic.example.com',
        at: date * day + 16 * hour + index / 20,
        file: `all-${index}.pdf`,
        site: patients,
      }),
    ),
    ...many(600, (index) =>
      fileRecord('FileAccessed', {
        user: 'app@sharepoint',
        at: date * day + 17 * hour + index / 20,
        file: `all-${index}.pdf`,
        site: patients,
      }),
    ),
    ...many(200, (index) =>
      fileRecord('FileRecycled', {
        user: 'SHAREPOINT\\system',
        at: date * day + 18 * hour + index / 20,
        file: `expired-${date}-${index}.pdf`,
      }),
    ),
  ];
}

/** A person starts, a team is made, a partner's guest joins, a new laptop fetches the own OneDrive: records as Microsoft writes them. */
function beginnings(): RawRecord[] {
  const user = 'p41@clinic.example.com';
  const site = 'https://clinic-my.sharepoint.com/personal/p41_clinic_example_com';
  const team = 'https://clinic.sharepoint.com/sites/medical-billing';
  const web = { ItemType: 'Web', SourceFileName: undefined, ListItemUniqueId: undefined };
  const anonymous = [{ Name: 'ShareUsingAnonymousLinks', NewValue: 'Enabled', OldValue: 'Disabled' }];
  const guest = 'bo_partner.example.net#ext#@clinic.example.com';
  const visit = { user, site, ip: '20.190.157.27', at: 70, correlation: 'fd9ac79d-1100-48aa-92c5-40a73a1d443f' };
  const made = {
    user: 'p3@clinic.example.com',
    site: team,
    at: 90,
    correlation: 'f1d0c99f-3094-2000-da82-454f034ca629',
  };
  return [
    shareRecord('SiteCollectionCreated', visit, { ...web, RecordType: 4 }),
    shareRecord('SharingPolicyChanged', visit, { ...web, RecordType: 4, ModifiedProperties: anonymous }),
    shareRecord('SiteCollectionAdminRemoved', { ...visit, target: 'SHAREPOINT\\system', targetType: 'Member' }, web),
    shareRecord('SiteCollectionAdminAdded', { ...visit, target: user, targetType: 'Member' }, web),
    ...many(1500, (index) =>
      fileRecord(
        'FileSyncDownloadedFull',
        { user, site, at: 80 + index / 50, file: `moved-${index}.docx` },
        { IsManagedDevice: true },
      ),
    ),
    shareRecord(
      'AddedToGroup',
      { ...made, target: 'SHAREPOINT\\system', targetType: 'Member' },
      { ...web, EventData: '<Group>Site Owners</Group>' },
    ),
    shareRecord(
      'AddedToGroup',
      { ...made, target: 'Medical billing Members', targetType: 'SecurityGroup' },
      { ...web, EventData: '<Group>Site Members</Group>' },
    ),
    shareRecord(
      'AddedToGroup',
      { ...made, user: 'app@sharepoint', target: 'Everyone except external users', targetType: 'SecurityGroup' },
      web,
    ),
    shareRecord('SharingInheritanceBroken', { ...made, user: 'app@sharepoint' }, { ...web, ItemType: 'List' }),
    shareRecord(
      'SharingInvitationCreated',
      { ...made, at: 100, target: 'bo@partner.example.net', targetType: 'Guest' },
      web,
    ),
    shareRecord(
      'AddedToGroup',
      { ...made, at: 101, target: guest, targetType: 'Guest' },
      { ...web, EventData: '<Group>Site Members</Group>' },
    ),
    shareRecord(
      'SharingInvitationAccepted',
      { user: guest, site: team, at: 120, target: guest, targetType: 'Guest' },
      web,
    ),
    fileRecord('FileAccessed', { user: guest, site: team, at: 121, ip: '192.0.2.200', file: 'price-list.docx' }),
    shareRecord('SharingRevoked', {
      user: 'p3@clinic.example.com',
      site: team,
      at: 400,
      target: guest,
      targetType: 'Guest',
    }),
    shareRecord('AnonymousLinkRemoved', { user: 'p3@clinic.example.com', site: team, at: 401 }),
  ];
}

/** A week of a hospital of 40 people, Monday 9:00 UTC on, in no order: people, a backup, Microsoft's crawler and retention. */
export const life = () => [...beginnings(), ...week()];
const week = () =>
  many(5, (date) => date as unknown as RawRecord).flatMap((_, date) => [
    ...many(40, (person) => person as unknown as RawRecord).flatMap((_, person) => personDay(person, date)),
    ...machineNight(date),
  ]);
