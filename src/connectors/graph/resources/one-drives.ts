import { defineRecords } from '../../resource.ts';
import { members } from './members.ts';
import { each, key, query } from './reading.ts';
import { toReadContent } from './scope.ts';

/** Microsoft has no smaller permission for a drive's size and owner than the one that opens its files. */
export const oneDrives = defineRecords({
  id: 'graph.one-drives',
  sections: ['oneDrives'],
  api: 'graph',
  after: ['users'],
  scopes: [toReadContent('Files.Read.All', 'To see who has a OneDrive and how full it is.')],
  async *records({ graph }, context) {
    // Who has no OneDrive answers "not found" and is left out.
    const drives = each(graph, members(context), ({ id }) =>
      query(`/users/${key(id)}/drive`, { select: 'id,webUrl,owner,quota' }),
    );
    for await (const { answer } of drives) yield answer;
  },
});
