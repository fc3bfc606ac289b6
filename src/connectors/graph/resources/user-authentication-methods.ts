import { defineResource } from '../../resource.ts';
import { type Raw, eachList, key, only, records } from './reading.ts';
import { toRead } from './scope.ts';

export const userAuthenticationMethods = defineResource({
  id: 'graph.user-authentication-methods',
  sections: ['userAuthenticationMethods'],
  api: 'graph',
  after: ['users'],
  scopes: [toRead('UserAuthenticationMethod.Read.All', 'To see how old registered sign-in methods are.')],
  async read({ graph }, context) {
    const users = context.read('users');
    if (users === undefined) return {};
    const members = records(users).filter((user) => !/^guest$/i.test(String(user['userType'])));
    const found: Raw[] = [];
    const lists = eachList(graph, members, ({ id }) => `/users/${key(id)}/authentication/methods`);
    for await (const { item, records: methods } of lists) {
      found.push({
        ...only(item, 'id', 'userPrincipalName', 'displayName'),
        // No phone number or address of a person belongs into the snapshot.
        methods: methods.map((method) => only(method, '@odata.type', 'id', 'displayName', 'createdDateTime')),
      });
    }
    return { userAuthenticationMethods: found };
  },
});
