import { listSection } from '../section.ts';
import { number, object, text } from '../shape.ts';

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
};
