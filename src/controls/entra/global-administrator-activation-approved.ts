import { defineControl } from '../../core/control.ts';
import { fail, pass, unknown } from '../../core/verdict.ts';
import { named } from './principals.ts';
import { isGlobalAdministrator } from './privileged-roles.ts';
import { changeRules, judgeRules } from './role-rules.ts';

const rule = 'Approval_EndUser_Assignment';

export const globalAdministratorActivationApproved = defineControl({
  id: 'entra.global-administrator-activation-approved',
  title: 'Activating Global Administrator needs approval',
  finding: 'Global Administrator can be activated without approval',
  severity: 'medium',
  rationale:
    'With approval a second person sees each use of the role that opens everything, before it happens. A stolen admin password then opens nothing by itself.',
  citations: ['164.308(a)(4)(ii)(B)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [
    { source: 'SCuBA', id: 'MS.AAD.7.6v1', level: 'shall' },
    { source: 'Prowler', id: 'entra_pim_global_administrator_approval_required' },
    {
      source: 'Microsoft',
      id: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    },
  ],
  aliases: ['PA-06'],
  license: 'entra-p2',
  reads: ['privilegedRoles'],
  evaluate({ privilegedRoles }) {
    const roles = privilegedRoles.filter(isGlobalAdministrator);
    if (roles.length === 0) return unknown('The source lists no role Global Administrator.');
    const { bad, good, unread } = judgeRules(roles, [rule], 'isApprovalRequired true', (rules) => {
      const answers = rules.map((entry) => entry.setting?.isApprovalRequired);
      const holds = answers.includes(false) ? false : answers.every((answer) => answer === true) || undefined;
      return { holds, actual: `isApprovalRequired ${answers.join(', ')}` };
    });
    if (bad.length > 0) {
      const sources = named(bad.map(({ name }) => name));
      return fail(`Activation of ${sources} needs nobody's approval.`, bad, {
        wouldPassIf: `Activation of ${sources} requires approval.`,
      });
    }
    if (unread.length > 0) return unknown(`The source does not hold the approval rule of ${named(unread)}.`);
    return pass('Each activation of Global Administrator needs approval.', good);
  },
  remediation: {
    fix: 'Require approval to activate Global Administrator',
    steps: [
      'Open the Microsoft Entra admin center, Identity governance, Privileged Identity Management, Microsoft Entra roles, Roles, Global Administrator, Role settings, Edit.',
      'On the Activation tab, turn on "Require approval to activate".',
      'Select at least two approvers who are reachable at night, then choose Update.',
      'Do the same in the settings of each group named here.',
    ],
  },
  changes({ privilegedRoles }) {
    return privilegedRoles.filter(isGlobalAdministrator).flatMap((role) =>
      changeRules(
        role,
        (entry) =>
          entry.id === rule && entry.setting?.isApprovalRequired === false
            ? { setting: { ...entry.setting, isApprovalRequired: true } }
            : undefined,
        {
          summary: 'Require approval to activate Global Administrator',
          notice: 'People who activate the role: they wait until an approver answers.',
          lockoutRisk: true,
          stages: ['approvers named and told', 'approval required'],
        },
      ),
    );
  },
  knownGaps: [
    'ScubaGear shows the rules of a group that holds several roles under one of these roles only.',
    'Whether the approvers can be reached is not known.',
  ],
});
