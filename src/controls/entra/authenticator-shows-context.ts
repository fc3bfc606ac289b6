import { defineControl } from '../../core/control.ts';
import { type Evidence, fail, notApplicable, partial, pass, unknown } from '../../core/verdict.ts';
import { type Feature, type Method, excludedGroup, methodCall, methodNamed } from './authentication-methods.ts';
import { factsOf, has } from './conditional-access.ts';
import { coverageOf } from './conditional-access-coverage.ts';
import { phishingResistantForAll } from './conditional-access-wants.ts';

const policyId = 'MS.AAD.3.3v2';
const features = {
  displayAppInformationRequiredState: 'app name',
  displayLocationInformationRequiredState: 'location',
} as const;

export const authenticatorShowsContext = defineControl({
  id: 'entra.authenticator-shows-context',
  title: 'Microsoft Authenticator shows the app and the place of a sign-in',
  finding: 'Microsoft Authenticator asks for approval without saying for what',
  severity: 'medium',
  rationale:
    'People approve what they cannot judge. With the app name and a map in the prompt, a request from another country looks wrong at once.',
  citations: ['164.312(d)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: policyId, level: 'shall' },
    { source: 'EIDSCA', id: 'AM06' },
    { source: 'EIDSCA', id: 'AM07' },
    { source: 'EIDSCA', id: 'AM08' },
    { source: 'EIDSCA', id: 'AM09' },
    { source: 'EIDSCA', id: 'AM10' },
    { source: 'Prowler', id: 'entra_authentication_method_authenticator_show_context' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-additional-context',
    },
  ],
  aliases: ['ID-04'],
  reads: ['authenticationMethodConfigurations'],
  mayRead: ['conditionalAccessPolicies', 'users', 'privilegedUsers'],
  evaluate(settings, context) {
    if (settings.conditionalAccessPolicies) {
      const coverage = coverageOf(
        settings.conditionalAccessPolicies,
        phishingResistantForAll,
        // ScubaGear takes the exclusions declared for phishing-resistant MFA here.
        factsOf(settings, {
          declared: context.declaredFor(
            'entra.authenticator-shows-context',
            policyId,
            'entra.phishing-resistant-mfa-for-all-users',
            'MS.AAD.3.1v1',
          ),
        }),
      );
      if (coverage.by.length > 0)
        return notApplicable(
          'Everyone signs in with phishing-resistant MFA, so approvals in Authenticator are not used.',
        );
    }
    const method = methodNamed(settings.authenticationMethodConfigurations, 'MicrosoftAuthenticator');
    if (!method)
      return unknown("Can't tell: Microsoft Authenticator is not among the authentication methods that were read.");
    if (method.state === 'disabled') return notApplicable('Microsoft Authenticator is off.');
    if (!method.state) return unknown("Can't tell: the source does not say whether Microsoft Authenticator is on.");
    const parts = [
      ...Object.entries(features).map(([key, label]) => shownTo(method, key as keyof typeof features, label)),
      codes(method),
    ];
    if (parts.some((part) => part.bad)) {
      return fail(
        'Microsoft Authenticator does not show everyone what they approve, or it also gives codes that can be read out to a stranger.',
        parts.filter((part) => part.bad).map((part) => part.evidence),
        { policies: { [policyId]: 'fail' } },
      );
    }
    if (parts.some((part) => part.unread)) {
      return unknown(
        "Can't tell: the settings of Microsoft Authenticator were not read in full.",
        parts.filter((part) => part.unread).map((part) => part.evidence),
      );
    }
    const left = Object.keys(features).flatMap(
      (key) => excludedGroup(method.featureSettings?.[key as keyof typeof features]) ?? [],
    );
    const undeclared = [...new Set(left.filter((group) => !has(context.declared.groups, group)))];
    if (undeclared.length > 0) {
      return partial(
        'Microsoft Authenticator shows app and place to everyone but an excluded group.',
        undeclared.map((group) => ({
          ...parts[0]!.evidence,
          id: group,
          name: `Group ${group}`,
          expected: 'no undeclared group left out',
          actual: 'left out',
        })),
        {
          wouldPassIf: `Group ${undeclared.join(', ')} is declared as an exclusion.`,
          policies: { [policyId]: 'pass' },
        },
      );
    }
    return pass(
      'Microsoft Authenticator shows everyone the app and the place of a sign-in.',
      parts.map((part) => part.evidence),
    );
  },
  remediation: {
    fix: 'Show app name and location in Microsoft Authenticator',
    steps: [
      'Open the Microsoft Entra admin center, Authentication methods, Policies, Microsoft Authenticator.',
      'Enable and Target: set Allow use of Microsoft Authenticator OTP to No.',
      'Configure: Show application name in push and passwordless notifications, Enabled, All users.',
      'Configure: Show geographic location in push and passwordless notifications, Enabled, All users.',
    ],
  },
  changes(settings) {
    const method = methodNamed(settings.authenticationMethodConfigurations, 'MicrosoftAuthenticator');
    if (!method || method.state === 'disabled') return [];
    const shown = {
      state: 'enabled',
      includeTarget: { targetType: 'group', id: 'all_users' },
      excludeTarget: { targetType: 'group', id: nobody },
    };
    return [
      {
        section: 'authenticationMethodConfigurations',
        operation: 'set',
        match: { id: method.id },
        values: {
          isSoftwareOathEnabled: false,
          'featureSettings.displayAppInformationRequiredState': shown,
          'featureSettings.displayLocationInformationRequiredState': shown,
        },
        call: methodCall('MicrosoftAuthenticator'),
        summary: 'Show app name and location in Microsoft Authenticator and turn off its codes',
        notice:
          'Everyone with Authenticator: prompts name the app and show a map. People who type codes from Authenticator approve a prompt instead.',
        undo: 'restore',
      },
    ];
  },
  knownGaps: [
    "Exclusions that are declared for phishing-resistant MFA only in the source's own configuration are not seen here.",
  ],
});

const nobody = '00000000-0000-0000-0000-000000000000';

interface Part {
  evidence: Evidence;
  bad: boolean;
  unread: boolean;
}

function shownTo(method: Method, key: keyof typeof features, label: string): Part {
  const feature: Feature | null | undefined = method.featureSettings?.[key];
  const [state, target] = [feature?.state, feature?.includeTarget?.id];
  return {
    evidence: {
      id: key,
      name: `Microsoft Authenticator, ${label}`,
      expected: 'enabled for all users',
      actual:
        state === undefined
          ? 'not read'
          : `${state ?? 'not set'} for ${target === 'all_users' ? 'all users' : target ? `group ${target}` : 'nobody named'}`,
      readFrom: 'authenticationMethodConfigurations.featureSettings',
    },
    bad: (state !== undefined && state !== 'enabled') || (target !== undefined && target !== 'all_users'),
    unread: state === undefined || target === undefined,
  };
}

function codes(method: Method): Part {
  const on = method.isSoftwareOathEnabled;
  return {
    evidence: {
      id: 'isSoftwareOathEnabled',
      name: 'Microsoft Authenticator, codes',
      expected: 'off',
      actual: on === undefined ? 'not read' : on ? 'on' : 'off',
      readFrom: 'authenticationMethodConfigurations.isSoftwareOathEnabled',
    },
    bad: on === true,
    unread: on === undefined || on === null,
  };
}
