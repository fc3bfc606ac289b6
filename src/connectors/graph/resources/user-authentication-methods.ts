import { defineRecords } from '../../resource.ts';
import { members } from './members.ts';
import { eachList, key, only } from './reading.ts';
import { toRead } from './scope.ts';

export const userAuthenticationMethods = defineRecords({
  id: 'graph.user-authentication-methods',
  sections: ['userAuthenticationMethods'],
  api: 'graph',
  after: ['users'],
  scopes: [toRead('UserAuthenticationMethod.Read.All', 'To see how old registered sign-in methods are.')],
  async *records({ graph }, context) {
    const lists = eachList(graph, members(context), ({ id }) => `/users/${key(id)}/authentication/methods`);
    for await (const { item, records: methods } of lists) {
      yield {
        ...item,
        // No phone number or address of a person belongs into the snapshot.
        methods: methods.map((method) => only(method, '@odata.type', 'id', 'displayName', 'createdDateTime')),
      };
    }
  },
});
