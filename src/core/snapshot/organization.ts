import { listSection, oneSection } from '../section.ts';
import { flag, number, object, text, texts } from '../shape.ts';

export const organizationSections = {
  servicePlans: listSection({
    title: 'licensed service plans',
    call: 'GET /subscribedSkus (servicePlans)',
    service: 'organization',
    fields: {
      servicePlanName: text,
      servicePlanId: text,
      servicePlanType: text,
      appliesTo: text,
      provisioningStatus: text,
    },
  }),
  subscribedSkus: listSection({
    title: 'subscriptions',
    call: 'GET /subscribedSkus',
    service: 'organization',
    fields: {
      skuPartNumber: text,
      skuId: text,
      consumedUnits: number,
      capabilityStatus: text,
      prepaidUnits: object({ enabled: number, suspended: number, warning: number, lockedOut: number }),
    },
  }),
  organizationContact: oneSection({
    title: 'organization contact settings',
    call: 'GET /organization',
    service: 'organization',
    fields: {
      id: text,
      displayName: text,
      technicalNotificationMails: texts,
      securityComplianceNotificationMails: texts,
      privacyProfile: object({ contactEmail: text, statementUrl: text }),
    },
  }),
  groups: listSection({
    title: 'Microsoft 365 groups and security groups',
    call: "GET /groups?$filter=groupTypes/any(t:t eq 'Unified'), GET /groups?$filter=securityEnabled eq true",
    service: 'organization',
    fields: {
      id: text,
      displayName: text,
      visibility: text,
      groupTypes: texts,
      resourceProvisioningOptions: texts,
    },
  }),
  backupPolicies: listSection({
    title: 'Microsoft 365 Backup policies',
    call: 'GET /solutions/backupRestore/protectionPolicies',
    service: 'organization',
    fields: { '@odata.type': text, id: text, displayName: text, status: text, isEnabled: flag },
  }),
};
