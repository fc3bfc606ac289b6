import { fileRecord } from '../records/files.ts';
import { second } from '../records/pen.ts';
import { type Attack, attacker } from './attack.ts';

export const massSync: Attack = {
  name: 'mass-sync',
  title: 'A whole PHI library is synchronized to a computer that nobody manages',
  expected: {
    alerts: ['sharepoint.mass-sync', 'sharepoint.unmanaged-device-download'],
    atMost: 2,
    never: ['sharepoint.mass-download', 'organization.phi-from-unnamed-network'],
  },
  declares: ({ phiSite }) => `phi.sites: [${phiSite}]`,
  script: ({ company, victim, start, pen }) =>
    Array.from({ length: 900 }, (_, index) =>
      fileRecord(
        pen,
        start + index * 2 * second,
        'FileSyncDownloadedFull',
        { user: victim.user, id: victim.id, ip: attacker.ip },
        { site: company.phiSite, name: `scan-${index}.pdf` },
        { IsManagedDevice: false, MachineId: '9c1f0d52-7d33-4f43-9f6e-2a51c0ffee01' },
      ),
    ),
};
