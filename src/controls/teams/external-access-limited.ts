import { defineControl } from '../../core/control.ts';
import { isPlainObject } from '../../core/shape.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';

/**
 * The allow list out of AllowedDomains as the tools serialize it: `{ AllowedDomain: "Domain=a.com" }`, lists, bare
 * names. `AllowAllKnownDomains` and `*` are no list.
 */
function domainsIn(allowed: unknown): string[] {
  if (typeof allowed === 'string') {
    return allowed
      .split(/[,;\s]+/)
      .map((part) => part.replace(/^Domain=/i, ''))
      .filter((name) => name !== '' && name !== '*' && !/^AllowAllKnownDomains$/i.test(name));
  }
  if (Array.isArray(allowed)) return allowed.flatMap(domainsIn);
  if (!isPlainObject(allowed)) return [];
  return Object.entries(allowed).flatMap(([key, value]) =>
    /^AllowAllKnownDomains$/i.test(key) ? [] : domainsIn(value),
  );
}

export const externalAccessLimited = defineControl({
  id: 'teams.external-access-limited',
  title: 'Teams external access is off or limited to named domains',
  finding: 'People of any other organization can reach staff in Teams',
  severity: 'medium',
  rationale:
    'With open external access anybody with a work account anywhere can chat with and call staff, pose as a lab or payer, and receive what they send. A list of the organizations you work with keeps the door and closes it to strangers.',
  citations: ['164.312(e)(1)', '164.308(b)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.TEAMS.2.1v2', level: 'shall' },
    { source: 'Prowler', id: 'teams_external_domains_restricted' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat',
    },
  ],
  aliases: ['TM-01'],
  reads: ['federationConfiguration.allowFederatedUsers'],
  evaluate({ federationConfiguration }) {
    const open = federationConfiguration.filter(
      (settings) =>
        settings.allowFederatedUsers === true &&
        settings.allowedDomains !== undefined &&
        domainsIn(settings.allowedDomains).length === 0,
    );
    const evidence = (settings: (typeof federationConfiguration)[number]) => {
      const domains = domainsIn(settings.allowedDomains);
      return {
        id: settings.identity ?? 'Global',
        name: settings.identity ?? 'Global',
        expected: 'AllowFederatedUsers false, or a list of allowed domains',
        actual: `AllowFederatedUsers ${settings.allowFederatedUsers}, ${domains.length === 0 ? 'no list of allowed domains' : `allowed: ${domains.join(', ')}`}`,
        readFrom: 'federationConfiguration.allowFederatedUsers' as const,
      };
    };
    if (open.length > 0) {
      return fail('Teams external access is on for all outside domains.', open.map(evidence), {
        wouldPassIf: 'Teams allows only named outside domains, or external access is off.',
      });
    }
    const unread = federationConfiguration.some(
      (settings) =>
        settings.allowFederatedUsers !== false &&
        !(settings.allowFederatedUsers === true && settings.allowedDomains !== undefined),
    );
    if (unread) return unknown("Can't tell: the source does not hold the list of allowed domains (AllowedDomains).");
    return pass(
      federationConfiguration.some((settings) => settings.allowFederatedUsers === true)
        ? 'Teams external access reaches only the domains on the allow list.'
        : 'Teams external access is off.',
      federationConfiguration.map(evidence),
    );
  },
  remediation: {
    fix: 'Limit Teams external access to the organizations you work with',
    steps: [
      'Open the Teams admin center, Users, External access.',
      'Under "Teams and Skype for Business users in external organizations" choose "Allow only specific external domains".',
      'Add the domains of the organizations you work with, or choose "Block all external domains".',
      'Choose Save.',
    ],
    script: ['Set-CsTenantFederationConfiguration -AllowFederatedUsers $false'],
  },
  changes({ federationConfiguration }, { organization }) {
    const named = [
      ...new Set([...organization.approvedDomains, ...organization.partners.map((partner) => partner.domain)]),
    ];
    return federationConfiguration
      .filter(
        (settings) => settings.allowFederatedUsers === true && domainsIn(settings.allowedDomains ?? []).length === 0,
      )
      .map((settings) => ({
        section: 'federationConfiguration' as const,
        operation: 'set' as const,
        match: { identity: settings.identity },
        values: named.length > 0 ? { allowedDomains: { AllowedDomain: named } } : { allowFederatedUsers: false },
        call:
          named.length > 0
            ? `Set-CsTenantFederationConfiguration -AllowedDomainsAsAList @(${named.map((name) => `'${name}'`).join(', ')})`
            : 'Set-CsTenantFederationConfiguration -AllowFederatedUsers $false',
        summary:
          named.length > 0
            ? `Limit Teams external access to ${named.join(', ')}`
            : 'Turn off Teams external access to other organizations',
        notice:
          'Staff who chat with or call people of other organizations in Teams: those chats stop for every domain not on the list. Guests and meetings stay.',
        undo: 'restore' as const,
      }));
  },
  knownGaps: ['It does not judge whether the domains on the allow list are the right ones.'],
  assumed: ['The forms in which tools serialize AllowedDomains other than { AllowedDomain: "Domain=…" }.'],
});
