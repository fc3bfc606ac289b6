import type { GraphResource } from '../../resource.ts';
import { androidManagedAppProtections, iosManagedAppProtections } from './app-protection.ts';
import { deviceCompliancePolicies, deviceManagement } from './compliance.ts';
import { configurationPolicies, groupPolicyConfigurations } from './configuration.ts';
import { managedDeviceCleanupRules, managedDeviceCleanupSettings, managedDevices } from './managed-devices.ts';

/** Intune: `/deviceManagement/…`, `/deviceAppManagement/…`. */
export const deviceResources: readonly GraphResource[] = [
  androidManagedAppProtections,
  configurationPolicies,
  deviceCompliancePolicies,
  deviceManagement,
  groupPolicyConfigurations,
  iosManagedAppProtections,
  managedDeviceCleanupRules,
  managedDeviceCleanupSettings,
  managedDevices,
];
