import { defineResource } from '../../resource.ts';
import { all } from './reading.ts';
import { toRead } from './scope.ts';

/** The report needs Entra ID P1 [M]. */
export const userRegistrationDetails = defineResource({
  id: 'graph.user-registration-details',
  sections: ['userRegistrationDetails'],
  api: 'graph',
  scopes: [toRead('AuditLog.Read.All', 'To see which sign-in methods each person has registered.')],
  license: 'entra-p1',
  read: async ({ graph }) => ({
    userRegistrationDetails: await all(graph, '/reports/authenticationMethods/userRegistrationDetails'),
  }),
});
