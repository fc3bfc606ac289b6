import { list, readOnly, texts } from '../../../properties.ts';
import { defineGraphCollection } from '../../resource.ts';

export const organization = defineGraphCollection({
  path: '/organization',
  type: 'organization',
  state: 'organization',
  methods: ['list', 'get', 'update'],
  roles: {
    read: ['Organization.Read.All', 'Organization.ReadWrite.All', 'Directory.Read.All'],
    write: ['Organization.ReadWrite.All'],
  },
  activity: {
    noun: 'company information',
    name: 'Set Company Information',
    category: 'DirectoryManagement',
    target: 'Directory',
  },
  properties: {
    id: readOnly('guid'),
    displayName: 'text',
    city: 'text',
    country: 'text',
    countryLetterCode: 'text',
    createdDateTime: readOnly('moment'),
    onPremisesSyncEnabled: readOnly('flag'),
    postalCode: 'text',
    preferredLanguage: 'text',
    privacyProfile: { contactEmail: 'text', statementUrl: 'text' },
    securityComplianceNotificationMails: texts,
    state: 'text',
    street: 'text',
    technicalNotificationMails: texts,
    tenantType: readOnly('text'),
    assignedPlans: readOnly(
      list({ assignedDateTime: 'moment', capabilityStatus: 'text', service: 'text', servicePlanId: 'guid' }),
    ),
    verifiedDomains: readOnly(
      list({ capabilities: 'text', isDefault: 'flag', isInitial: 'flag', name: 'text', type: 'text' }),
    ),
  },
});

const plan = { appliesTo: 'text', provisioningStatus: 'text', servicePlanId: 'guid', servicePlanName: 'text' } as const;

export const subscribedSkus = defineGraphCollection({
  path: '/subscribedSkus',
  type: 'subscribedSku',
  state: 'subscribedSkus',
  methods: ['list', 'get'],
  roles: { read: ['LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All'] },
  properties: {
    id: 'text',
    accountId: 'text',
    accountName: 'text',
    appliesTo: 'text',
    capabilityStatus: 'text',
    consumedUnits: 'number',
    prepaidUnits: { enabled: 'number', lockedOut: 'number', suspended: 'number', warning: 'number' },
    servicePlans: list(plan),
    skuId: 'guid',
    skuPartNumber: 'text',
    subscriptionIds: texts,
  },
});
