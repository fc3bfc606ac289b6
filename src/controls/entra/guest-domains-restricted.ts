import { defineControl } from '../../core/control.ts';
import { isPlainObject } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Evidence, fail, pass, unknown } from '../../core/verdict.ts';

type Access = NonNullable<SectionData<'crossTenantAccessPolicy'>['b2bCollaborationInbound']>;

/** The invitation allow list out of the legacy B2BManagementPolicy; undefined when no such policy could be read. */
function allowList(policies: SectionData<'legacyPolicies'> | undefined): { id: string; domains: string[] } | undefined {
  for (const policy of policies ?? []) {
    if (!/^B2BManagementPolicy$/i.test(policy.type ?? policy.displayName ?? '')) continue;
    for (const definition of policy.definition ?? []) {
      const lists = domainLists(definition);
      if (lists) return { id: policy.id ?? 'B2BManagementPolicy', domains: lists };
    }
  }
  return undefined;
}

function domainLists(definition: string): string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(definition);
  } catch {
    return undefined;
  }
  const b2b = isPlainObject(parsed) ? parsed['B2BManagementPolicy'] : undefined;
  const lists = isPlainObject(b2b) ? b2b['InvitationsAllowedAndBlockedDomainsPolicy'] : undefined;
  const allowed = isPlainObject(lists) ? lists['AllowedDomains'] : undefined;
  return Array.isArray(allowed) ? allowed.filter((domain) => typeof domain === 'string') : [];
}

/** Inbound collaboration is blocked when everybody, or every application, is blocked by default. */
function inboundBlocked(access: Access | null | undefined): boolean | undefined {
  const parts = [
    { part: access?.usersAndGroups, everything: 'AllUsers' },
    { part: access?.applications, everything: 'AllApplications' },
  ];
  if (parts.every(({ part }) => typeof part?.accessType !== 'string')) return undefined;
  return parts.some(
    ({ part, everything }) =>
      part?.accessType?.toLowerCase() === 'blocked' && (part.targets ?? []).some(({ target }) => target === everything),
  );
}

export const guestDomainsRestricted = defineControl({
  id: 'entra.guest-domains-restricted',
  title: 'Guests can be invited only from allowed domains',
  finding: 'Guests can be invited from any domain',
  severity: 'medium',
  rationale:
    'A list of the organizations you work with keeps a mistyped or look-alike address from becoming a guest. Each organization on it should be one that has a business associate agreement or treats the same patients.',
  citations: ['164.308(b)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.8.3v1', level: 'should' },
    { source: 'Maester', id: 'CISA.MS.AAD.8.3' },
    { source: 'Prowler', id: 'entra_policy_guest_invitations_restricted_to_allowed_domains' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/external-id/allow-deny-list' },
  ],
  aliases: ['GU-03'],
  reads: [],
  mayRead: ['crossTenantAccessPolicy', 'legacyPolicies'],
  evaluate({ crossTenantAccessPolicy, legacyPolicies }) {
    const list = allowList(legacyPolicies);
    const blocked = inboundBlocked(crossTenantAccessPolicy?.b2bCollaborationInbound);
    const evidence: Evidence[] = [
      ...(legacyPolicies
        ? [
            {
              id: list?.id ?? 'B2BManagementPolicy',
              name: 'Collaboration restrictions',
              expected: 'a list of allowed domains',
              actual:
                list && list.domains.length > 0 ? `allowed: ${list.domains.join(', ')}` : 'no list of allowed domains',
              readFrom: 'legacyPolicies.definition' as const,
            },
          ]
        : []),
      ...(blocked === undefined
        ? []
        : [
            {
              id: 'crossTenantAccessPolicy/default',
              name: 'Default cross-tenant access settings',
              expected: 'inbound B2B collaboration blocked for all users or all applications',
              actual: blocked ? 'blocked' : 'not blocked for all',
              readFrom: 'crossTenantAccessPolicy.b2bCollaborationInbound' as const,
            },
          ]),
    ];
    if (list && list.domains.length > 0)
      return pass(`Guests can be invited only from ${list.domains.length} allowed domains.`, evidence);
    if (blocked) return pass('Guests from other tenants are blocked unless their tenant is listed.', evidence);
    if (!legacyPolicies || blocked === undefined)
      return unknown("Can't tell: not both places that can restrict invitations were read.", evidence);
    return fail('Guests can be invited from any domain.', evidence, {
      wouldPassIf: 'Invitations are allowed only to named domains, or inbound B2B collaboration is blocked by default.',
    });
  },
  attest: {
    question: 'Are guest invitations limited to the domains of organizations you work with?',
    proof: 'A dated screenshot of "Collaboration restrictions" under External collaboration settings.',
    validDays: 180,
  },
  remediation: {
    fix: 'Allow guest invitations only to the domains you work with',
    steps: [
      'Open the Microsoft Entra admin center, External Identities, External collaboration settings.',
      'Under "Collaboration restrictions" choose "Allow invitations only to the specified domains (most restrictive)".',
      'Add the domains of the organizations you work with and save.',
    ],
  },
  changes({ crossTenantAccessPolicy, legacyPolicies }) {
    const list = allowList(legacyPolicies);
    const inbound = crossTenantAccessPolicy?.b2bCollaborationInbound;
    if (!legacyPolicies || (list && list.domains.length > 0) || inboundBlocked(inbound) !== false) return [];
    const users = { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] };
    const applications = { accessType: 'blocked', targets: [{ target: 'AllApplications', targetType: 'application' }] };
    return [
      {
        section: 'crossTenantAccessPolicy' as const,
        operation: 'set' as const,
        values: {
          'b2bCollaborationInbound.usersAndGroups': users,
          'b2bCollaborationInbound.applications': applications,
        },
        call: `PATCH /policies/crossTenantAccessPolicy/default ${JSON.stringify({ b2bCollaborationInbound: { usersAndGroups: users, applications } })}`,
        summary: 'Block guests from other tenants unless their tenant is listed',
        notice:
          "Guests from Microsoft 365 tenants that you have not listed lose access at once, those who are here already too. Add the partners' tenants to the cross-tenant access settings first.",
        lockoutRisk: true,
        undo: 'restore' as const,
      },
    ];
  },
  knownGaps: [
    'Cross-tenant settings bind guests who come from another Microsoft tenant; guests who sign in with a one-time passcode are bound by the domain list only.',
    'Whether the listed organizations have a BAA is not judged here.',
  ],
  assumed: ['The legacy policies path and the form of the B2BManagementPolicy definition, as another tool reads them.'],
});
