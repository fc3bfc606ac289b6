import { defineControl } from '../../core/control.ts';
import { combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import {
  type SharePointSettings,
  type SharingLevel,
  evidence,
  isLooser,
  isSharingLevel,
  notRead,
  sharingLevels,
  tenantSharing,
} from './settings.ts';
import { type Site, noPhiSites, notInInventory, phiSites, setSite, siteEvidence, urlKey } from './sites.ts';

/** What counts for a site is the stricter of its own level and the tenant's. */
function effective(site: Site, tenant: SharingLevel | undefined): SharingLevel | undefined {
  const own = site.sharingCapability;
  if (!isSharingLevel(own)) return undefined;
  return tenant && isLooser(own, tenant) ? tenant : own;
}

function isClosed(settings: SharePointSettings): boolean {
  const oneDrive = settings.sharepointTenant?.odbSharingCapability ?? 'disabled';
  return tenantSharing(settings)?.value === 'disabled' && oneDrive === 'disabled';
}

/** PHI sites by how far they are shared; a declared site may have guests, but never Anyone links. */
function sorted(sites: readonly Site[], tenant: SharingLevel | undefined, declared: readonly string[]) {
  const allowed = new Set(declared.map(urlKey));
  const levelOf = (site: Site) => effective(site, tenant);
  const isAllowed = (site: Site) => allowed.has(urlKey(site.url)) && levelOf(site) !== 'externalUserAndGuestSharing';
  const judged = sites.filter((site) => levelOf(site) !== undefined && !isAllowed(site));
  return {
    unread: sites.filter((site) => levelOf(site) === undefined),
    open: judged.filter((site) => isLooser(levelOf(site)!, 'existingExternalUserSharingOnly')),
    guests: judged.filter((site) => levelOf(site) === 'existingExternalUserSharingOnly'),
    closed: sites.filter((site) => levelOf(site) === 'disabled' || (levelOf(site) !== undefined && isAllowed(site))),
    show: (site: Site) =>
      siteEvidence(
        site,
        `"${sharingLevels.disabled}"`,
        `"${sharingLevels[levelOf(site) ?? 'disabled']}"`,
        'sites.sharingCapability',
      ),
  };
}

export const phiSitesNotSharedOutside = defineControl({
  id: 'sharepoint.phi-sites-not-shared-outside',
  title: 'PHI sites are closed to people outside',
  finding: 'PHI sites can be shared with people outside',
  severity: 'critical',
  rationale:
    'A site where patient files lie should not offer sharing to the outside at all: one wrong name in the share box is a disclosure. What must leave goes through a site made for it.',
  citations: ['164.502(b)', '164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/change-external-sharing-site' }],
  aliases: ['SP-17'],
  reads: [],
  mayRead: ['sites', 'sharepointTenant', 'sharepointSettings'],
  evaluate(settings, { organization, declared }) {
    const tenant = tenantSharing(settings);
    if (tenant && isClosed(settings)) {
      const expected = `"${sharingLevels.disabled}"`;
      return pass('Nothing is shared outside the organization, so no PHI site is.', [
        evidence(tenant, 'SharePoint sharing level', expected, expected),
      ]);
    }
    const { sites } = settings;
    if (!sites) return notRead('how far each site is shared', 'GET _api/SPO.Tenant/sites');
    if (organization.phi.sites.length === 0) return noPhiSites(sites, 'each is closed to people outside.');
    const { found, missing } = phiSites(organization, sites);
    const { open, guests, closed, unread, show } = sorted(found, tenant?.value, declared.sites);
    const names = (list: readonly Site[]) => list.map((site) => site.url).join(', ');
    return combine({
      ...notInInventory(missing),
      ...(unread.length > 0 && { unread: unknown(`Can't tell how far these PHI sites are shared: ${names(unread)}.`) }),
      ...(open.length > 0 && {
        open: fail(
          `${open.length} of ${found.length} PHI sites can be shared with new people outside.`,
          open.map(show),
          {
            wouldPassIf: `Sharing outside is off for ${names(open)}, or you declare them.`,
          },
        ),
      }),
      ...(guests.length > 0 && {
        guests: partial(
          `${guests.length} of ${found.length} PHI sites can be shared with existing guests.`,
          guests.map(show),
          {
            wouldPassIf: `Sharing outside is off for ${names(guests)}, or you declare them.`,
          },
        ),
      }),
      ...(closed.length > 0 && {
        closed: pass(
          `${closed.length} of ${found.length} PHI sites are closed to people outside or declared.`,
          closed.map(show),
        ),
      }),
    });
  },
  remediation: {
    fix: 'Turn off outside sharing for PHI sites',
    steps: [
      'Open the SharePoint admin center, Sites, Active sites.',
      'Open each site named here, Settings, More sharing settings.',
      'Under External sharing, choose "Only people in your organization" and save.',
    ],
    script: ["Set-SPOSite -Identity 'https://contoso.sharepoint.com/sites/charts' -SharingCapability Disabled"],
  },
  changes(settings, { organization, declared }) {
    if (!settings.sites || isClosed(settings)) return [];
    const { found, missing } = phiSites(organization, settings.sites);
    const { open, guests, unread } = sorted(found, tenantSharing(settings)?.value, declared.sites);
    // A site that was not read stays unknown, whatever is done to the others.
    if (missing.length > 0 || unread.length > 0) return [];
    return [...open, ...guests].map((site) =>
      setSite(
        site,
        { sharingCapability: 'disabled' },
        '-SharingCapability Disabled',
        `Turn off outside sharing for ${site.url}`,
        'Guests of this site: they lose access at once. Members: the share box refuses outside addresses.',
      ),
    );
  },
  knownGaps: ['It knows PHI sites only by their declaration in wardline.yaml.'],
  assumed: [
    'Site properties are read with the URL, GroupId, SharingCapability, SensitivityLabel and permissions of each site.',
  ],
});
