import { defineControl } from '../../core/control.ts';
import { combine, fail, pass, unknown } from '../../core/verdict.ts';
import { type Site, noPhiSites, notInInventory, phiSites, siteEvidence } from './sites.ts';

const noLabel = /^[0{}-]*$/;

export const phiSitesLabeled = defineControl({
  id: 'sharepoint.phi-sites-labeled',
  title: 'PHI sites carry a sensitivity label',
  finding: 'PHI sites carry no sensitivity label',
  severity: 'medium',
  rationale:
    'A sensitivity label on the site tells everybody who opens it that patients are inside, and lets one rule govern sharing and devices for all such sites.',
  citations: ['164.502(b)', '164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [],
  aliases: ['SP-17a'],
  license: 'purview-labels',
  reads: ['sites'],
  evaluate({ sites }, { organization }) {
    if (organization.phi.sites.length === 0) return noPhiSites(sites, 'each carries a sensitivity label.');
    const { found, missing } = phiSites(organization, sites);
    const unread = found.filter((site) => site.sensitivityLabel === undefined);
    const bare = found.filter(
      (site) => site.sensitivityLabel !== undefined && noLabel.test(site.sensitivityLabel ?? ''),
    );
    const labeled = found.filter((site) => site.sensitivityLabel && !noLabel.test(site.sensitivityLabel));
    const show = (site: Site) =>
      siteEvidence(
        site,
        'a sensitivity label',
        bare.includes(site) ? 'none' : `label ${site.sensitivityLabel}`,
        'sites.sensitivityLabel',
      );
    const names = (list: readonly Site[]) => list.map((site) => site.url).join(', ');
    return combine({
      ...notInInventory(missing),
      ...(unread.length > 0 && { unread: unknown(`Can't tell which label these PHI sites carry: ${names(unread)}.`) }),
      ...(bare.length > 0 && {
        bare: fail(`${bare.length} of ${found.length} PHI sites carry no sensitivity label.`, bare.map(show), {
          wouldPassIf: `${names(bare)} carry a sensitivity label.`,
        }),
      }),
      ...(labeled.length > 0 && {
        labeled: pass(`${labeled.length} of ${found.length} PHI sites carry a sensitivity label.`, labeled.map(show)),
      }),
    });
  },
  remediation: {
    fix: 'Give each PHI site a sensitivity label',
    steps: [
      'Publish a sensitivity label whose scope includes Groups & sites.',
      'Open the SharePoint admin center, Sites, Active sites, and open each site named here.',
      'Under Settings, Sensitivity, choose the label and save.',
    ],
    script: ["Set-SPOSite -Identity 'https://contoso.sharepoint.com/sites/charts' -SensitivityLabel '<label GUID>'"],
  },
  knownGaps: ['Any label counts; what the label enforces is judged by other controls.'],
});
