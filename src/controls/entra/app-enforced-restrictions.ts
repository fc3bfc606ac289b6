import { defineControl } from '../../core/control.ts';
import { notApplicable, partial, unknown } from '../../core/verdict.ts';
import { factsOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { appEnforced, downloadsBlocked } from './conditional-access-sessions.ts';

export const appEnforcedRestrictions = defineControl({
  id: 'entra.app-enforced-restrictions',
  title: 'Office 365 limits what unmanaged devices can do',
  finding: 'Unmanaged devices can download files and mail from Office 365',
  severity: 'medium',
  rationale:
    'A file that is downloaded to a private computer is out of your hands: no wipe, no log, no encryption you can prove. With app-enforced restrictions people can still read in the browser, and nothing is saved.',
  citations: ['164.310(c)', '164.312(a)(1)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'Maester', id: 'MT.1019' },
    { source: 'Prowler', id: 'entra_conditional_access_policy_app_enforced_restrictions' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-session',
    },
  ],
  aliases: ['ID-18'],
  license: 'entra-p1',
  reads: ['conditionalAccessPolicies'],
  mayRead: ['sharepointTenant', 'users', 'privilegedUsers'],
  evaluate(settings, context) {
    const facts = factsOf(settings, context);
    const policies = settings.conditionalAccessPolicies;
    const verdict = coverageVerdict(coverageOf(policies, appEnforced, facts), appEnforced);
    if (verdict.outcome !== 'pass') {
      const instead = coverageOf(policies, downloadsBlocked, facts).by.filter(
        (policy) => policy.sessionControls?.cloudAppSecurity?.cloudAppSecurityType?.toLowerCase() === 'blockdownloads',
      );
      return instead.length > 0
        ? notApplicable('Defender for Cloud Apps blocks downloads instead (entra.session-downloads-blocked).')
        : verdict;
    }
    const access = settings.sharepointTenant?.conditionalAccessPolicy;
    if (!access) {
      return unknown(
        "Can't tell: a Conditional Access policy tells Office 365 to limit unmanaged devices; whether SharePoint does so was not read (GET _api/SPO.Tenant).",
        verdict.resources,
        { wouldPassIf: 'SharePoint gives unmanaged devices limited access or none.' },
      );
    }
    if (access !== 'allowFullAccess') return verdict;
    return partial(
      'A Conditional Access policy tells Office 365 to limit unmanaged devices, but SharePoint gives them full access.',
      [
        {
          id: 'sharepoint-tenant',
          name: 'SharePoint',
          expected: 'limited access for unmanaged devices',
          actual: 'full access for unmanaged devices',
          readFrom: 'sharepointTenant.conditionalAccessPolicy',
        },
      ],
      { wouldPassIf: 'SharePoint gives unmanaged devices limited access or none.' },
    );
  },
  remediation: {
    fix: 'Turn on app-enforced restrictions for Office 365',
    steps: [
      'Open the SharePoint admin center, Access control, Unmanaged devices: Allow limited, web-only access.',
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: Office 365.',
      'Session: Use app enforced restrictions. Set Enable policy to On.',
    ],
  },
  changes(settings, context) {
    // Without SharePoint's part the finding would only turn into "can't tell".
    if (!settings.sharepointTenant?.conditionalAccessPolicy) return [];
    const facts = factsOf(settings, context);
    return [
      ...coverageChanges(
        coverageOf(settings.conditionalAccessPolicies, appEnforced, facts),
        {
          name: 'Wardline: app-enforced restrictions for Office 365',
          summary: 'Create a Conditional Access policy with app-enforced restrictions for Office 365',
          notice: 'People on private devices: they can read in the browser and not download, print or sync.',
          applications: { includeApplications: ['Office365'] },
          sessionControls: { applicationEnforcedRestrictions: { isEnabled: true } },
        },
        facts,
        context.organization,
      ),
      ...(settings.sharepointTenant?.conditionalAccessPolicy === 'allowFullAccess'
        ? [
            {
              section: 'sharepointTenant' as const,
              operation: 'set' as const,
              values: { conditionalAccessPolicy: 'allowLimitedAccess' },
              call: 'Set-SPOTenant -ConditionalAccessPolicy AllowLimitedAccess',
              summary: 'Give unmanaged devices limited, web-only access to SharePoint and OneDrive',
              notice: 'People on private devices: they can read in the browser and not download, print or sync.',
              undo: 'restore' as const,
            },
          ]
        : []),
    ];
  },
  knownGaps: [
    'Exchange follows only when its Outlook on the web policies limit unmanaged devices; that is not read here.',
  ],
});
