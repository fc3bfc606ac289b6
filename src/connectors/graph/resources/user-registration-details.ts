import { defineRecords } from '../../resource.ts';
import { toRead } from './scope.ts';

/** The report needs Entra ID P1 [M]. */
export const userRegistrationDetails = defineRecords({
  id: 'graph.user-registration-details',
  sections: ['userRegistrationDetails'],
  api: 'graph',
  scopes: [
    toRead(
      'AuditLog.Read.All',
      'To see which sign-in methods each person has registered, and to hold planned policies against past sign-ins.',
    ),
  ],
  license: 'entra-p1',
  // It is one of the reports that take five requests in 10 s, so that pages are as long as they can be.
  records: ({ graph }) => graph.list('/reports/authenticationMethods/userRegistrationDetails?$top=999'),
});
