import { type Properties, list, readOnly } from '../../../properties.ts';
import { type GraphResource, defineGraphCollection } from '../../resource.ts';
import { apps, assignTo, assignments, intune } from './intune.ts';

const transfer = ['allApps', 'managedApps', 'none'] as const;
const properties: Properties = {
  id: readOnly('text'),
  allowedDataStorageLocations: list(['oneDriveForBusiness', 'sharePoint', 'box', 'localStorage']),
  allowedInboundDataTransferSources: transfer,
  allowedOutboundClipboardSharingLevel: ['allApps', 'managedAppsWithPasteIn', 'managedApps', 'blocked'],
  allowedOutboundDataTransferDestinations: transfer,
  contactSyncBlocked: 'flag',
  createdDateTime: readOnly('moment'),
  dataBackupBlocked: 'flag',
  deployedAppCount: readOnly('number'),
  description: 'text',
  deviceComplianceRequired: 'flag',
  disableAppPinIfDevicePinIsSet: 'flag',
  displayName: 'text',
  fingerprintBlocked: 'flag',
  isAssigned: readOnly('flag'),
  lastModifiedDateTime: readOnly('moment'),
  managedBrowser: ['notConfigured', 'microsoftEdge'],
  managedBrowserToOpenLinksRequired: 'flag',
  maximumPinRetries: 'number',
  minimumPinLength: 'number',
  minimumRequiredAppVersion: 'text',
  minimumRequiredOsVersion: 'text',
  minimumWarningAppVersion: 'text',
  minimumWarningOsVersion: 'text',
  organizationalCredentialsRequired: 'flag',
  periodBeforePinReset: 'duration',
  periodOfflineBeforeAccessCheck: 'duration',
  periodOfflineBeforeWipeIsEnforced: 'duration',
  periodOnlineBeforeAccessCheck: 'duration',
  pinCharacterSet: ['numeric', 'alphanumericAndSymbol'],
  pinRequired: 'flag',
  printBlocked: 'flag',
  saveAsBlocked: 'flag',
  simplePinBlocked: 'flag',
  version: readOnly('text'),
};

/** One list for each platform; its entries do not carry their type. */
function protections(type: string, own: Properties): GraphResource {
  const typed = `#microsoft.graph.${type}`;
  return defineGraphCollection({
    ...intune,
    path: `/deviceAppManagement/${type}s`,
    type,
    state: 'managedAppPolicies',
    methods: ['list', 'get', 'create', 'update', 'delete'],
    roles: apps,
    activity: { noun: 'app protection policy', category: 'Policy', target: 'Policy' },
    load: ({ state }) => state.list('managedAppPolicies').filter((policy) => policy['@odata.type'] === typed),
    properties: { ...properties, ...own },
    required: ['displayName'],
    navigation: { assignments },
    defaults: ({ state }) => ({
      '@odata.type': typed,
      createdDateTime: state.now,
      lastModifiedDateTime: state.now,
      isAssigned: false,
    }),
    present: (policy) => ({ ...policy, '@odata.type': undefined }),
    parents: { policy: 'managedAppPolicies' },
    operations: [
      assignTo('managedAppPolicies', apps.write),
      {
        path: '/{policy}/targetApps',
        method: 'POST',
        roles: apps.write,
        parameters: { apps: 'any', appGroupType: 'text' },
        run({ state, parameters }, body) {
          state.patch('managedAppPolicies', parameters['policy']!, {
            apps: body['apps'],
            appGroupType: body['appGroupType'],
          });
          return undefined;
        },
      },
    ],
  });
}

export const iosManagedAppProtections = protections('iosManagedAppProtection', {
  appDataEncryptionType: [
    'useDeviceSettings',
    'afterDeviceRestart',
    'whenDeviceLockedExceptOpenFiles',
    'whenDeviceLocked',
  ],
  customBrowserProtocol: 'text',
  faceIdBlocked: 'flag',
  minimumRequiredSdkVersion: 'text',
});

export const androidManagedAppProtections = protections('androidManagedAppProtection', {
  customBrowserDisplayName: 'text',
  customBrowserPackageId: 'text',
  disableAppEncryptionIfDeviceEncryptionIsEnabled: 'flag',
  encryptAppData: 'flag',
  minimumRequiredPatchVersion: 'text',
  minimumWarningPatchVersion: 'text',
  screenCaptureBlocked: 'flag',
});
