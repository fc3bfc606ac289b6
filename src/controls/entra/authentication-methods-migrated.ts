import { defineControl } from '../../core/control.ts';
import { fail, pass } from '../../core/verdict.ts';

export const authenticationMethodsMigrated = defineControl({
  id: 'entra.authentication-methods-migrated',
  title: 'Sign-in methods are managed in one policy',
  finding: 'Old MFA settings still allow sign-in methods beside the policy',
  severity: 'low',
  rationale:
    'Until the migration is complete, two older settings pages can allow what the policy forbids, text messages for example. What you read in the policy is then not what people can use.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.3.4v1', level: 'shall' },
    { source: 'EIDSCA', id: 'AG01' },
    { source: 'CIPP', id: 'AuthMethodsPolicyMigration' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage',
    },
  ],
  aliases: ['ID-07'],
  reads: ['authenticationMethodsPolicy.policyMigrationState'],
  evaluate({ authenticationMethodsPolicy }) {
    const state = authenticationMethodsPolicy.policyMigrationState;
    const evidence = {
      id: 'authentication-methods-policy',
      name: 'Authentication methods policy',
      expected: 'migrationComplete, or not set in a newer tenant',
      actual: state ?? 'not set',
      readFrom: 'authenticationMethodsPolicy.policyMigrationState' as const,
    };
    return state === null || state === 'migrationComplete'
      ? pass('The migration of sign-in methods is complete.', [evidence])
      : fail(`The migration of sign-in methods is not complete (${state}).`, [evidence]);
  },
  remediation: {
    fix: 'Complete the migration of authentication methods',
    steps: [
      'Open the Microsoft Entra admin center, Authentication methods, Policies, and turn on every method that people use today.',
      'Clear the methods in the old pages: multifactor authentication service settings and password reset.',
      'Policies, Manage migration: Migration Complete.',
    ],
  },
  changes() {
    return [
      {
        section: 'authenticationMethodsPolicy',
        operation: 'set',
        values: { policyMigrationState: 'migrationComplete' },
        call: 'PATCH /policies/authenticationMethodsPolicy {"policyMigrationState":"migrationComplete"}',
        summary: 'Complete the migration of authentication methods',
        notice: 'People who use a method that only the old pages allow: they cannot use it any more.',
        lockoutRisk: true,
        undo: 'restore',
      },
    ];
  },
});
