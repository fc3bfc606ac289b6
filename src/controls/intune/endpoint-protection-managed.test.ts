import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { endpointProtectionManaged } from './endpoint-protection-managed.ts';

const realTime = 'device_vendor_msft_policy_config_defender_allowrealtimemonitoring';
const onboard = 'device_vendor_msft_windowsadvancedthreatprotection_configurationtype';
const allDevices = [{ target: { '@odata.type': '#microsoft.graph.allDevicesAssignmentTarget' } }];
const policy = (name: string, id: string, value: string, assignments: unknown = allDevices) => ({
  id: name,
  name,
  assignments,
  settings: [{ settingInstance: { settingDefinitionId: id, choiceSettingValue: { value: `${id}${value}` } } }],
});
const antivirus = policy('Antivirus', realTime, '_1');
const detection = policy('Detection', onboard, '_onboard');
const plans = (...names: string[]) => ({
  servicePlans: names.map((servicePlanName) => ({ servicePlanName, provisioningStatus: 'Success' })),
});

const withoutAssignments = (policy: object) =>
  Object.fromEntries(Object.entries(policy).filter(([field]) => field !== 'assignments'));

testControl(endpointProtectionManaged, {
  pass: {
    'both policies are assigned': [
      tenant({ configurationPolicies: [antivirus, detection] }),
      { resources: ['Antivirus', 'Detection'] },
    ],
    'onboarding through the connector': tenant({
      configurationPolicies: [antivirus, policy('Detection', onboard, '_autofromconnector')],
    }),
  },
  partial: {
    'another assigned policy turns real-time off': [
      tenant({ configurationPolicies: [antivirus, detection, policy('Imaging', realTime, '_0')] }),
      { resources: ['Imaging'] },
    ],
  },
  fail: {
    'no policy': [
      tenant({ configurationPolicies: [] }),
      { resources: ['real-time antivirus', 'onboarding to Defender for Endpoint'] },
    ],
    'detection only: the change adds antivirus': [
      tenant({ configurationPolicies: [detection] }),
      { resources: ['real-time antivirus'] },
    ],
    'not assigned': [
      tenant({ configurationPolicies: [policy('Antivirus', realTime, '_1', []), detection] }),
      { resources: ['Antivirus'] },
    ],
    'offboarding is the opposite': [
      tenant({ configurationPolicies: [antivirus, policy('Detection', onboard, '_offboard')] }),
      { resources: ['Detection'] },
    ],
    'a missing antivirus counts more than a missing license': tenant({
      configurationPolicies: [],
      ...plans('INTUNE_A'),
    }),
  },
  'not-licensed': {
    'I-3: antivirus is on and detection was never bought': tenant({
      configurationPolicies: [antivirus],
      ...plans('INTUNE_A', 'ATP_ENTERPRISE'),
    }),
    'I-3: no Intune': tenant({ configurationPolicies: [], ...plans('EXCHANGE_S_STANDARD') }),
  },
  unknown: {
    'the settings of a policy were not read': tenant({
      configurationPolicies: [antivirus, { id: 'x', name: 'X', assignments: allDevices }],
    }),
    'the assignment was not read': tenant({
      configurationPolicies: [antivirus, detection].map(withoutAssignments),
    }),
  },
});
