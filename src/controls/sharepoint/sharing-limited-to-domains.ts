import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, partial, pass } from '../../core/verdict.ts';
import {
  type SharePointSettings,
  evidence,
  fromGraph,
  fromTenant,
  notRead,
  patchGraph,
  setTenant,
  tenantSharing,
} from './settings.ts';

function restriction({ sharepointTenant, sharepointSettings }: SharePointSettings) {
  const field = 'sharingDomainRestrictionMode';
  return fromTenant(sharepointTenant, field) ?? fromGraph(sharepointSettings, field);
}

function allowedDomains({ sharepointTenant, sharepointSettings }: SharePointSettings): readonly string[] {
  return sharepointTenant?.sharingAllowedDomainList ?? sharepointSettings?.sharingAllowedDomainList ?? [];
}

export const sharingLimitedToDomains = defineControl({
  id: 'sharepoint.sharing-limited-to-domains',
  title: 'Files are shared only with allowed domains',
  finding: 'Files can be shared with any outside domain',
  severity: 'medium',
  rationale:
    'Patient files belong with partners who have an agreement with you. A list of allowed domains stops the mistyped address and the private mailbox.',
  citations: ['164.308(b)(1)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.SHAREPOINT.1.3v1', level: 'shall' },
    { source: 'Maester', id: 'CISA.MS.SHAREPOINT.1.3' },
    { source: 'Prowler', id: 'sharepoint_external_sharing_managed' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/restricted-domains-sharing' },
  ],
  aliases: ['SP-03'],
  reads: [],
  mayRead: ['sharepointTenant', 'sharepointSettings'],
  evaluate(settings) {
    const level = tenantSharing(settings);
    const mode = restriction(settings);
    if (!level) return notRead("SharePoint's sharing level");
    // A tenant record without its own field was cut short: then no answer rather than a guess.
    if (!mode && (level.value !== 'disabled' || level.section === 'sharepointTenant')) {
      return notRead('the restriction of sharing to domains');
    }
    if (level.value === 'disabled') return notApplicable('Files are not shared outside the organization at all.');
    const domains = allowedDomains(settings);
    const actual = {
      none: 'no restriction',
      allowList: `allowed: ${domains.join(', ') || 'no domain'}`,
      blockList: 'only some domains blocked',
    };
    const shown = actual[mode!.value as keyof typeof actual] ?? mode!.value;
    const found = evidence(mode!, 'Sharing by domain', 'a list of allowed domains', shown);
    if (mode!.value === 'allowList') return pass(`Sharing is limited to ${domains.length} allowed domains.`, [found]);
    const wouldPassIf = 'Sharing is limited to a list of allowed domains.';
    const groups = settings.sharepointTenant?.guestSharingGroupAllowListInTenantByGroupId ?? [];
    if (groups.length > 0) {
      const why = `Only members of ${groups.length} chosen groups can share outside, but with any domain${mode!.value === 'blockList' ? ' that is not blocked' : ''}.`;
      return partial(why, [found], { wouldPassIf, policies: { 'MS.SHAREPOINT.1.3v1': 'fail' } });
    }
    const why =
      mode!.value === 'blockList'
        ? 'Some domains are blocked; every other domain is open.'
        : 'Files can be shared with any outside domain.';
    return fail(why, [found], { wouldPassIf });
  },
  remediation: {
    fix: 'Limit sharing to allowed domains',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing, More external sharing settings.',
      'Select "Limit external sharing by domain", Add domains.',
      'Choose "Allow only specific domains", list your partners and save.',
    ],
    script: [
      'Set-SPOTenant -SharingDomainRestrictionMode AllowList -SharingAllowedDomainList "lab.example.com billing.example.com"',
    ],
  },
  changes(settings, { organization }) {
    const level = tenantSharing(settings);
    const mode = restriction(settings);
    // Without approved domains the list would be empty and shut every partner out.
    const domains = [...organization.approvedDomains];
    if (!level || level.value === 'disabled' || !mode || mode.value === 'allowList' || domains.length === 0) return [];
    const values = { sharingDomainRestrictionMode: 'allowList', sharingAllowedDomainList: domains };
    const summary = `Limit sharing to ${domains.join(', ')}`;
    const notice =
      'People who share with another domain: the invitation is refused. Guests of other domains keep what they have.';
    const parameters = `-SharingDomainRestrictionMode AllowList -SharingAllowedDomainList '${domains.join(' ')}'`;
    return mode.section === 'sharepointTenant'
      ? [setTenant(values, parameters, summary, notice)]
      : [patchGraph(values, summary, notice)];
  },
  knownGaps: ['It does not say whether each allowed domain has a business associate agreement.'],
  assumed: ['guestSharingGroupAllowListInTenantByGroupId holds the groups whose members alone may share outside.'],
});
