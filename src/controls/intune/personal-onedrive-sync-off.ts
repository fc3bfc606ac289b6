import { defineControl } from '../../core/control.ts';
import { type Evidence, fail, partial, pass, unknown } from '../../core/verdict.ts';
import { isAssigned, policyName } from './assignments.ts';
import { choicesIn } from './settings-catalog.ts';

const setting = 'disablepersonalsync';
/** The administrative template's name for the same policy. */
const templateName = /prevent users from syncing personal onedrive accounts/i;

interface Found {
  evidence: Evidence;
  blocks: boolean;
  assigned: boolean | undefined;
}

export const personalOnedriveSyncOff = defineControl({
  id: 'intune.personal-onedrive-sync-off',
  title: 'Company devices do not sync personal OneDrive accounts',
  finding: 'Company devices can sync personal OneDrive accounts',
  severity: 'medium',
  rationale:
    'With a personal OneDrive beside the company one, a chart is one drag away from a private account at home. No BAA covers it, nobody can wipe it, and no log shows it.',
  citations: ['164.310(d)(1)', '164.308(b)(1)'],
  responsibility: 'you',
  effort: 'minutes',
  userImpact: 'low',
  references: [{ source: 'Microsoft', id: 'https://learn.microsoft.com/sharepoint/use-group-policy' }],
  aliases: ['DV-04'],
  license: 'intune',
  reads: ['configurationPolicies'],
  mayRead: ['groupPolicyConfigurations'],
  evaluate({ configurationPolicies, groupPolicyConfigurations }) {
    const found: Found[] = [];
    const add = (
      policy: Parameters<typeof policyName>[0],
      blocks: boolean,
      readFrom: Evidence['readFrom'],
      assigned: boolean | undefined,
    ) =>
      found.push({
        blocks,
        assigned,
        evidence: {
          id: policy.id ?? policyName(policy),
          name: policyName(policy),
          expected: 'DisablePersonalSync enabled and assigned',
          actual: `DisablePersonalSync ${blocks ? 'enabled' : 'not enabled'}, ${assigned === undefined ? 'assignment not read' : assigned ? 'assigned' : 'not assigned'}`,
          readFrom,
        },
      });
    for (const policy of configurationPolicies) {
      const choice = choicesIn(policy.settings).find(({ id }) => id.includes(setting));
      if (choice) add(policy, choice.value.endsWith('_1'), 'configurationPolicies.settings', isAssigned(policy));
    }
    for (const template of groupPolicyConfigurations ?? []) {
      const value = (template.definitionValues ?? []).find(({ definition }) =>
        templateName.test(definition?.displayName ?? ''),
      );
      if (value) {
        add(template, value.enabled === true, 'groupPolicyConfigurations.definitionValues', isAssigned(template));
      }
    }
    const assigned = found.filter((one) => one.assigned === true);
    const blocking = assigned.filter((one) => one.blocks);
    const allowing = assigned.filter((one) => !one.blocks);
    const wouldPassIf = 'An assigned policy turns on "Prevent users from syncing personal OneDrive accounts".';
    if (blocking.length > 0 && allowing.length > 0) {
      return partial(
        'One assigned policy blocks personal OneDrive accounts and another allows them.',
        allowing.map((one) => one.evidence),
        { wouldPassIf: `${allowing.map((one) => one.evidence.name).join(', ')} block them too.` },
      );
    }
    if (blocking.length > 0) {
      return pass(
        'An assigned policy keeps personal OneDrive accounts from syncing.',
        blocking.map((one) => one.evidence),
      );
    }
    if (found.some((one) => one.blocks && one.assigned === undefined))
      return unknown("Can't tell whether the policy that blocks personal OneDrive accounts is assigned.");
    if (configurationPolicies.some((policy) => policy.settings === undefined) || !groupPolicyConfigurations) {
      return unknown(
        "Can't tell: no policy that was read blocks personal OneDrive accounts, and not every policy's settings were read.",
      );
    }
    return fail(
      'No assigned policy keeps personal OneDrive accounts from syncing.',
      found.length > 0
        ? found.map((one) => one.evidence)
        : [
            {
              id: setting,
              name: 'OneDrive: prevent users from syncing personal accounts',
              expected: 'DisablePersonalSync enabled and assigned',
              actual: `in none of ${configurationPolicies.length + groupPolicyConfigurations.length} policies`,
              readFrom: 'configurationPolicies.settings',
            },
          ],
      { wouldPassIf },
    );
  },
  remediation: {
    fix: 'Keep personal OneDrive accounts from syncing on company devices',
    steps: [
      'Open the Intune admin center, Devices, Configuration, and create a policy for Windows 10 and later from the settings catalog.',
      'Add OneDrive, "Prevent users from syncing personal OneDrive accounts (User)", and set it to Enabled.',
      'Assign it to all users.',
    ],
  },
  changes({ configurationPolicies, groupPolicyConfigurations }) {
    if (!groupPolicyConfigurations || configurationPolicies.some((policy) => policy.settings === undefined)) return [];
    const named = configurationPolicies.some((policy) =>
      choicesIn(policy.settings).some(({ id }) => id.includes(setting)),
    );
    const templated = groupPolicyConfigurations.some((template) =>
      (template.definitionValues ?? []).some(({ definition }) => templateName.test(definition?.displayName ?? '')),
    );
    // A policy that names the setting already, off or unassigned, is for a person to decide on.
    if (named || templated) return [];
    const definition = 'user_vendor_msft_policy_config_onedrivengscv2~policy~onedrivengsc_disablepersonalsync';
    const name = 'OneDrive: no personal accounts';
    const settings = [
      {
        settingInstance: {
          '@odata.type': '#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance',
          settingDefinitionId: definition,
          choiceSettingValue: { value: `${definition}_1`, children: [] },
        },
      },
    ];
    return [
      {
        section: 'configurationPolicies' as const,
        operation: 'create' as const,
        match: { name },
        values: {
          name,
          platforms: 'windows10',
          settings,
          assignments: [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }],
        },
        call: `POST /beta/deviceManagement/configurationPolicies ${JSON.stringify({ name, platforms: 'windows10', technologies: 'mdm', settings })}, then POST …/assign to all licensed users`,
        summary: 'Create and assign a policy that keeps personal OneDrive accounts from syncing',
        notice: 'People who sync a personal OneDrive on a company computer: it stops syncing, the files stay in it.',
        undo: 'restore' as const,
      },
    ];
  },
  knownGaps: ['Computers that Intune does not manage are out of reach; see the SharePoint sync restriction.'],
  assumed: [
    'Whether one call can expand settings and assignments of all configuration policies.',
    'The name of the administrative template setting.',
  ],
});
