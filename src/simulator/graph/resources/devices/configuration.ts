import { isPlainObject } from '../../../../core/shape.ts';
import { readOnly, texts } from '../../../properties.ts';
import { type Navigation, defineGraphCollection } from '../../resource.ts';
import { assignTo, assignments, configuration, inside, intune } from './intune.ts';

/** The settings catalogue is in beta only. */
export const configurationPolicies = defineGraphCollection({
  ...intune,
  path: '/deviceManagement/configurationPolicies',
  type: 'deviceManagementConfigurationPolicy',
  state: 'configurationPolicies',
  versions: ['beta'],
  methods: ['list', 'get', 'create', 'update', 'delete'],
  roles: configuration,
  activity: { noun: 'configuration policy', category: 'Policy', target: 'Policy' },
  properties: {
    id: readOnly('text'),
    createdDateTime: readOnly('moment'),
    description: 'text',
    isAssigned: readOnly('flag'),
    lastModifiedDateTime: readOnly('moment'),
    name: 'text',
    platforms: 'text',
    roleScopeTagIds: texts,
    settings: 'any',
    technologies: 'text',
    templateReference: 'any',
  },
  required: ['name', 'platforms', 'technologies', 'settings'],
  special: { settings: {} },
  navigation: { assignments, settings: inside('settings') },
  defaults: ({ state }) => ({ createdDateTime: state.now, lastModifiedDateTime: state.now, isAssigned: false }),
  parents: { policy: 'configurationPolicies' },
  operations: [assignTo('configurationPolicies', configuration.write)],
});

/** Which setting a value is of. */
const definition: Navigation = {
  load: (value) => (isPlainObject(value['definition']) ? value['definition'] : null),
};

/** Administrative templates are in beta only. */
export const groupPolicyConfigurations = defineGraphCollection({
  ...intune,
  path: '/deviceManagement/groupPolicyConfigurations',
  type: 'groupPolicyConfiguration',
  state: 'groupPolicyConfigurations',
  versions: ['beta'],
  methods: ['list', 'get', 'create', 'update', 'delete'],
  roles: configuration,
  activity: { noun: 'administrative template', category: 'Policy', target: 'Policy' },
  properties: {
    id: readOnly('text'),
    createdDateTime: readOnly('moment'),
    description: 'text',
    displayName: 'text',
    lastModifiedDateTime: readOnly('moment'),
  },
  required: ['displayName'],
  // The state holds the definition inside each value.
  navigation: { assignments, definitionValues: { ...inside('definitionValues'), navigation: { definition } } },
  defaults: ({ state }) => ({ createdDateTime: state.now, lastModifiedDateTime: state.now }),
});
