import { defineControl } from '../../core/control.ts';
import type { SectionData } from '../../core/snapshot.ts';
import { type Verdict, combine, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { type Rule, judgeRule } from './app-credential-rules.ts';
import { type App, appName, grantUnread, isPrivileged } from './app-permissions.ts';

const addition: Rule = {
  kind: 'passwordCredentials',
  type: 'passwordAddition',
  good: 'no app can be given a new secret',
  bad: 'apps can be given new secrets',
};
const secretLife: Rule = {
  kind: 'passwordCredentials',
  type: 'passwordLifetime',
  longestDays: 180,
  good: 'secrets of apps live at most 180 days',
  bad: 'secrets of apps may live longer than 180 days',
};
const certificateLife: Rule = {
  kind: 'keyCredentials',
  type: 'asymmetricKeyLifetime',
  longestDays: 365,
  good: 'certificates of apps live at most 365 days',
  bad: 'certificates of apps may live longer than 365 days',
};

type Applications = SectionData<'privilegedApplications'>;

function liveSecrets(app: App, takenAt: string) {
  return (app.passwordCredentials ?? []).filter(
    (secret) => secret.endDateTime === null || (secret.endDateTime !== undefined && secret.endDateTime > takenAt),
  );
}

function secrets(applications: Applications | undefined, takenAt: string): Verdict {
  if (!applications)
    return unknown("Can't tell whether apps with sensitive permissions hold secrets: they were not read.");
  const privileged = applications.filter(isPrivileged);
  const holding = privileged.filter((app) => liveSecrets(app, takenAt).length > 0);
  if (holding.length > 0) {
    return fail(
      `${holding.length} of ${privileged.length} own apps with sensitive permissions sign in with a secret.`,
      holding.map((app) => ({
        id: app.appId ?? appName(app),
        name: appName(app),
        expected: 'a certificate and no secret in force',
        actual: liveSecrets(app, takenAt)
          .map((secret) => `secret until ${secret.endDateTime?.slice(0, 10) ?? 'no end date'}`)
          .join(', '),
        readFrom: 'privilegedApplications.passwordCredentials' as const,
      })),
      { wouldPassIf: `${holding.map(appName).join(', ')} use certificates and their secrets are removed.` },
    );
  }
  const unread = applications.filter(
    (app) =>
      grantUnread(app) ||
      (isPrivileged(app) &&
        (app.passwordCredentials === undefined ||
          app.passwordCredentials?.some((secret) => secret.endDateTime === undefined))),
  );
  if (unread.length > 0)
    return unknown(`Can't tell whether ${unread.map(appName).join(', ')} hold secrets: the source leaves that out.`);
  return pass(
    privileged.length === 0
      ? 'No own app holds a granted sensitive permission.'
      : `None of ${privileged.length} own apps with sensitive permissions holds a secret in force.`,
    privileged.map((app) => ({
      id: app.appId ?? appName(app),
      name: appName(app),
      expected: 'a certificate and no secret in force',
      actual: 'no secret in force',
      readFrom: 'privilegedApplications.passwordCredentials' as const,
    })),
  );
}

export const appSecretsBlocked = defineControl({
  id: 'entra.app-secrets-blocked',
  title: 'Applications sign in with certificates, not with secrets',
  finding: 'Applications can sign in with secrets',
  severity: 'medium',
  rationale:
    'A client secret is a password without MFA that lies in scripts, tickets and mail. Whoever finds the one of an application with tenant-wide mail access reads every mailbox without ever meeting a sign-in prompt.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'days',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.5.5v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.AAD.5.6v1', level: 'should' },
    { source: 'SCuBA', id: 'MS.AAD.5.7v1', level: 'should' },
    { source: 'Maester', id: 'MT.1002' },
    { source: 'Prowler', id: 'entra_default_app_management_policy_enabled' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy' },
  ],
  aliases: ['AP-04'],
  reads: [],
  mayRead: ['defaultAppManagementPolicy', 'appManagementPolicies', 'privilegedApplications'],
  evaluate({ defaultAppManagementPolicy, appManagementPolicies, privilegedApplications }, { takenAt }) {
    const added = judgeRule(addition, defaultAppManagementPolicy, appManagementPolicies);
    const lifetime = judgeRule(secretLife, defaultAppManagementPolicy, appManagementPolicies);
    const certificates = judgeRule(certificateLife, defaultAppManagementPolicy, appManagementPolicies);
    // A limit on the life of new secrets says nothing where none can be added.
    const secretPolicy =
      lifetime.outcome === 'pass' || added.outcome === 'fail'
        ? lifetime.outcome
        : added.outcome === 'pass'
          ? ('not-applicable' as const)
          : ('unknown' as const);
    const rule =
      added.outcome === 'fail' && lifetime.outcome === 'pass'
        ? partial('Apps can be given new secrets, which live at most 180 days.', added.resources, {
            wouldPassIf: added.wouldPassIf,
          })
        : added;
    const verdict = combine({ rule, secrets: secrets(privilegedApplications, takenAt) });
    return {
      ...verdict,
      policies: {
        'MS.AAD.5.5v1': added.outcome,
        'MS.AAD.5.6v1': secretPolicy,
        'MS.AAD.5.7v1': certificates.outcome,
      },
    };
  },
  remediation: {
    fix: 'Block new secrets for applications and move the ones in use to certificates',
    steps: [
      'Give each application named here a certificate, then remove its secret.',
      'Open the Microsoft Entra admin center, Enterprise applications, Application policies.',
      'Turn on "Block password addition" for all applications, without a start date.',
      'Remove custom policies that free applications from it.',
    ],
  },
  changes({ defaultAppManagementPolicy, appManagementPolicies, privilegedApplications }, { takenAt }) {
    if (!defaultAppManagementPolicy || secrets(privilegedApplications, takenAt).outcome !== 'pass') return [];
    const judged = judgeRule(addition, defaultAppManagementPolicy, appManagementPolicies);
    // Secrets in use and custom policies need a person; the API sets only the default policy.
    if (judged.outcome !== 'fail' || judged.resources.some((bad) => bad.readFrom.startsWith('appManagementPolicies')))
      return [];
    if (appManagementPolicies === undefined) return [];
    const block = {
      restrictionType: 'passwordAddition',
      state: 'enabled',
      maxLifetime: null,
      restrictForAppsCreatedAfterDateTime: null,
    };
    const kept = (field: 'applicationRestrictions' | 'servicePrincipalRestrictions') => [
      ...(defaultAppManagementPolicy[field]?.passwordCredentials ?? []).filter(
        (restriction) => restriction.restrictionType !== 'passwordAddition',
      ),
      block,
    ];
    const values = {
      isEnabled: true,
      'applicationRestrictions.passwordCredentials': kept('applicationRestrictions'),
      'servicePrincipalRestrictions.passwordCredentials': kept('servicePrincipalRestrictions'),
    };
    return [
      {
        section: 'defaultAppManagementPolicy' as const,
        operation: 'set' as const,
        values,
        call: `PATCH /policies/defaultAppManagementPolicy ${JSON.stringify({
          isEnabled: true,
          applicationRestrictions: { passwordCredentials: kept('applicationRestrictions') },
          servicePrincipalRestrictions: { passwordCredentials: kept('servicePrincipalRestrictions') },
        })}`,
        summary: 'Block new secrets for all applications',
        notice:
          "Vendors and IT who renew an application's secret: the portal refuses, and the application stops when its old secret ends unless it has a certificate by then.",
        undo: 'restore' as const,
      },
    ];
  },
  knownGaps: [
    'Only own applications with sensitive permissions are looked at for secrets in force; ScubaGear lists no others.',
    "Secrets of third-party applications lie in their makers' tenants.",
  ],
  assumed: [
    'The wording of application policies in the Microsoft Entra admin center.',
    'How ScubaGear joins custom app management policies to applications (appliesTo in each restriction).',
  ],
});
