import * as made from '../content/documents.ts';
import { type Patient, patient } from '../content/patients.ts';
import type { Share } from '../content/permissions.ts';
import type { Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';
import { type LinkUse, linkUses } from './link-uses.ts';

export const at = (name: string) => `${name}@larkmeadow.example.com`;
const site = 'https://larkmeadow-example.sharepoint.com';
export const root = { url: site, title: 'Communication site' };
export const company = { url: `${site}/sites/allcompany`, title: 'All Company' };

export function clinicPatient(index: number): Patient {
  return patient('larkmeadow', index);
}

/** An open link. Of those that nobody opened for 90 days some have patients behind them. */
function anyone(by: string, made: string, lastUsed?: string, more: Partial<Share> = {}): Share {
  return { kind: 'anonymous', by: at(by), at: made, ...(lastUsed !== undefined && { lastUsed }), ...more };
}

/** The 25 links without a sign-in that the clinic has given out over five months: file, who, when made, last opened. */
const links: readonly (readonly [path: string, share: Share])[] = [
  ['Referrals/Cardiology/{0}', anyone('helen.aguirre', '2026-07-02T15:20:00Z', '2026-07-03T14:00:00Z')],
  ['Referrals/Cardiology/{1}', anyone('helen.aguirre', '2026-07-21T16:05:00Z', '2026-07-21T18:30:00Z')],
  [
    'Referrals/Cardiology/{2}',
    anyone('marcus.boyd', '2026-08-11T14:40:00Z', '2026-08-12T13:10:00Z', { access: 'edit' }),
  ],
  ['Referrals/Cardiology/{3}', anyone('marcus.boyd', '2026-09-15T19:00:00Z', '2026-11-16T15:45:00Z')],
  [
    'Referrals/Cardiology/{4}',
    anyone('helen.aguirre', '2026-11-12T17:25:00Z', '2026-11-13T09:05:00Z', { expires: '2026-12-12T17:25:00Z' }),
  ],
  ['Referrals/Cardiology/{5}', anyone('priya.castellanos', '2026-10-05T13:15:00Z', undefined, { password: true })],
  ['Billing/denied-claims.csv', anyone('ned.jansen', '2026-07-08T14:10:00Z', '2026-07-30T16:00:00Z')],
  ['Billing/statements-october.xlsx', anyone('alma.kirby', '2026-10-19T15:00:00Z', '2026-11-02T15:00:00Z')],
  ['Lab/inbound', anyone('wanda.estes', '2026-08-03T12:00:00Z', undefined, { access: 'edit' })],
  ['Public/price-list-2026.csv', anyone('carla.grady', '2026-06-22T15:00:00Z', '2026-11-20T20:00:00Z')],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (index) =>
      [
        `Public/Forms/form-${index}.docx`,
        anyone(
          'rosa.ibarra',
          `2026-0${6 + (index % 4)}-2${index}T15:00:00Z`,
          index % 2 === 0 ? `2026-11-1${index}T15:00:00Z` : undefined,
        ),
      ] as const,
  ),
  ...['spring-open-house', 'flu-shots', 'new-hours', 'parking', 'meet-the-team', 'summer-camp-physicals'].map(
    (name, index) =>
      [
        `Marketing/${name}.html`,
        anyone(
          'ruth.medrano',
          `2026-0${6 + (index % 3)}-18T16:30:00Z`,
          index < 3 ? `2026-10-0${index + 1}T16:30:00Z` : undefined,
          index === 5 ? { access: 'blocks-download' } : {},
        ),
      ] as const,
  ),
  ['Marketing/brand.pptx', anyone('ruth.medrano', '2026-09-01T16:30:00Z', '2026-09-02T16:30:00Z', { access: 'edit' })],
];

/** Letters that go to other practices. */
export const referred = Array.from({ length: 6 }, (_, index) =>
  made.referral(clinicPatient(index), 'July 2, 2026', 'Dr. Helen Aguirre'),
);

/** The open links on a file or folder of the libraries. */
export function linksOn(path: string): Share[] {
  const name = referred.findIndex((file) => path.endsWith(file.name));
  const wanted = name < 0 ? path : `Referrals/Cardiology/{${name}}`;
  return links.filter(([given]) => given === wanted).map(([, share]) => share);
}

/** When the open links were made and opened, for the unified log: it is older than the files' first reader. */
export function clinicLinkRecords(seed: TenantSeed): Entity[] {
  const uses = links.map(([path, share]): LinkUse => {
    const index = /\{(\d)\}/.exec(path)?.[1];
    const named = index === undefined ? path : `Referrals/Cardiology/${referred[Number(index)]!.name}`;
    const place = /^(Referrals|Billing|Lab)/.test(path) ? `${company.url}/Clinical/` : `${site}/Shared%20Documents/`;
    return { site: /^(Referrals|Billing|Lab)/.test(path) ? company.url : site, url: `${place}${named}`, share };
  });
  return linkUses(seed.id, uses);
}
