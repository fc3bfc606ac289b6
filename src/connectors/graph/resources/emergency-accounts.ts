import { type Resource, defineResource } from '../../resource.ts';
import { type Raw, each, eachList, key, only, query } from './reading.ts';
import { toRead } from './scope.ts';

/** The accounts that the organization declares under breakGlass, by object id or user principal name. */
export function emergencyAccounts(breakGlass: readonly string[]): Resource {
  return defineResource({
    id: 'graph.emergency-accounts',
    sections: ['emergencyAccounts'],
    api: 'graph',
    scopes: [
      toRead('User.Read.All', 'To see that the emergency access accounts exist and are enabled.'),
      toRead('UserAuthenticationMethod.Read.All', 'To see that the emergency access accounts have strong methods.'),
      toRead('GroupMember.Read.All', 'To see which policies reach the emergency access accounts through groups.'),
    ],
    async read({ graph }) {
      const select = 'id,userPrincipalName,displayName,accountEnabled,onPremisesImmutableId';
      const accounts: Raw[] = [];
      // An account that does not exist is left out; the control names it.
      for await (const { answer } of each(graph, breakGlass, (name) => query(`/users/${key(name)}`, { select })))
        accounts.push(only(answer, ...select.split(',')));
      const groupsOf = (account: Raw) =>
        query(`/users/${key(account['id'])}/transitiveMemberOf/microsoft.graph.group`, { select: 'id', top: '999' });
      for await (const { item, records } of eachList(graph, accounts, groupsOf))
        item['groupIds'] = records.map((group) => group['id']);
      const methodsOf = (account: Raw) => `/users/${key(account['id'])}/authentication/methods`;
      for await (const { item, records } of eachList(graph, accounts, methodsOf))
        item['methods'] = records.map((method) => only(method, '@odata.type', 'id', 'displayName', 'createdDateTime'));
      return { emergencyAccounts: accounts };
    },
  });
}
