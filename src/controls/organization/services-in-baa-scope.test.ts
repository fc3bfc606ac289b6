import { testControl } from '../../../test/control.ts';
import { tenant } from '../../../test/tenant.ts';
import { servicesInBaaScope } from './services-in-baa-scope.ts';

const plans = (...names: string[]) =>
  names.map((ServicePlanName) => ({ ServicePlanName, ProvisioningStatus: 'Success' }));
const usual = ['EXCHANGE_S_ENTERPRISE', 'SHAREPOINTENTERPRISE_GOV', 'TEAMS1', 'AAD_PREMIUM_P2'];

testControl(servicesInBaaScope, {
  pass: {
    'Exchange, SharePoint, Teams, Entra': [tenant({ servicePlans: plans(...usual) }), { why: /4 of 4/ }],
    'a service that the organization looked up itself': tenant(
      { servicePlans: plans(...usual, 'NEWLY_BORN_PLAN') },
      { organization: { approvedServices: ['newly_born_plan'] } },
    ),
    'a disabled plan does not count': tenant({
      servicePlans: [...plans('TEAMS1'), { ServicePlanName: 'COPILOT_STUDIO_PREVIEW', ProvisioningStatus: 'Disabled' }],
    }),
    'a trial that nobody is assigned to': tenant({
      servicePlans: plans('TEAMS1'),
      subscribedSkus: [{ skuPartNumber: 'POWERAPPS_VIRAL', consumedUnits: 0 }],
    }),
  },
  partial: {
    'S0-5: a preview': [
      tenant({ servicePlans: plans(...usual, 'CCIBOTS_PRIVPREV_VIRAL') }),
      { resources: ['CCIBOTS_PRIVPREV_VIRAL'], why: /1 licensed/ },
    ],
    'a self-service trial among the subscriptions': [
      tenant({
        servicePlans: plans('TEAMS1'),
        subscribedSkus: [{ skuPartNumber: 'POWERAPPS_VIRAL', consumedUnits: 3 }],
      }),
      { resources: ['POWERAPPS_VIRAL'] },
    ],
    'a free offer, though plans of that family are covered': tenant({
      servicePlans: plans('FLOW_FREE', 'BI_AZURE_P0'),
    }),
    'a consumer service': tenant({ servicePlans: plans('ONEDRIVE_PERSONAL') }),
    'a flag and an unlisted plan: both are shown': [
      tenant({ servicePlans: plans('TEAMS_FREE', 'NEWLY_BORN_PLAN') }),
      { resources: ['TEAMS_FREE', 'NEWLY_BORN_PLAN'], why: /NEWLY_BORN_PLAN/ },
    ],
  },
  unknown: {
    'a plan that is not on the list': [
      tenant({ servicePlans: plans(...usual, 'NEWLY_BORN_PLAN') }),
      { resources: ['NEWLY_BORN_PLAN'], wouldPassIf: /look up/ },
    ],
  },
});
