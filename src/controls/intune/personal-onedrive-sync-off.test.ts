import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { personalOnedriveSyncOff } from './personal-onedrive-sync-off.ts';

const definition = 'user_vendor_msft_policy_config_onedrivengscv2~policy~onedrivengsc_disablepersonalsync';
const allUsers = [{ target: { '@odata.type': '#microsoft.graph.allLicensedUsersAssignmentTarget' } }];
const catalog = (value: '_1' | '_0', assignments: unknown = allUsers, name = 'OneDrive') => ({
  id: name,
  name,
  assignments,
  settings: [
    {
      settingInstance: {
        settingDefinitionId: definition,
        choiceSettingValue: { value: definition + value, children: [] },
      },
    },
  ],
});
const other = {
  id: 'edge',
  name: 'Edge',
  assignments: allUsers,
  settings: [{ settingInstance: { settingDefinitionId: 'edge_sync', choiceSettingValue: { value: 'edge_sync_1' } } }],
};
const template = (enabled: boolean) => ({
  id: 'adm',
  displayName: 'OneDrive template',
  assignments: allUsers,
  definitionValues: [{ enabled, definition: { displayName: 'Prevent users from syncing personal OneDrive accounts' } }],
});
const noTemplates = { groupPolicyConfigurations: [] };

testControl(personalOnedriveSyncOff, {
  pass: {
    'an assigned settings catalog policy': [
      tenant({ configurationPolicies: [other, catalog('_1')] }),
      { resources: ['OneDrive'] },
    ],
    'an assigned administrative template': [
      tenant({ configurationPolicies: [other], groupPolicyConfigurations: [template(true)] }),
      { resources: ['OneDrive template'] },
    ],
    'nested in a group of settings': tenant({
      configurationPolicies: [
        {
          id: 'deep',
          name: 'Deep',
          assignments: allUsers,
          settings: [
            {
              settingInstance: {
                groupSettingCollectionValue: [{ children: [catalog('_1').settings[0]!.settingInstance] }],
              },
            },
          ],
        },
      ],
    }),
  },
  partial: {
    'one policy blocks, another allows': [
      tenant({ configurationPolicies: [catalog('_1'), catalog('_0', allUsers, 'Executives')], ...noTemplates }),
      { resources: ['Executives'] },
    ],
  },
  fail: {
    'no policy names it': tenant({ configurationPolicies: [other], ...noTemplates }),
    'the policy is assigned to nobody': [
      tenant({ configurationPolicies: [catalog('_1', [])], ...noTemplates }),
      { resources: ['OneDrive'] },
    ],
    'the policy allows it': tenant({ configurationPolicies: [catalog('_0')], ...noTemplates }),
    'the template is disabled': tenant({ configurationPolicies: [], groupPolicyConfigurations: [template(false)] }),
  },
  unknown: {
    'administrative templates were not read': tenant({ configurationPolicies: [other] }),
    'the settings of a policy were not read': tenant({
      configurationPolicies: [{ id: 'x', name: 'X', assignments: allUsers }],
      ...noTemplates,
    }),
    'the assignment was not read': tenant({
      configurationPolicies: [{ id: 'x', name: 'X', settings: catalog('_1').settings }],
      ...noTemplates,
    }),
  },
});
