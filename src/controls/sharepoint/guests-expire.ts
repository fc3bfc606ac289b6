import { defineControl } from '../../core/control.ts';
import { combine, fail, partial, pass } from '../../core/verdict.ts';
import { evidence, fromTenant, notRead, setTenant } from './settings.ts';
import { type Site, setSite, siteEvidence, undeclaredOverrides } from './sites.ts';

/** A site with its own rule: 0 or less means that its guests stay. */
const outlasts = (days: number) => (site: Site) => {
  if (site.overrideTenantExternalUserExpirationPolicy !== true) return false;
  const own = site.externalUserExpirationInDays ?? 0;
  return own < 1 || own > days;
};

export const guestsExpire = defineControl({
  id: 'sharepoint.guests-expire',
  title: 'Guest access to sites ends by itself',
  finding: 'Guest access to sites does not end by itself',
  severity: 'medium',
  rationale:
    'The consultant of two years ago still opens the folder, because nobody remembers to take guests out. An end date does it, and the site owner extends it for those still needed.',
  citations: ['164.308(a)(3)(ii)(C)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'CIS', id: '7.2.9' },
    { source: 'CIPP', id: 'SPExternalUserExpiration' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off' },
  ],
  aliases: ['SP-11'],
  parameters: { days: { default: 30, tighten: 'lower', title: 'Longest guest access in days without renewal' } },
  reads: ['sharepointTenant.externalUserExpirationRequired'],
  mayRead: ['sites'],
  evaluate({ sharepointTenant, sites }, { parameters, declared }) {
    const required = fromTenant(sharepointTenant, 'externalUserExpirationRequired');
    const days = fromTenant(sharepointTenant, 'externalUserExpireInDays');
    if (!required || (required.value && !days)) return notRead('when guest access ends', 'GET _api/SPO.Tenant');
    const expected = `after ${parameters.days} days or less`;
    const actual = required.value && days && days.value > 0 ? `after ${days.value} days` : 'never';
    const found = evidence(required.value ? days! : required, 'Guest access ends', expected, actual);
    const holds = required.value && days!.value >= 1 && days!.value <= parameters.days;
    const longer = undeclaredOverrides(sites, declared.sites, outlasts(parameters.days)).map((site) => {
      const own = site.externalUserExpirationInDays ?? 0;
      return siteEvidence(
        site,
        expected,
        own < 1 ? 'never' : `after ${own} days`,
        'sites.externalUserExpirationInDays',
      );
    });
    return combine({
      tenant: holds
        ? pass(`Guest access ends ${actual}.`, [found])
        : fail(`Guest access ends ${actual}.`, [found], { wouldPassIf: `Guest access ends ${expected}.` }),
      ...(longer.length > 0 && {
        sites: partial(`${longer.length} of ${sites!.length} sites keep guests longer.`, longer, {
          wouldPassIf: `${longer.map(({ name }) => name).join(', ')} follow the tenant's limit, or you declare them.`,
        }),
      }),
    });
  },
  remediation: {
    fix: 'End guest access after 30 days',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing, More external sharing settings.',
      'Select "Guest access to a site or OneDrive will expire automatically after this many days".',
      'Enter 30 and save.',
    ],
    script: ['Set-SPOTenant -ExternalUserExpirationRequired $true -ExternalUserExpireInDays 30'],
  },
  changes({ sharepointTenant, sites }, { parameters, declared }) {
    const { days } = parameters;
    const notice = 'Guests: access ends unless a site owner extends it; owners see a notice before that.';
    const changes = undeclaredOverrides(sites, declared.sites, outlasts(days)).map((site) =>
      setSite(
        site,
        { overrideTenantExternalUserExpirationPolicy: false },
        '-OverrideTenantExternalUserExpirationPolicy $false',
        `Let guest access to ${site.url} end as the tenant says`,
        notice,
      ),
    );
    const own = sharepointTenant.externalUserExpireInDays ?? 0;
    if (!sharepointTenant.externalUserExpirationRequired || own < 1 || own > days) {
      changes.push(
        setTenant(
          { externalUserExpirationRequired: true, externalUserExpireInDays: days },
          `-ExternalUserExpirationRequired $true -ExternalUserExpireInDays ${days}`,
          `End guest access after ${days} days`,
          notice,
        ),
      );
    }
    return changes;
  },
  knownGaps: ['Guests of Teams and Microsoft 365 groups do not expire by this setting.'],
});
