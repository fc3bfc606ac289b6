import type { Change } from '../../core/change.ts';
import type { Organization } from '../../core/organization.ts';
import type { ReadKey, SectionData } from '../../core/snapshot.ts';
import { type Evidence, type Verdict, unknown } from '../../core/verdict.ts';
import { quoted } from '../../core/powershell.ts';

export type Site = SectionData<'sites'>[number];

/** Site addresses compare without case and without a closing slash. */
export function urlKey(url: string | null | undefined): string {
  return (url ?? '').trim().toLowerCase().replace(/\/+$/, '');
}

/** The declared PHI sites that were read, and the declared addresses that were not among them. */
export function phiSites(organization: Organization, sites: readonly Site[]): { found: Site[]; missing: string[] } {
  const byUrl = new Map(sites.map((site) => [urlKey(site.url), site]));
  const found: Site[] = [];
  const missing: string[] = [];
  for (const url of organization.phi.sites) {
    const site = byUrl.get(urlKey(url));
    if (site) found.push(site);
    else missing.push(url);
  }
  return { found, missing };
}

/** The verdict when nobody has said where PHI lies: no site can be held to more than the tenant. */
export function noPhiSites(sites: readonly Site[], would: string): Verdict {
  const why = `Can't tell: no PHI site is declared in wardline.yaml (phi.sites), so none of ${sites.length} sites can be judged.`;
  return unknown(why, [], { wouldPassIf: `You declare the PHI sites and ${would}` });
}

/** The verdict on declared PHI sites that the source does not hold, as one part of a control. */
export function notInInventory(missing: readonly string[]): Record<string, Verdict> {
  if (missing.length === 0) return {};
  return { inventory: unknown(`Can't tell: declared PHI sites not among the sites read: ${missing.join(', ')}.`) };
}

export function siteEvidence(site: Site, expected: string, actual: string, readFrom: ReadKey): Evidence {
  const url = site.url || 'site without an address';
  return { id: urlKey(site.url) || url, name: url, expected, actual, readFrom };
}

/** Sites that set a looser value of their own and are not declared; absent fields are no override. */
export function undeclaredOverrides(
  sites: readonly Site[] | undefined,
  declared: readonly string[],
  isLooser: (site: Site) => boolean,
): Site[] {
  const allowed = new Set(declared.map(urlKey));
  return (sites ?? []).filter((site) => isLooser(site) && !allowed.has(urlKey(site.url)));
}

/** A change of one site. */
export function setSite(
  site: Site,
  values: Partial<Site>,
  parameters: string,
  summary: string,
  notice: string,
  undo: Change['undo'] = 'restore',
): Change {
  const call = `Set-SPOSite -Identity ${quoted(site.url)} ${parameters}`;
  return { section: 'sites', operation: 'set', match: { url: site.url }, values, call, summary, notice, undo };
}
