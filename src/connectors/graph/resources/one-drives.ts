import { defineResource } from '../../resource.ts';
import { type Raw, each, key, query, records } from './reading.ts';
import { toReadContent } from './scope.ts';

/** Microsoft has no smaller permission for a drive's size and owner than the one that opens its files. */
export const oneDrives = defineResource({
  id: 'graph.one-drives',
  sections: ['oneDrives'],
  api: 'graph',
  after: ['users'],
  scopes: [toReadContent('Files.Read.All', 'To see who has a OneDrive and how full it is.')],
  async read({ graph }, context) {
    const users = context.read('users');
    if (users === undefined) return {};
    const members = records(users).filter((user) => !/^guest$/i.test(String(user['userType'])));
    const found: Raw[] = [];
    // Who has no OneDrive answers "not found" and is left out.
    const drives = each(graph, members, ({ id }) =>
      query(`/users/${key(id)}/drive`, { select: 'id,webUrl,owner,quota' }),
    );
    for await (const { answer } of drives) found.push(answer);
    return { oneDrives: found };
  },
});
