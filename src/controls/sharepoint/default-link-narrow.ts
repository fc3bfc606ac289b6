import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { combine, fail, pass } from '../../core/verdict.ts';
import { evidence, fromTenant, notRead, setTenant } from './settings.ts';
import { type Site, setSite, siteEvidence, undeclaredOverrides } from './sites.ts';

const words: Record<string, string> = {
  none: 'not set, which means the widest that sharing allows',
  direct: 'Specific people',
  internal: 'Only people in your organization',
  anonymousAccess: 'Anyone with the link',
};
const isWide = (site: Site) => site.defaultSharingLinkType === 'anonymousAccess';

/** Newer settings per service; where one is set it wins over the tenant's default link type. */
function wideServices(tenant: SectionData<'sharepointTenant'>) {
  return (['coreDefaultShareLinkScope', 'oneDriveDefaultShareLinkScope'] as const).filter(
    (field) => tenant[field] === 'anyone',
  );
}

export const defaultLinkNarrow = defineControl({
  id: 'sharepoint.default-link-narrow',
  title: 'New sharing links open for named people or staff only',
  finding: 'New sharing links open for anyone unless the sender changes them',
  severity: 'medium',
  rationale:
    'Most people send the link that Microsoft offers first. When that link names people, a forwarded mail opens nothing; when it does not, one click publishes a chart.',
  citations: ['164.502(b)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.SHAREPOINT.2.1v1', level: 'shall' },
    { source: 'CIS', id: '7.2.7' },
    { source: 'CIPP', id: 'DefaultSharingLink' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/change-default-sharing-link' },
  ],
  aliases: ['SP-04'],
  parameters: {
    namedPeopleOnly: {
      default: false,
      tighten: 'on',
      title: 'The default link names people; a link for the whole organization is not enough',
    },
  },
  reads: ['sharepointTenant.defaultSharingLinkType'],
  mayRead: ['sites'],
  evaluate({ sharepointTenant, sites }, { declared, parameters }) {
    const reading = fromTenant(sharepointTenant, 'defaultSharingLinkType');
    if (!reading) return notRead('the default sharing link', 'GET _api/SPO.Tenant');
    const { value } = reading;
    const accepted = value === 'direct' || (value === 'internal' && !parameters.namedPeopleOnly);
    const expected = parameters.namedPeopleOnly
      ? 'Specific people'
      : 'Specific people, or only people in your organization';
    const found = evidence(reading, 'Default sharing link', expected, words[value] ?? value);
    const policies = { 'MS.SHAREPOINT.2.1v1': value === 'direct' ? 'pass' : 'fail' } as const;
    const wouldPassIf = `The default link is "${parameters.namedPeopleOnly ? 'Specific people' : 'Specific people" or "Only people in your organization'}".`;
    const parts = {
      tenant: accepted
        ? pass(`The link offered first is "${words[value]}".`, [found], { policies })
        : fail(`The link offered first is "${words[value] ?? value}".`, [found], { policies, wouldPassIf }),
    };
    const services = wideServices(sharepointTenant).map((field) => ({
      ...found,
      id: `tenant:${field}`,
      name: field === 'coreDefaultShareLinkScope' ? 'Default link in SharePoint' : 'Default link in OneDrive',
      actual: words['anonymousAccess']!,
      readFrom: `sharepointTenant.${field}` as const,
    }));
    const wide = undeclaredOverrides(sites, declared.sites, isWide).map((site) =>
      siteEvidence(site, expected, words['anonymousAccess']!, 'sites.defaultSharingLinkType'),
    );
    return combine({
      ...parts,
      ...(services.length > 0 && {
        services: fail(`${services.map(({ name }) => name).join(' and ')}: "Anyone with the link".`, services, {
          wouldPassIf: 'Neither service sets a wider default of its own.',
        }),
      }),
      ...(wide.length > 0 && {
        sites: fail(`${wide.length} of ${sites!.length} sites offer "Anyone with the link" first.`, wide, {
          wouldPassIf: `${wide.map(({ name }) => name).join(', ')} follow the tenant's default link, or you declare them.`,
        }),
      }),
    });
  },
  remediation: {
    fix: 'Make "Specific people" the default link',
    steps: [
      'Open the SharePoint admin center, Policies, Sharing.',
      'Under File and folder links, choose "Specific people (only the people the user specifies)".',
      'Save. For a site named here: Sites, Active sites, the site, Settings, More sharing settings, "Same as organization-level setting".',
    ],
    script: ['Set-SPOTenant -DefaultSharingLinkType Direct'],
  },
  changes({ sharepointTenant, sites }, { declared, parameters }) {
    const value = sharepointTenant.defaultSharingLinkType;
    const notice = 'People who share: the first choice is "Specific people", a wider link takes one more click.';
    const changes = undeclaredOverrides(sites, declared.sites, isWide).map((site) =>
      setSite(
        site,
        { defaultSharingLinkType: 'none' },
        '-DefaultSharingLinkType None',
        `Let ${site.url} follow the tenant's default link`,
        notice,
      ),
    );
    for (const field of wideServices(sharepointTenant)) {
      const parameter =
        field === 'coreDefaultShareLinkScope' ? 'CoreDefaultShareLinkScope' : 'OneDriveDefaultShareLinkScope';
      changes.push(
        setTenant(
          { [field]: 'specificPeople' },
          `-${parameter} SpecificPeople`,
          `Set ${parameter} to SpecificPeople`,
          notice,
        ),
      );
    }
    if (value && value !== 'direct' && (value !== 'internal' || parameters.namedPeopleOnly)) {
      const summary = 'Make "Specific people" the default sharing link';
      changes.push(setTenant({ defaultSharingLinkType: 'direct' }, '-DefaultSharingLinkType Direct', summary, notice));
    }
    return changes;
  },
  knownGaps: ['Sites that set a wider link of their own are judged only when the site inventory was read.'],
  assumed: [
    'coreDefaultShareLinkScope and oneDriveDefaultShareLinkScope: -1 not set, 0 Anyone, 1 organization, 2 specific people; where set they win over defaultSharingLinkType.',
  ],
});
