import { defineControl } from '../../core/control.ts';
import { combine, pass, unknown } from '../../core/verdict.ts';
import { factsOf } from './conditional-access.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';
import { legacyBlocked, mfaForAll } from './conditional-access-wants.ts';

export const securityDefaultsOrConditionalAccess = defineControl({
  id: 'entra.security-defaults-or-conditional-access',
  title: 'Security defaults are on, or Conditional Access takes their place',
  finding: 'Security defaults are off and Conditional Access does not take their place',
  severity: 'high',
  rationale:
    'Security defaults ask for MFA and block old protocols in every tenant, free of charge. Switching them off is right only when Conditional Access does the same and more; many tenants stay with neither.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'medium',
  references: [
    { source: 'Maester', id: 'MT.1021' },
    { source: 'Microsoft', id: 'https://learn.microsoft.com/entra/fundamentals/security-defaults' },
  ],
  aliases: ['ID-23'],
  reads: ['securityDefaults.isEnabled'],
  mayRead: ['conditionalAccessPolicies', 'users', 'privilegedUsers'],
  evaluate(settings, context) {
    const evidence = {
      id: 'security-defaults',
      name: 'Security defaults',
      expected: 'on, or MFA for all and a block of legacy authentication in Conditional Access',
      actual: `isEnabled ${settings.securityDefaults.isEnabled}`,
      readFrom: 'securityDefaults.isEnabled' as const,
    };
    if (settings.securityDefaults.isEnabled === true) return pass('Security defaults are on.', [evidence]);
    const policies = settings.conditionalAccessPolicies;
    if (!policies) return unknown('Security defaults are off, and Conditional Access policies were not read.');
    // Exclusions declared for the controls that judge the same coverage count here too.
    const judged = (want: typeof mfaForAll, ...others: string[]) => {
      const declared = context.declaredFor('entra.security-defaults-or-conditional-access', ...others);
      return coverageVerdict(coverageOf(policies, want, factsOf(settings, { declared })), want);
    };
    const verdict = combine({
      mfa: judged(mfaForAll, 'entra.mfa-for-all-users', 'MS.AAD.3.2v2'),
      legacy: judged(legacyBlocked, 'entra.legacy-authentication-blocked', 'MS.AAD.1.1v1'),
    });
    return {
      ...verdict,
      why: `Security defaults are off. ${verdict.why}`,
      resources: [evidence, ...verdict.resources],
    };
  },
  remediation: {
    fix: 'Turn on security defaults, or cover MFA and legacy authentication with Conditional Access',
    steps: [
      'Without Microsoft Entra ID P1: open the Microsoft Entra admin center, Identity, Overview, Properties, Manage security defaults, and choose Enabled.',
      'With P1: leave them off, and turn on Conditional Access policies that require MFA for all users and block legacy authentication.',
    ],
    script: ['Update-MgPolicyIdentitySecurityDefaultEnforcementPolicy -IsEnabled:$true'],
  },
  changes(settings, context) {
    const policies = settings.conditionalAccessPolicies ?? [];
    // Microsoft refuses security defaults beside an enforced policy, and with P1 Conditional Access is the better way.
    const refused = policies.some((policy) => policy.state === 'enabled') || context.licensed('entra-p1') === true;
    if (settings.securityDefaults.isEnabled === true || refused) return [];
    return [
      {
        section: 'securityDefaults',
        operation: 'set',
        values: { isEnabled: true },
        call: 'PATCH /policies/identitySecurityDefaultsEnforcementPolicy {"isEnabled":true}',
        summary: 'Turn on security defaults',
        notice:
          'Everybody: Microsoft Authenticator is asked for at the next sign-in. Old mail programs and scanners that send with a password stop.',
        lockoutRisk: true,
        stages: ['scanners and old mail programs moved', 'on'],
        undo: 'restore',
      },
    ];
  },
  knownGaps: ['Security defaults ask most people for MFA only when Microsoft finds it necessary.'],
});
