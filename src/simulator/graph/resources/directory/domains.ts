import { readOnly, texts } from '../../../properties.ts';
import { defineGraphCollection } from '../../resource.ts';

export const domains = defineGraphCollection({
  path: '/domains',
  type: 'domain',
  state: 'domains',
  methods: ['list', 'get', 'update'],
  roles: {
    read: ['Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All'],
    write: ['Domain.ReadWrite.All'],
  },
  activity: { noun: 'domain', category: 'DirectoryManagement', target: 'Other' },
  properties: {
    id: readOnly('text'),
    authenticationType: readOnly('text'),
    availabilityStatus: readOnly('text'),
    isAdminManaged: readOnly('flag'),
    isDefault: 'flag',
    isInitial: readOnly('flag'),
    isRoot: readOnly('flag'),
    isVerified: readOnly('flag'),
    manufacturer: readOnly('text'),
    model: readOnly('text'),
    passwordNotificationWindowInDays: 'number',
    passwordValidityPeriodInDays: 'number',
    supportedServices: texts,
  },
});
