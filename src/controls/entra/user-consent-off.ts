import { defineControl } from '../../core/control.ts';
import { asList } from '../../core/shape.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';

type AuthorizationPolicy = SectionData<'authorizationPolicy'>[number];

const forSelf = /^ManagePermissionGrantsForSelf\./i;
const low = 'managepermissiongrantsforself.microsoft-user-default-low';

/** The consent policies of ordinary users: the beta API has them at the top, v1.0 among the role's permissions. */
function consentPolicies(policy: AuthorizationPolicy): readonly string[] | undefined {
  const ids =
    policy.permissionGrantPolicyIdsAssignedToDefaultUserRole ??
    policy.defaultUserRolePermissions?.permissionGrantPoliciesAssigned;
  const known = ids !== undefined || policy.permissionGrantPolicyIdsAssignedToDefaultUserRole !== undefined;
  return known ? (ids ?? []) : undefined;
}

/** One name, or several, in whatever form the source has them. */
function permissionsIn(classifications: unknown): string {
  const names = asList(classifications).filter((name) => typeof name === 'string' && name !== '');
  return names.length > 0 ? names.join(', ') : 'a sensitive permission';
}

function judge(
  policy: AuthorizationPolicy,
  risky: SectionData<'riskyDelegatedPermissionClassifications'> | undefined,
): Verdict {
  const ids = consentPolicies(policy);
  if (!ids) {
    return unknown("Can't tell: the source does not hold the users' consent policies.", [], {
      policies: { 'MS.AAD.5.2v1': 'unknown' },
    });
  }
  const own = ids.filter((id) => forSelf.test(id));
  const evidence = {
    id: policy.id ?? 'authorizationPolicy',
    name: 'User consent settings',
    expected: 'no ManagePermissionGrantsForSelf policy',
    actual: own.length > 0 ? own.join(', ') : 'none',
    readFrom: 'authorizationPolicy' as const,
  };
  const extras = { wouldPassIf: 'User consent for applications is "Do not allow user consent".' };
  if (own.length === 0)
    return pass('Users cannot consent to applications.', [evidence], { policies: { 'MS.AAD.5.2v1': 'pass' } });
  if (own.some((id) => id.toLowerCase() !== low)) {
    return fail('Users can consent to applications themselves.', [evidence], {
      ...extras,
      policies: { 'MS.AAD.5.2v1': 'fail' },
    });
  }
  if (!risky) {
    return partial(
      'Users can consent to permissions classified as low impact. Which permissions those are was not read.',
      [evidence],
      { ...extras, policies: { 'MS.AAD.5.2v1': 'unknown' } },
    );
  }
  if (risky.length > 0) {
    return fail(
      'Users can consent to permissions classified as low impact, and sensitive permissions are classified so.',
      [
        evidence,
        ...risky.map((app) => ({
          id: app.objectId || app.appId || 'unnamed',
          name: app.displayName || app.appId || 'unnamed',
          expected: 'no sensitive permission classified as low impact',
          actual: permissionsIn(app.riskyPermClassifications),
          readFrom: 'riskyDelegatedPermissionClassifications.riskyPermClassifications' as const,
        })),
      ],
      { ...extras, policies: { 'MS.AAD.5.2v1': 'fail' } },
    );
  }
  return partial(
    'Users can consent to applications of verified publishers for permissions classified as low impact; none of those is sensitive.',
    [evidence],
    { ...extras, policies: { 'MS.AAD.5.2v1': 'pass' } },
  );
}

export const userConsentOff = defineControl({
  id: 'entra.user-consent-off',
  title: 'Users cannot give applications access to data',
  finding: 'Users can give applications access to data',
  severity: 'high',
  rationale:
    "One click on Accept hands a mailbox to a stranger's application, without a password and past MFA. An application that reads PHI makes its maker a business associate, which is not a decision for a single user.",
  citations: ['164.308(a)(4)(ii)(B)', '164.308(b)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.5.2v1', level: 'shall' },
    { source: 'EIDSCA', id: 'AP08' },
    { source: 'Prowler', id: 'entra_policy_restricts_user_consent_for_apps' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent' },
  ],
  aliases: ['AP-02'],
  reads: ['authorizationPolicy'],
  mayRead: ['riskyDelegatedPermissionClassifications'],
  evaluate({ authorizationPolicy, riskyDelegatedPermissionClassifications }) {
    const verdicts = authorizationPolicy.map((policy) => judge(policy, riskyDelegatedPermissionClassifications));
    return verdicts.length === 1
      ? verdicts[0]!
      : combine(Object.fromEntries(verdicts.map((verdict, index) => [`policy ${index}`, verdict])));
  },
  remediation: {
    fix: 'Turn off user consent for applications',
    steps: [
      'Turn on the admin consent workflow first, so that people can ask.',
      'Open the Microsoft Entra admin center, Enterprise applications, Consent and permissions, User consent settings.',
      'Choose "Do not allow user consent" and save.',
    ],
  },
  changes({ authorizationPolicy }) {
    return authorizationPolicy.flatMap((policy) => {
      const ids = consentPolicies(policy) ?? [];
      const kept = ids.filter((id) => !forSelf.test(id));
      if (kept.length === ids.length) return [];
      const path =
        policy.permissionGrantPolicyIdsAssignedToDefaultUserRole === undefined
          ? 'defaultUserRolePermissions.permissionGrantPoliciesAssigned'
          : 'permissionGrantPolicyIdsAssignedToDefaultUserRole';
      return [
        {
          section: 'authorizationPolicy' as const,
          operation: 'set' as const,
          match: { id: policy.id },
          values: { [path]: kept },
          call: `PATCH /policies/authorizationPolicy {"defaultUserRolePermissions": {"permissionGrantPoliciesAssigned": ${JSON.stringify(kept)}}}`,
          summary: 'Turn off user consent for applications',
          notice: 'People who connect a new application: they see "Need admin approval". Consents given before stay.',
          undo: 'restore' as const,
        },
      ];
    });
  },
  knownGaps: ['Consents that users gave before stay in force; see entra.sensitive-app-permissions-approved.'],
});
