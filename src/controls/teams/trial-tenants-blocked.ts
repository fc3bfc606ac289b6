import { defineControl } from '../../core/control.ts';
import { fail, notApplicable, pass, unknown } from '../../core/verdict.ts';

export const trialTenantsBlocked = defineControl({
  id: 'teams.trial-tenants-blocked',
  title: 'Trial tenants cannot reach staff in Teams',
  finding: 'Trial tenants can reach staff in Teams',
  severity: 'medium',
  rationale:
    'Anyone can open a Microsoft 365 trial in minutes under any name. Fake help desks use such tenants to call staff in Teams and ask for a sign-in approval or remote control.',
  citations: ['164.308(a)(5)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'none',
  references: [{ source: 'Prowler', id: 'teams_external_access_trial_tenants_blocked' }],
  aliases: ['TM-03'],
  reads: ['federationConfiguration.externalAccessWithTrialTenants'],
  evaluate({ federationConfiguration }) {
    const evidence = (settings: (typeof federationConfiguration)[number]) => ({
      id: settings.identity ?? 'Global',
      name: settings.identity ?? 'Global',
      expected: 'ExternalAccessWithTrialTenants Blocked',
      actual: `ExternalAccessWithTrialTenants ${settings.externalAccessWithTrialTenants}`,
      readFrom: 'federationConfiguration.externalAccessWithTrialTenants' as const,
    });
    const relevant = federationConfiguration.filter(
      (settings) => !(settings.allowFederatedUsers === false && !blocked(settings.externalAccessWithTrialTenants)),
    );
    if (relevant.length === 0)
      return notApplicable('Teams external access is off for all organizations, trial tenants among them.');
    const open = relevant.filter(
      (settings) =>
        typeof settings.externalAccessWithTrialTenants === 'string' &&
        !blocked(settings.externalAccessWithTrialTenants),
    );
    if (open.length > 0) {
      return fail('Teams external access is open to trial tenants.', open.map(evidence), {
        wouldPassIf: 'ExternalAccessWithTrialTenants is Blocked.',
      });
    }
    if (relevant.some((settings) => !blocked(settings.externalAccessWithTrialTenants)))
      return unknown("Can't tell: ExternalAccessWithTrialTenants has no value.");
    return pass('Teams external access is blocked for trial tenants.', relevant.map(evidence));
  },
  remediation: {
    fix: 'Block trial tenants in Teams external access',
    steps: [
      'Open the Teams admin center, Users, External access.',
      'Turn off "People in my organization can communicate with accounts in trial Teams tenants".',
      'Choose Save.',
    ],
    script: ['Set-CsTenantFederationConfiguration -ExternalAccessWithTrialTenants Blocked'],
  },
  changes({ federationConfiguration }) {
    return federationConfiguration
      .filter((settings) => settings.allowFederatedUsers !== false && !blocked(settings.externalAccessWithTrialTenants))
      .map((settings) => ({
        section: 'federationConfiguration' as const,
        operation: 'set' as const,
        match: { identity: settings.identity },
        values: { externalAccessWithTrialTenants: 'Blocked' },
        call: 'Set-CsTenantFederationConfiguration -ExternalAccessWithTrialTenants Blocked',
        summary: 'Block trial tenants in Teams external access',
        notice: 'Nobody, unless a partner still works in a trial tenant.',
        undo: 'restore' as const,
      }));
  },
  assumed: ['The wording of the switch in the Teams admin center.'],
});

function blocked(value: string | null | undefined): boolean {
  return value?.toLowerCase() === 'blocked';
}
