import { defineResource } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { all } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot } from './writing.ts';

const path = '/domains';

export const domains = defineResource({
  id: 'graph.domains',
  sections: ['domains'],
  api: 'graph',
  scopes: [
    toRead('Domain.Read.All', 'To know the domains and how long their passwords live.'),
    toChange('Domain.ReadWrite.All', 'To let passwords of a domain live without end.'),
  ],
  read: async ({ graph }) => ({ domains: await all(graph, path) }),
  async write(clients, change) {
    // A domain is never made or removed from here.
    if (change.operation !== 'set') throw cannot(change);
    await writeTo(clients, change, { path });
  },
});
