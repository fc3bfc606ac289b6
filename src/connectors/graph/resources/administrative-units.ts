import { defineResource } from '../../resource.ts';
import { type Raw, all, eachList, key, query } from './reading.ts';
import { toRead } from './scope.ts';

const path = '/directory/administrativeUnits';

export const administrativeUnits = defineResource({
  id: 'graph.administrative-units',
  sections: ['administrativeUnits'],
  api: 'graph',
  scopes: [toRead('AdministrativeUnit.Read.All', 'To see how far delegated admin roles reach.')],
  async read({ graph }) {
    const units = await all(graph, query(path, { select: 'id,displayName,isMemberManagementRestricted' }));
    const found: Raw[] = [];
    const members = eachList(graph, units, ({ id }) =>
      query(`${path}/${key(id)}/members`, { select: 'id', top: '999' }),
    );
    for await (const { item, records } of members)
      found.push({ ...item, memberIds: records.map((member) => member['id']) });
    return { administrativeUnits: found };
  },
});
