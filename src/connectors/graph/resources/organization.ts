import { defineResource } from '../../resource.ts';
import { all, key, query } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, patchBody, valuesOf } from './writing.ts';

const path = query('/organization', {
  select: 'id,displayName,technicalNotificationMails,securityComplianceNotificationMails,privacyProfile',
});

export const organization = defineResource({
  id: 'graph.organization',
  sections: ['organizationContact'],
  api: 'graph',
  scopes: [
    toRead('Organization.Read.All', "To see whom Microsoft tells of the organization's security incidents."),
    toChange('Organization.ReadWrite.All', 'To set the addresses that get security and technical notices.'),
  ],
  read: async ({ graph }) => ({ organizationContact: await all(graph, path) }),
  async write({ graph }, change) {
    if (change.operation !== 'set') throw cannot(change);
    const [present] = await all(graph, path);
    await graph.send('PATCH', `/organization/${key(present?.['id'])}`, patchBody(present ?? {}, valuesOf(change)));
  },
});
