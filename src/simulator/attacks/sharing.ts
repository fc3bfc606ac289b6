import { atDesk } from '../life/company.ts';
import { directoryChange } from '../records/directory.ts';
import { fileRecord, shareRecord } from '../records/files.ts';
import { minute, second } from '../records/pen.ts';
import { type Attack, attacker } from './attack.ts';

export const guestOnPhiSite: Attack = {
  name: 'guest-on-phi-site',
  title: 'A guest with a private mailbox is invited and becomes a member of a PHI site',
  expected: {
    alerts: ['entra.guest-invited-from-consumer-domain', 'sharepoint.guest-added-to-phi-site'],
    atMost: 2,
    never: ['sharepoint.external-share'],
  },
  declares: ({ phiSite }) => `phi.sites: [${phiSite}]`,
  script({ company, victim, start, pen }) {
    const by = atDesk(victim, 6);
    const guest = `pat.reader88_gmail.com#EXT#@${company.initialDomain}`;
    const id = pen.id();
    return [
      directoryChange(pen, start, by, {
        activity: 'Invite external user',
        category: 'UserManagement',
        service: 'Invited Users',
        target: { type: 'User', id, name: 'pat.reader88', principalName: guest },
        changes: [['InvitedUserEmailAddress', '["pat.reader88@gmail.com"]']],
        directory: { additionalDetails: [{ key: 'InvitedUserEmailAddress', value: 'pat.reader88@gmail.com' }] },
      }),
      {
        at: start,
        effect: {
          collection: 'users',
          id,
          values: {
            id,
            userPrincipalName: guest,
            displayName: 'pat.reader88',
            accountEnabled: true,
            userType: 'Guest',
          },
        },
      },
      shareRecord(pen, start + 5 * minute, 'AddedToGroup', by, {
        site: company.phiSite,
        name: '',
        correlation: pen.id(),
        target: guest,
        targetType: 'Guest',
        data: '<Group>Site Members</Group>',
      }),
    ];
  },
};

export const sharingLoosened: Attack = {
  name: 'sharing-loosened',
  title: 'The organization lets anyone open links without signing in',
  expected: {
    alerts: ['sharepoint.sharing-policy-loosened'],
    atMost: 1,
    never: ['sharepoint.access-policy-loosened', 'sharepoint.anonymous-link'],
  },
  script({ company, admin, start, pen }) {
    const site = `https://${company.prefix}-admin.sharepoint.com`;
    return [
      shareRecord(
        pen,
        start,
        'SharingPolicyChanged',
        { user: admin.user, id: admin.id, ip: attacker.ip },
        { site, name: '', correlation: pen.id() },
        {
          RecordType: 4,
          ModifiedProperties: [
            { Name: 'SharingCapability', NewValue: 'ExternalUserAndGuestSharing', OldValue: 'ExternalUserSharingOnly' },
          ],
        },
      ),
      { at: start, effect: { collection: 'sharepointTenant', id: '', values: { SharingCapability: 2 } } },
    ];
  },
};

export const unmanagedDevice: Attack = {
  name: 'unmanaged-device',
  title: 'One file of a PHI site is downloaded to a private computer',
  expected: {
    alerts: ['sharepoint.unmanaged-device-download'],
    atMost: 1,
    never: ['sharepoint.mass-download', 'organization.phi-from-unnamed-network'],
  },
  declares: ({ phiSite }) => `phi.sites: [${phiSite}]`,
  script: ({ company, victim, start, pen }) => [
    fileRecord(
      pen,
      start,
      'FileDownloaded',
      { user: victim.user, id: victim.id, ip: victim.home },
      { site: company.phiSite, name: 'ward-list.xlsx' },
      { IsManagedDevice: false, DeviceDisplayName: 'FAMILY-PC' },
    ),
  ],
};

export const phiFromCafe: Attack = {
  name: 'phi-from-cafe',
  title: 'Forty patient files are read in a café, on a network that nobody declared',
  expected: {
    alerts: ['organization.phi-from-unnamed-network'],
    atMost: 1,
    never: ['sharepoint.phi-site-from-unnamed-network', 'sharepoint.unmanaged-device-download'],
  },
  declares: ({ phiSite }) => `phi.sites: [${phiSite}], watch.networks: [192.0.2.0/24]`,
  script: ({ company, victim, start, pen }) =>
    Array.from({ length: 40 }, (_, index) =>
      fileRecord(
        pen,
        start + index * minute,
        'FileAccessed',
        { user: victim.user, id: victim.id, ip: '198.51.100.77' },
        { site: company.phiSite, name: `chart-${index}.docx` },
      ),
    ),
};

export const evidenceDeletion: Attack = {
  name: 'evidence-deletion',
  title: 'Two hundred files are deleted, and then deleted from the recycle bin',
  expected: {
    alerts: ['sharepoint.mass-deletion', 'sharepoint.recycle-bin-emptied'],
    atMost: 2,
    never: ['sharepoint.mass-overwrite', 'exchange.mail-destroyed'],
  },
  script: ({ company, victim, start, pen }) =>
    Array.from({ length: 200 }, (_, index) => {
      const place = { site: company.sites[0]!, name: `draft-${index}.docx` };
      return [
        fileRecord(pen, start + index * 5 * second, 'FileDeleted', atDesk(victim, 5), place),
        fileRecord(
          pen,
          start + 20 * minute + index * 5 * second,
          'FileDeletedFirstStageRecycleBin',
          atDesk(victim, 5),
          place,
        ),
      ];
    }),
};

export const massOverwrite: Attack = {
  name: 'mass-overwrite',
  title: 'A program encrypts a library through a stolen session: 1,200 files changed and renamed in twenty minutes',
  expected: {
    alerts: ['sharepoint.mass-overwrite', 'sharepoint.mass-rename'],
    atMost: 2,
    never: ['sharepoint.mass-deletion', 'sharepoint.mass-download'],
  },
  script: ({ company, victim, start, pen }) =>
    Array.from({ length: 1200 }, (_, index) => {
      const place = { site: company.sites[0]!, name: `letter-${index}.docx` };
      const by = atDesk(victim, 8);
      return [
        fileRecord(pen, start + index * second, 'FileModified', by, place),
        fileRecord(pen, start + index * second + 300, 'FileRenamed', by, place, {
          DestinationFileName: `letter-${index}.docx.locked`,
          DestinationFileExtension: 'locked',
          DestinationRelativeUrl: 'Shared Documents',
        }),
      ];
    }),
};
