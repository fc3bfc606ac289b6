import { defineControl } from '../../core/control.ts';
import { combine, partial } from '../../core/verdict.ts';
import { adminRoles } from './admin-roles.ts';
import { type Policy, type Want, factsOf, nameOf } from './conditional-access.ts';
import { coverageChanges } from './conditional-access-changes.ts';
import { coverageOf, coverageVerdict } from './conditional-access-coverage.ts';

const closesBrowser: Want = {
  aim: 'browser sessions that end with the browser, for all users and all apps',
  who: 'all',
  what: 'all',
  clientApps: ['browser'],
  does: (policy) => {
    const browser = policy.sessionControls?.persistentBrowser;
    return browser?.isEnabled === true && browser.mode?.toLowerCase() === 'never';
  },
  // A filter on unmanaged devices leaves half of the aim.
  partial: ['devices'],
};

const asksAgain: Want = {
  aim: 'a sign-in again after a set time for all users and all apps',
  who: 'all',
  what: 'all',
  does: (policy) => policy.sessionControls?.signInFrequency?.isEnabled === true,
  partial: ['devices'],
};

/** Hours after which a policy asks again; 0 = each time. */
function hoursOf(policy: Policy): number | undefined {
  const frequency = policy.sessionControls?.signInFrequency;
  if (frequency?.frequencyInterval?.toLowerCase() === 'everytime') return 0;
  if (typeof frequency?.value !== 'number' || !frequency.type) return undefined;
  return frequency.type.toLowerCase() === 'days' ? frequency.value * 24 : frequency.value;
}

function asksAdmins(hours: number): Want {
  return {
    ...asksAgain,
    aim: `a sign-in again after at most ${hours} hours for the admin roles and all apps`,
    who: { roles: Object.keys(adminRoles) },
    partial: [],
    weaker: (policy) => {
      const found = hoursOf(policy);
      if (found !== undefined && found <= hours) return [];
      return [
        {
          dimension: 'condition',
          words: found === undefined ? 'sets no time after which it asks again' : `asks again after ${found} hours`,
          cure: `policy "${nameOf(policy)}" asks administrators again after ${hours} hours`,
        },
      ];
    },
  };
}

export const signInSessionsLimited = defineControl({
  id: 'entra.sign-in-sessions-limited',
  title: 'Sign-in sessions end by themselves',
  finding: 'A sign-in lasts for months, also on shared computers',
  severity: 'medium',
  rationale:
    "A browser that stays signed in on a front-desk or home computer hands patient mail to the next person who sits down. HIPAA's automatic logoff is addressable: choose times that fit the work and write them down.",
  citations: ['164.312(a)(2)(iii)', '164.310(b)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'medium',
  references: [
    { source: 'Maester', id: 'MT.1017' },
    { source: 'Maester', id: 'MT.1018' },
    { source: 'Prowler', id: 'entra_admin_users_sign_in_frequency_enabled' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-session-lifetime',
    },
  ],
  aliases: ['ID-17'],
  license: 'entra-p1',
  parameters: {
    adminHours: { default: 4, tighten: 'lower', title: 'Longest time in hours until administrators sign in again' },
  },
  reads: ['conditionalAccessPolicies'],
  mayRead: ['users', 'privilegedUsers'],
  evaluate(settings, context) {
    const facts = factsOf(settings, context);
    const judge = (want: Want) => coverageVerdict(coverageOf(settings.conditionalAccessPolicies, want, facts), want);
    const parts = {
      browser: judge(closesBrowser),
      everyone: judge(asksAgain),
      admins: judge(asksAdmins(context.parameters.adminHours)),
    };
    const verdict = combine(parts);
    // Everybody is covered and only the shorter time for administrators is missing.
    if (parts.browser.outcome !== 'pass' || parts.everyone.outcome !== 'pass' || parts.admins.outcome !== 'fail')
      return verdict;
    return partial(
      parts.admins.why,
      parts.admins.resources,
      parts.admins.wouldPassIf ? { wouldPassIf: parts.admins.wouldPassIf } : {},
    );
  },
  remediation: {
    fix: 'Limit how long a sign-in lasts',
    steps: [
      'Open the Microsoft Entra admin center, Conditional Access, Policies, New policy.',
      'Users: All users, exclude the emergency access accounts. Target resources: All resources.',
      'Session: Sign-in frequency, for example 1 day; Persistent browser session: Never persistent.',
      'Make a second policy for the administrator roles with a sign-in frequency of at most 4 hours.',
    ],
  },
  changes(settings, context) {
    const facts = factsOf(settings, context);
    const change = (want: Want, wanted: Parameters<typeof coverageChanges>[1]) =>
      coverageChanges(coverageOf(settings.conditionalAccessPolicies, want, facts), wanted, facts, context.organization);
    const hours = context.parameters.adminHours;
    return [
      ...change(closesBrowser, {
        name: 'Wardline: browser sessions end with the browser',
        summary: 'Create a Conditional Access policy that ends browser sessions when the browser closes',
        notice: 'Everyone who works in a browser: they sign in again after closing it.',
        sessionControls: { persistentBrowser: { isEnabled: true, mode: 'never' } },
      }),
      ...change(asksAgain, {
        name: 'Wardline: sign in again each day',
        summary: 'Create a Conditional Access policy that asks everyone to sign in again after a day',
        notice: 'Everyone: they sign in once a day.',
        sessionControls: { signInFrequency: frequency('days', 1) },
      }),
      ...change(asksAdmins(hours), {
        name: `Wardline: admins sign in again after ${hours} hours`,
        summary: `Create a Conditional Access policy that asks administrators to sign in again after ${hours} hours`,
        notice: `Administrators: they sign in again after ${hours} hours.`,
        users: { includeRoles: Object.keys(adminRoles) },
        sessionControls: { signInFrequency: frequency('hours', hours) },
      }),
    ];
  },
  assumed: ['Sign-in frequency of several policies that hold for one sign-in: the shortest is taken to win.'],
});

function frequency(type: 'days' | 'hours', value: number) {
  return {
    isEnabled: true,
    type,
    value,
    frequencyInterval: 'timeBased',
    authenticationType: 'primaryAndSecondaryAuthentication',
  };
}
