import { defineControl } from '../../core/control.ts';
import { combine, fail, notApplicable, partial, pass } from '../../core/verdict.ts';
import { evidence, fromTenant, notRead, setTenant, sharingLevels, tenantSharing } from './settings.ts';
import { type Site, setSite, siteEvidence, undeclaredOverrides } from './sites.ts';

const scubaDays = 30;

/** A site with its own rule: 0 or less means that its Anyone links never end. */
const outlasts = (days: number) => (site: Site) => {
  if (site.overrideTenantAnonymousLinkExpirationPolicy !== true) return false;
  if (site.sharingCapability !== 'externalUserAndGuestSharing' && site.sharingCapability !== undefined) return false;
  const own = site.anonymousLinkExpirationInDays ?? 0;
  return own < 1 || own > days;
};

export const anyoneLinksExpire = defineControl({
  id: 'sharepoint.anyone-links-expire',
  title: 'Anyone links stop working within days',
  finding: 'Anyone links work for too long',
  severity: 'medium',
  rationale:
    'A link that needs no sign-in and never ends is a door left open for years. Where such links must exist, a few days are enough for the recipient to fetch the file.',
  citations: ['164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SHAREPOINT.3.1v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.SHAREPOINT.3.1' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/microsoft-365/solutions/best-practices-anonymous-sharing' },
  ],
  aliases: ['SP-06'],
  parameters: { days: { default: 7, tighten: 'lower', title: 'Longest life of an Anyone link in days' } },
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings', 'sites'],
  evaluate(settings, { parameters, declared }) {
    const level = tenantSharing(settings);
    const days = fromTenant(settings.sharepointTenant, 'requireAnonymousLinksExpireInDays');
    if (!level) return notRead("SharePoint's sharing level");
    // A tenant record without its own field was cut short: then no answer rather than a guess.
    if (!days && (level.value === 'externalUserAndGuestSharing' || level.section === 'sharepointTenant')) {
      return notRead('the life of Anyone links', 'GET _api/SPO.Tenant');
    }
    if (level.value !== 'externalUserAndGuestSharing') {
      return notApplicable(`There are no Anyone links: the sharing level is "${sharingLevels[level.value]}".`);
    }
    const value = days!.value;
    const expected = `1 to ${parameters.days} days`;
    const actual = value < 1 ? 'never' : `${value} days`;
    const found = evidence(days!, 'Life of Anyone links', expected, actual);
    const extras = {
      policies: { 'MS.SHAREPOINT.3.1v1': value >= 1 && value <= scubaDays ? 'pass' : 'fail' } as const,
      wouldPassIf: `Anyone links end after ${parameters.days} days or less.`,
    };
    const { sites } = settings;
    const longer = undeclaredOverrides(sites, declared.sites, outlasts(parameters.days)).map((site) => {
      const own = site.anonymousLinkExpirationInDays ?? 0;
      return siteEvidence(site, expected, own < 1 ? 'never' : `${own} days`, 'sites.anonymousLinkExpirationInDays');
    });
    return combine({
      tenant:
        value >= 1 && value <= parameters.days
          ? pass(`Anyone links end after ${value} days.`, [found], { policies: extras.policies })
          : value >= 1 && value <= scubaDays
            ? partial(`Anyone links end after ${value} days, later than ${parameters.days}.`, [found], extras)
            : fail(value < 1 ? 'Anyone links never end.' : `Anyone links work for ${value} days.`, [found], extras),
      ...(longer.length > 0 && {
        sites: fail(`${longer.length} of ${sites!.length} sites let Anyone links live longer.`, longer, {
          wouldPassIf: `${longer.map(({ name }) => name).join(', ')} follow the tenant's limit, or you declare them.`,
        }),
      }),
    });
  },
  remediation: {
    fix: 'End Anyone links within a week',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing.',
      'Under Choose expiration and permissions options for Anyone links, select "These links must expire within this many days".',
      'Enter 7 and save.',
    ],
    script: ['Set-SPOTenant -RequireAnonymousLinksExpireInDays 7'],
  },
  changes(settings, { parameters, declared }) {
    const level = tenantSharing(settings);
    const days = fromTenant(settings.sharepointTenant, 'requireAnonymousLinksExpireInDays');
    if (level?.value !== 'externalUserAndGuestSharing' || !days) return [];
    const notice = 'People who send Anyone links: the link ends by itself. Links that have no end yet get one.';
    const changes = undeclaredOverrides(settings.sites, declared.sites, outlasts(parameters.days)).map((site) =>
      setSite(
        site,
        { overrideTenantAnonymousLinkExpirationPolicy: false },
        '-OverrideTenantAnonymousLinkExpirationPolicy $false',
        `Let Anyone links of ${site.url} end as the tenant says`,
        notice,
      ),
    );
    if (days.value < 1 || days.value > parameters.days) {
      changes.push(
        setTenant(
          { requireAnonymousLinksExpireInDays: parameters.days },
          `-RequireAnonymousLinksExpireInDays ${parameters.days}`,
          `End Anyone links after ${parameters.days} days`,
          notice,
        ),
      );
    }
    return changes;
  },
  knownGaps: ['Sites with a longer limit of their own are judged only when the site inventory was read.'],
});
