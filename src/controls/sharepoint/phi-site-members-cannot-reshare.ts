import { defineControl } from '../../core/control.ts';
import { combine, fail, pass, unknown } from '../../core/verdict.ts';
import { type Site, noPhiSites, notInInventory, phiSites, setSite, siteEvidence } from './sites.ts';

export const phiSiteMembersCannotReshare = defineControl({
  id: 'sharepoint.phi-site-members-cannot-reshare',
  title: 'On PHI sites only owners can share',
  finding: 'On PHI sites members can share files on',
  severity: 'medium',
  rationale:
    'Working on a patient file and deciding who else gets it are two rights. When every member can share, access grows with each favor; when only owners can, somebody decides.',
  citations: ['164.312(a)(1)', '164.308(a)(4)(ii)(C)', '164.502(b)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [],
  aliases: ['X-08'],
  reads: ['sites'],
  evaluate({ sites }, { organization }) {
    if (organization.phi.sites.length === 0) return noPhiSites(sites, 'only owners can share there.');
    const { found, missing } = phiSites(organization, sites);
    const by = (value: boolean) => found.filter((site) => site.membersCanShare === value);
    const unread = found.filter((site) => typeof site.membersCanShare !== 'boolean');
    const show = (site: Site) =>
      siteEvidence(
        site,
        'only owners share',
        site.membersCanShare ? 'members share' : 'only owners share',
        'sites.membersCanShare',
      );
    const names = (list: readonly Site[]) => list.map((site) => site.url).join(', ');
    return combine({
      ...notInInventory(missing),
      ...(unread.length > 0 && { unread: unknown(`Can't tell who can share on these PHI sites: ${names(unread)}.`) }),
      ...(by(true).length > 0 && {
        open: fail(
          `On ${by(true).length} of ${found.length} PHI sites members can share files on.`,
          by(true).map(show),
          {
            wouldPassIf: `Only owners can share on ${names(by(true))}.`,
          },
        ),
      }),
      ...(by(false).length > 0 && {
        closed: pass(`On ${by(false).length} of ${found.length} PHI sites only owners can share.`, by(false).map(show)),
      }),
    });
  },
  remediation: {
    fix: 'Let only owners share on PHI sites',
    steps: [
      'Open each site named here, Settings, Site permissions, Change how members can share.',
      'Choose "Only site owners can share files, folders, and the site" and save.',
      'Turn off access requests or send them to the owner.',
    ],
    script: ["Set-SPOSite -Identity 'https://contoso.sharepoint.com/sites/charts' -DisableSharingForNonOwners"],
  },
  changes({ sites }, { organization }) {
    const { found, missing } = phiSites(organization, sites);
    if (missing.length > 0 || found.some((site) => typeof site.membersCanShare !== 'boolean')) return [];
    return found
      .filter((site) => site.membersCanShare)
      .map((site) =>
        setSite(
          site,
          { membersCanShare: false },
          '-DisableSharingForNonOwners',
          `Let only owners share on ${site.url}`,
          'Members: they still edit, but sharing sends a request to the owner.',
          {
            cannot:
              'PowerShell has no switch back; an owner turns it on again under Site permissions, Change how members can share.',
          },
        ),
      );
  },
  knownGaps: ['Who is an owner is not judged here.', 'Links that members made before stay.'],
  assumed: ['The property MembersCanShare of the site (web) says whether members can share.'],
});
