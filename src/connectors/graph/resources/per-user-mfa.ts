import { defineRecords } from '../../resource.ts';
import { members } from './members.ts';
import { each, key, only } from './reading.ts';
import { toChange, toRead } from './scope.ts';
import { cannot, theOne, valuesOf } from './writing.ts';

const path = (id: unknown) => `/users/${key(id)}/authentication/requirements`;

/** Guests have no per-user MFA state of their own here. v1.0 does not have the state at all. */
export const perUserMfa = defineRecords({
  id: 'graph.per-user-mfa',
  sections: ['perUserMfa'],
  api: 'graph',
  after: ['users'],
  scopes: [
    toRead('Policy.Read.All', 'To see for whom the old per-user MFA is still on.'),
    // The permission of the write is [M].
    toChange('Policy.ReadWrite.AuthenticationMethod', 'To turn the old per-user MFA off once policies replace it.'),
  ],
  beta: true,
  async *records({ graph }, context) {
    for await (const { item, answer } of each(graph, members(context), ({ id }) => path(id), { version: 'beta' }))
      yield { ...item, ...only(answer, 'perUserMfaState') };
  },
  async write({ graph }, change) {
    if (change.operation !== 'set') throw cannot(change);
    const { id } = theOne([{ ...change.match }], change);
    if (id === undefined) throw cannot(change);
    await graph.send('PATCH', path(id), only(valuesOf(change), 'perUserMfaState'), { version: 'beta' });
  },
});
