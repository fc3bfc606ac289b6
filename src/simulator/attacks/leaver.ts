import { fileRecord } from '../records/files.ts';
import { type Written, day, hour, minute } from '../records/pen.ts';
import { signInRecords } from '../records/sign-ins.ts';
import { type Attack, type Scene, attacker } from './attack.ts';

/** Files that were taken in the Florida hospital, and the nights that it took. */
const leaverFiles = 62_318;
const nights = 3;
const addresses = ['203.0.113.71', '203.0.113.71', '203.0.113.99'];
const nightLength = 7 * hour;

/** Somebody of the records department takes `files` files in three nights to a computer at home. */
function leaverScript({ company, victim, start, pen }: Scene, files: number): Written[] {
  const leaver = company.left[0] ?? victim;
  const laptop = { IsManagedDevice: false, DeviceDisplayName: 'KATE-HOME', Platform: 'WinDesktop' };
  return Array.from({ length: nights }, (_, night) => {
    const begin = start + night * day;
    const ip = addresses[night]!;
    const count = Math.floor(files / nights) + (night < files % nights ? 1 : 0);
    const gap = nightLength / count;
    const user = night === 1 ? leaver.user[0]!.toUpperCase() + leaver.user.slice(1) : leaver.user;
    return [
      ...(night === 0
        ? signInRecords(pen, begin - 2 * minute, {
            user,
            id: leaver.id,
            ip,
            city: attacker.city,
            agent: attacker.agent,
            device: { ...attacker.device, os: 'Windows10' },
          })
        : []),
      ...Array.from({ length: count }, (_, index) =>
        fileRecord(
          pen,
          begin + Math.floor(index * gap),
          'FileDownloaded',
          { user, id: leaver.id, ip },
          { site: company.phiSite, name: `chart-${night}-${index}.pdf` },
          laptop,
        ),
      ),
    ];
  }).flat();
}

const expected = {
  alerts: ['entra.sign-in-after-leaving', 'sharepoint.leaver-downloads', 'sharepoint.unmanaged-device-download'],
  atMost: 3,
  never: ['sharepoint.mass-download', 'sharepoint.slow-mass-download', 'organization.phi-from-unnamed-network'],
};

export const leaver: Attack = {
  name: 'leaver',
  title: 'Somebody who left takes 62,318 files in three nights to a computer at home',
  expected,
  declares: ({ left, phiSite }) =>
    `phi.sites: [${phiSite}], watch.leavers: [{ account: ${left[0]!.user}, on: YYYY-MM-DD }]`,
  needs: ({ left }) => (left.length > 0 ? undefined : 'an open account whose employee leave date has passed'),
  script: (scene) => leaverScript(scene, leaverFiles),
};

export const leaverSmall: Attack = {
  ...leaver,
  name: 'leaver-small',
  title: 'The same at a twentieth: 3,116 files in three nights',
  script: (scene) => leaverScript(scene, Math.round(leaverFiles / 20)),
};
