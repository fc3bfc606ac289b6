import { defineResource } from '../../resource.ts';
import { one, only } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, sendable } from './writing.ts';

const path = '/policies/adminConsentRequestPolicy';

/** The policy has PUT and no PATCH, so all of it is sent. */
export const adminConsentRequestPolicy = defineResource({
  id: 'graph.admin-consent-request-policy',
  sections: ['adminConsentRequestPolicy'],
  api: 'graph',
  scopes: [
    toRead('Policy.Read.All', 'To see whether people can ask an admin for an application.'),
    toChange('Policy.ReadWrite.ConsentRequest', 'To let people ask an admin for an application.'),
  ],
  read: async ({ graph }) => ({ adminConsentRequestPolicy: await one(graph, path) }),
  async write({ graph }, change) {
    if (change.operation !== 'set') throw cannot(change);
    const wanted = { ...(await one(graph, path)), ...change.values };
    const fields = ['isEnabled', 'notifyReviewers', 'remindersEnabled', 'requestDurationInDays', 'reviewers'];
    await graph.send('PUT', path, sendable(only(wanted, ...fields)));
  },
});
