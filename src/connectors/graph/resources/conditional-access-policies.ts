import { isPlainObject } from '../../../core/shape.ts';
import { defineResource } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { type Raw, all } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { without } from './writing.ts';

const path = '/identity/conditionalAccess/policies';

/** Which tenants a guest may be from is an abstract type in Graph: it is written with its kind. */
function typedGuests(policy: Raw): Raw {
  const { conditions } = policy;
  if (!isPlainObject(conditions) || !isPlainObject(conditions['users'])) return policy;
  const users = { ...conditions['users'] };
  for (const field of ['includeGuestsOrExternalUsers', 'excludeGuestsOrExternalUsers']) {
    const guests = users[field];
    if (!isPlainObject(guests) || !isPlainObject(guests['externalTenants'])) continue;
    const all = guests['externalTenants']['membershipKind'] === 'all';
    const type = `#microsoft.graph.conditionalAccess${all ? 'All' : 'Enumerated'}ExternalTenants`;
    users[field] = { ...guests, externalTenants: { '@odata.type': type, ...guests['externalTenants'] } };
  }
  return { ...policy, conditions: { ...conditions, users } };
}

/** An authentication strength is written by its id alone; the answer holds all of it. */
function writable(policy: Raw): Raw {
  const body = typedGuests(without(policy, 'id', 'createdDateTime', 'modifiedDateTime'));
  const grant = body['grantControls'];
  if (!isPlainObject(grant) || !isPlainObject(grant['authenticationStrength'])) return body;
  const authenticationStrength = { id: grant['authenticationStrength']['id'] };
  return { ...body, grantControls: { ...grant, authenticationStrength } };
}

export const conditionalAccessPolicies = defineResource({
  id: 'graph.conditional-access-policies',
  sections: ['conditionalAccessPolicies'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To read Conditional Access and the other sign-in policies.'),
    toChange('Policy.Read.All', 'Microsoft asks for it beside the right to write Conditional Access policies.'),
    toChange('Policy.ReadWrite.ConditionalAccess', 'To create and tighten Conditional Access policies.'),
    toChange('Application.Read.All', 'Microsoft asks for it to write policies that name applications.'),
  ],
  read: async ({ graph }) => ({ conditionalAccessPolicies: await all(graph, path) }),
  write: (clients, change) => writeTo(clients, change, { path, create: writable, adapt: writable }),
});
