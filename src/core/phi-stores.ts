/**
 * What a job role may do in a store of patient files. `edit-no-share` is what members of a PHI site get: they work on
 * files, and only the owner lets others in.
 */
export const storeAccess = ['read', 'edit', 'edit-no-share'] as const;
export type StoreAccess = (typeof storeAccess)[number];

/** A place for patient files that only some job roles reach; a role that is not named has no access. */
export interface PhiStore {
  name: string;
  /** Last part of the site's address. */
  path: string;
  access: Readonly<Record<string, StoreAccess>>;
}

/** The stores that an organization declares under `phiStores` in wardline.yaml. */
export interface PhiStores {
  /** `contoso.sharepoint.com`. */
  host: string;
  /** User principal name of who owns each site and lets others in. */
  owner: string;
  /** Classification that each site carries, and the id of its sensitivity label. */
  siteClass: string;
  label?: string;
  stores: readonly PhiStore[];
}

/**
 * The stores of an organization that declares none of its own: each job role works in its own store and sees what
 * treatment or payment asks of it (45 CFR 164.514(d)(2)). Therapy notes stay with the therapists: psychotherapy notes
 * are kept apart from the rest of the record (45 CFR 164.501), so no other role reaches them.
 */
export const usualStores: readonly PhiStore[] = [
  { name: 'PHI Clinical', path: 'phi-clinical', access: { clinical: 'edit-no-share', therapy: 'read' } },
  { name: 'PHI Billing', path: 'phi-billing', access: { billing: 'edit-no-share' } },
  {
    name: 'PHI Front desk',
    path: 'phi-front-desk',
    access: { 'front-desk': 'edit-no-share', billing: 'read', clinical: 'read' },
  },
  { name: 'PHI Therapy', path: 'phi-therapy', access: { therapy: 'edit-no-share' } },
];

/** Address of a store's site, without a slash at the end. */
export function storeUrl({ host }: Pick<PhiStores, 'host'>, { path }: Pick<PhiStore, 'path'>): string {
  return `https://${host}/sites/${path}`;
}

/** The job roles that the stores name, each once, in the order in which they are named. */
export function rolesOf(stores: readonly PhiStore[]): string[] {
  return [...new Set(stores.flatMap(({ access }) => Object.keys(access)))];
}

/** Addresses of all sites that are declared to hold PHI: those listed, and those of the stores. Each once. */
export function phiSiteUrls({
  phi,
  phiStores,
}: {
  phi: { sites: readonly string[] };
  phiStores?: PhiStores;
}): string[] {
  const stores = phiStores ? phiStores.stores.map((store) => storeUrl(phiStores, store)) : [];
  const all = [...phi.sites.filter((site) => /^https:\/\//i.test(site)), ...stores].map((url) =>
    url.replace(/\/+$/, ''),
  );
  return [...new Map(all.map((url) => [url.toLowerCase(), url])).values()];
}

/** What a job role may do in a store. */
export function accessTo({ access }: PhiStore, role: string): StoreAccess | 'none' {
  return Object.hasOwn(access, role) ? access[role]! : 'none';
}
