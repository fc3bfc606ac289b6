import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { counted, named } from './principals.ts';
import { type Rule, isGlobalAdministrator, roleName } from './privileged-roles.ts';
import { changeRules, hoursOf, judgeRules } from './role-rules.ts';

const [expiration, enablement, context] = [
  'Expiration_EndUser_Assignment',
  'Enablement_EndUser_Assignment',
  'AuthenticationContext_EndUser_Assignment',
];

const hasContext = (rules: readonly Rule[]) =>
  rules.some((rule) => rule.id === context && rule.isEnabled === true && (rule.claimValue ?? '') !== '');
const isExpiration = (rule: Rule) => rule.id === expiration;
const isEnablement = (rule: Rule) => rule.id === enablement;

export const privilegedActivationShort = defineControl({
  id: 'entra.privileged-activation-short',
  title: 'Activated roles last hours and ask for MFA and a reason',
  finding: 'Activated roles last too long or ask for no MFA or reason',
  severity: 'medium',
  rationale:
    'A role that stays on for a day is on while its owner sleeps. A short time, a fresh sign-in proof and a written reason leave a record of who used admin power, when and what for.',
  citations: ['164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'hours',
  userImpact: 'low',
  references: [
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    },
  ],
  aliases: ['PA-09'],
  license: 'entra-p2',
  parameters: {
    hours: { default: 8, tighten: 'lower', title: 'Longest activation in hours' },
    globalAdministratorHours: {
      default: 8,
      tighten: 'lower',
      title: 'Longest activation of Global Administrator in hours (1 is advised)',
    },
  },
  reads: ['privilegedRoles'],
  evaluate({ privilegedRoles }, { parameters }) {
    if (privilegedRoles.length === 0) return unknown('The source lists no privileged role.');
    const { bad, good, unread } = judgeRules(
      privilegedRoles,
      [expiration, enablement],
      `at most ${parameters.hours} hours (Global Administrator ${parameters.globalAdministratorHours}), MFA, justification`,
      (found, role) => {
        const most = isGlobalAdministrator(role) ? parameters.globalAdministratorHours : parameters.hours;
        const all = (role.rules ?? []).filter((rule) => rule.ruleSource === found[0]?.ruleSource);
        const durations = found.filter(isExpiration).map((rule) => rule.maximumDuration);
        const asked = found.filter(isEnablement).map((rule) => rule.enabledRules);
        const long = durations.some((duration) => typeof duration === 'string' && hoursOf(duration) > most);
        const bare = asked.some(
          (rules) =>
            Array.isArray(rules) &&
            (!rules.includes('Justification') || !(rules.includes('MultiFactorAuthentication') || hasContext(all))),
        );
        const read =
          durations.every((duration) => !Number.isNaN(hoursOf(duration ?? ''))) &&
          asked.every((rules) => Array.isArray(rules));
        const asks = [
          ...new Set(asked.flatMap((rules) => rules ?? [])),
          ...(hasContext(all) ? ['authentication context'] : []),
        ];
        return {
          holds: long || bare ? false : read || undefined,
          actual: `${durations.join(', ')}; asks for ${asks.join(', ') || 'nothing'}`,
        };
      },
    );
    if (bad.length > 0) {
      return fail(
        `${bad.length} of ${counted(bad.length + good.length + unread.length, 'role or group', 'roles and groups')} can be activated for too long, or without MFA or a reason.`,
        bad,
        { wouldPassIf: `The activation settings of ${named(bad.map(({ name }) => name))} hold ${bad[0]!.expected}.` },
      );
    }
    if (unread.length > 0) return unknown(`The source does not hold the activation rules of ${named(unread)}.`);
    return pass(
      `Activation of ${counted(good.length, 'role or group', 'roles and groups')} is short and asks for MFA and a reason.`,
      good,
    );
  },
  remediation: {
    fix: 'Shorten activation and ask for MFA and a justification',
    steps: [
      'Open the Microsoft Entra admin center, Identity governance, Privileged Identity Management, Microsoft Entra roles, Roles.',
      'For each role named here, open Role settings, Edit, Activation tab.',
      'Set "Activation maximum duration" to 8 hours or less (Global Administrator: 1).',
      'Under "On activation, require" choose Azure MFA or an authentication context, and turn on "Require justification on activation". Choose Update.',
    ],
  },
  changes({ privilegedRoles }, { parameters }) {
    return privilegedRoles.flatMap((role) => {
      const most = isGlobalAdministrator(role) ? parameters.globalAdministratorHours : parameters.hours;
      return changeRules(
        role,
        (rule) => {
          if (isExpiration(rule) && hoursOf(rule.maximumDuration ?? '') > most)
            return { maximumDuration: Number.isInteger(most) ? `PT${most}H` : `PT${Math.floor(most * 60)}M` };
          if (!isEnablement(rule) || !Array.isArray(rule.enabledRules)) return undefined;
          const all = (role.rules ?? []).filter((entry) => entry.ruleSource === rule.ruleSource);
          const needed = hasContext(all) ? ['Justification'] : ['MultiFactorAuthentication', 'Justification'];
          const missing = needed.filter((entry) => !rule.enabledRules!.includes(entry));
          return missing.length > 0 ? { enabledRules: [...rule.enabledRules, ...missing] } : undefined;
        },
        {
          summary: `Limit activation of ${roleName(role)} to ${most} hours with MFA and a justification`,
          notice: `People eligible for ${roleName(role)}: they confirm with MFA, write a reason, and activate again after ${most} hours.`,
        },
      );
    });
  },
  assumed: ['The criterion of 8 hours; no tool that was looked at has a check for it.'],
});
