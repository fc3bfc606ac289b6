import { fieldOf } from '../../exchange-online/resources/records.ts';
import { defineResource } from '../../resource.ts';
import { present } from './policies.ts';
import { readScope } from './scopes.ts';

/** The Teams tenant. The service's list of plans is `assignedPlans`, the cmdlet's `AssignedPlan`: both are taken [M]. */
export const teamsTenant = defineResource({
  id: 'teams.tenant',
  sections: ['teamsTenant'],
  api: 'teams',
  scopes: [readScope],
  async read({ teams }) {
    const tenant = await present(teams).tenant();
    const plans = fieldOf(tenant, 'assignedPlan') ?? fieldOf(tenant, 'assignedPlans');
    return { teamsTenant: { ...tenant, ...(plans !== undefined && { assignedPlan: plans }) } };
  },
});
