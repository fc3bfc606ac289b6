import { libraryOf } from '../content/drives.ts';
import { newItem } from '../content/items.ts';
import { type Random, createRandom, guidOf } from '../random.ts';
import type { Collections, Entity } from '../store.ts';
import type { TenantSeed } from '../tenant.ts';
import { type Person, freshTenant, withLicense, withPeople } from './fresh.ts';
import { generatedContent } from './generated-content.ts';

export interface GeneratedTenant {
  /** Also its SharePoint prefix and domain: small letters, digits, hyphens. */
  name?: string;
  users: number;
  sites?: number;
  /** Files over all sites. */
  files?: number;
  /** Files in the library of each site in place of `files`, made when they are read: for benches with very many. */
  filesPerDrive?: number;
  groups?: number;
  /** The same seed gives the same tenant. */
  seed?: string;
}

const given = [
  'Ana',
  'Ben',
  'Carla',
  'Dev',
  'Elena',
  'Farid',
  'Grace',
  'Hugo',
  'Iris',
  'Jonas',
  'Kavya',
  'Liam',
  'Mina',
  'Noel',
  'Olga',
  'Priya',
];
const family = [
  'Abara',
  'Brandt',
  'Castillo',
  'Dunn',
  'Ekström',
  'Farouk',
  'Gupta',
  'Haller',
  'Ibarra',
  'Jensen',
  'Kowalski',
  'Lindqvist',
  'Moreau',
  'Novak',
  'Okafor',
  'Petrov',
];
const departments = ['Nursing', 'Front desk', 'Billing', 'Radiology', 'Laboratory', 'Pharmacy', 'Administration'];
const plans = [
  'AAD_PREMIUM',
  'INTUNE_A',
  'EXCHANGE_S_ENTERPRISE',
  'SHAREPOINTENTERPRISE',
  'TEAMS1',
  'RMS_S_ENTERPRISE',
  'RMS_S_PREMIUM',
  'MIP_S_CLP1',
  'BPOS_S_DlpAddOn',
  'MFA_PREMIUM',
];

/** A tenant of any size with Microsoft's defaults: people, groups with members, sites, files. All invented. */
export function generateTenant(options: GeneratedTenant): TenantSeed {
  const name = options.name ?? 'generated';
  const random = createRandom(options.seed ?? `${name} ${options.users}`);
  const base = freshTenant({
    id: guidOf(`generated tenant ${name}`),
    name,
    domain: `${name}.example.com`,
    prefix: name,
  });
  const people = Array.from({ length: options.users }, (_, index): Person => ({
    name: `${random.pick(given)} ${random.pick(family)}`,
    alias: `user${index + 1}`,
    department: random.pick(departments),
    mfa: random.next() < 0.7,
    enabled: random.next() < 0.98,
  }));
  const seed = withLicense(withPeople(base, people), 'SPE_E3', options.users, plans);
  const collections: Collections = { ...seed.collections };
  groups(seed, collections, random, options.groups ?? 0);
  sites(seed, collections, random, options.sites ?? 0, options.files ?? 0);
  const { filesPerDrive } = options;
  return {
    ...seed,
    collections,
    ...(filesPerDrive !== undefined && { asked: { filesPerDrive }, content: generatedContent }),
  };
}

function groups(seed: TenantSeed, collections: Collections, random: Random, count: number): void {
  const users = Object.keys(collections['users'] ?? {});
  const list: Record<string, Entity> = {};
  for (let index = 1; index <= count; index += 1) {
    const id = guidOf(`${seed.id} group ${index}`);
    list[id] = {
      id,
      displayName: `Group ${index}`,
      mailNickname: `group${index}`,
      mailEnabled: true,
      securityEnabled: false,
      groupTypes: ['Unified'],
      visibility: random.next() < 0.5 ? 'Private' : 'Public',
      resourceProvisioningOptions: ['Team'],
      createdDateTime: '2026-06-16T15:00:00Z',
    };
    const members: Record<string, Entity> = {};
    for (let member = 0; users.length > 0 && member < 10; member += 1) {
      const user = random.pick(users);
      members[user] = { id: user };
    }
    collections[`groupMembers/${id}`] = members;
  }
  collections['groups'] = list;
}

/** Sites under their address, files as drive items in each site's library. */
function sites(seed: TenantSeed, collections: Collections, random: Random, count: number, files: number): void {
  const list: Record<string, Entity> = { ...collections['sites'] };
  const drives: Record<string, Entity> = {};
  for (let index = 1; index <= count; index += 1) {
    const Url = `https://${seed.prefix!}.sharepoint.com/sites/site${index}`;
    const drive = libraryOf({ url: Url, title: `Site ${index}` }, 'Documents');
    const id = String(drive['id']);
    drives[id] = drive;
    list[Url.toLowerCase()] = {
      Url,
      SiteId: guidOf(`${Url} site`),
      Title: `Site ${index}`,
      Template: 'GROUP#0',
      SharingCapability: 1,
      Permissions: [],
      LastContentModifiedDate: '2026-11-01T00:00:00Z',
    };
    const items: Record<string, Entity> = {};
    const share = Math.floor(files / count) + (index <= files % count ? 1 : 0);
    for (let file = 1; file <= share; file += 1) {
      const size = 2000 + random.whole(50_000);
      const item = newItem(drive, {
        path: `document ${file}.txt`,
        createdAt: '2026-06-16T15:00:00Z',
        modifiedAt: '2026-11-01T00:00:00Z',
        by: `user1@${seed.domains![0]!}`,
        file: { size, bytes: `text/${Url} ${file}/${size}` },
      });
      items[String(item['id'])] = item;
    }
    collections[`driveItems/${id}`] = items;
  }
  if (files > 0) collections['drives'] = drives;
  collections['sites'] = list;
}
