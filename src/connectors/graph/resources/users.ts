import { hasLicense } from '../../../core/license.ts';
import { isConnectorError } from '../../http/errors.ts';
import { defineRecords } from '../../resource.ts';
import { writeTo } from './collection.ts';
import { query, records } from './reading.ts';
import { toChange, toRead } from './scope.ts';

const fields = [
  'id',
  'userPrincipalName',
  'displayName',
  'accountEnabled',
  'userType',
  'onPremisesImmutableId',
  'createdDateTime',
];
const plain = query('/users', { select: fields.join(','), top: '999' });
/** With sign-in times a page holds at most 120 users [M]. */
const withSignIns = query('/users', { select: [...fields, 'signInActivity'].join(','), top: '120' });

/** Sign-in times need Entra ID P1; without it Graph refuses the whole call, so that they are not asked for. */
export const users = defineRecords({
  id: 'graph.users',
  sections: ['users'],
  api: 'graph',
  scopes: [
    toRead('User.Read.All', 'To know the accounts and which of them are enabled.'),
    toRead('AuditLog.Read.All', 'To see when each account was last used.'),
    toChange('User.EnableDisableAccount.All', 'To block sign-in for shared mailboxes and accounts that nobody uses.'),
    toChange('User.Read.All', 'Microsoft asks for it beside the right to disable accounts.'),
  ],
  async *records({ graph }, context) {
    const plans = context.read('servicePlans');
    if (plans === undefined || hasLicense('entra-p1', records(plans))) {
      let begun = false;
      try {
        for await (const user of graph.list(withSignIns)) {
          begun = true;
          yield user;
        }
        return;
      } catch (error) {
        if (begun || !isConnectorError(error, 'not-licensed')) throw error;
      }
    }
    yield* graph.list(plain);
  },
  write: (clients, change) => writeTo(clients, change, { path: '/users', list: plain }),
});
