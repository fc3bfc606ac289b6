import { readOnly, texts } from '../../../properties.ts';
import type { State } from '../../../state.ts';
import type { Entity } from '../../../store.ts';
import { defineGraphCollection, defineGraphReferences, defineGraphSingleton } from '../../resource.ts';

const parents = { user: 'users' };

/** [M]: v1.0 does not have it; the permission of the write is not documented. */
export const perUserMfa = defineGraphSingleton({
  path: '/users/{user}/authentication/requirements',
  type: 'strongAuthenticationRequirements',
  state: 'perUserMfa',
  versions: ['beta'],
  methods: ['get', 'update'],
  parents,
  roles: {
    read: ['Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
    write: ['Policy.ReadWrite.AuthenticationMethod'],
  },
  activity: { noun: 'per-user MFA', category: 'UserManagement', target: 'User' },
  load: ({ state, parameters }) => [state.get('perUserMfa', parameters['user']!) ?? { perUserMfaState: 'disabled' }],
  save({ state, parameters }, values) {
    const id = parameters['user']!;
    state.put('perUserMfa', id, { id, ...state.get('perUserMfa', id), ...values });
  },
  properties: { perUserMfaState: ['disabled', 'enabled', 'enforced'] },
});

const named = { displayName: 'text' } as const;

export const authenticationMethods = defineGraphCollection({
  path: '/users/{user}/authentication/methods',
  type: 'authenticationMethod',
  state: 'userAuthenticationMethods/{user}',
  methods: ['list', 'get'],
  parents,
  family: 'policy',
  roles: { read: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'] },
  properties: { id: readOnly('text'), createdDateTime: 'moment' },
  subtypes: {
    emailAuthenticationMethod: { emailAddress: 'text' },
    fido2AuthenticationMethod: { ...named, aaGuid: 'text', attestationCertificates: texts, model: 'text' },
    microsoftAuthenticatorAuthenticationMethod: { ...named, deviceTag: 'text', phoneAppVersion: 'text' },
    passwordAuthenticationMethod: { password: 'text' },
    phoneAuthenticationMethod: { phoneNumber: 'text', phoneType: ['mobile', 'alternateMobile', 'office'] },
    softwareOathAuthenticationMethod: { secretKey: 'text' },
    temporaryAccessPassAuthenticationMethod: {
      isUsable: 'flag',
      isUsableOnce: 'flag',
      lifetimeInMinutes: 'number',
      startDateTime: 'moment',
    },
    windowsHelloForBusinessAuthenticationMethod: { ...named, keyStrength: ['normal', 'weak', 'unknown'] },
  },
});

/** `DELETE /users/{id}/authentication/fido2Methods/{id}` and the like: a method is removed under its own kind. */
export const authenticationMethodKinds = Object.entries({
  email: 'emailAuthenticationMethod',
  fido2: 'fido2AuthenticationMethod',
  microsoftAuthenticator: 'microsoftAuthenticatorAuthenticationMethod',
  phone: 'phoneAuthenticationMethod',
  softwareOath: 'softwareOathAuthenticationMethod',
  windowsHelloForBusiness: 'windowsHelloForBusinessAuthenticationMethod',
}).map(([kind, type]) =>
  defineGraphCollection({
    path: `/users/{user}/authentication/${kind}Methods`,
    type,
    state: 'userAuthenticationMethods/{user}',
    methods: ['list', 'get', 'delete'],
    parents,
    family: 'policy',
    roles: {
      read: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'],
      write: ['UserAuthenticationMethod.ReadWrite.All'],
    },
    activity: { noun: 'authentication method', category: 'UserManagement', target: 'User' },
    load: ({ state, parameters }) =>
      state
        .list(`userAuthenticationMethods/${parameters['user']!}`)
        .filter((method) => method['@odata.type'] === `#microsoft.graph.${type}`),
    properties: {
      id: 'text',
      createdDateTime: 'moment',
      ...authenticationMethods.subtypes![type],
    },
  }),
);

/** Groups that the object is in, also through other groups. */
function groupsOf(state: State, member: string): Entity[] {
  const found = new Map<string, Entity>();
  const waiting = [member];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const group of state.list('groups')) {
      const groupId = String(group['id']);
      if (found.has(groupId) || !state.get(`groupMembers/${groupId}`, id)) continue;
      found.set(groupId, { '@odata.type': '#microsoft.graph.group', ...group });
      waiting.push(groupId);
    }
  return [...found.values()];
}

export const transitiveMemberOf = defineGraphReferences({
  path: '/users/{user}/transitiveMemberOf',
  state: 'users',
  parents,
  methods: ['list'],
  page: { size: 100, max: 999 },
  roles: { read: ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'] },
  load: ({ state, parameters }) => groupsOf(state, parameters['user']!),
});

/** Everybody and everything in a group, also through other groups. */
export const transitiveMembers = defineGraphReferences({
  path: '/groups/{group}/transitiveMembers',
  state: 'groupMembers/{group}',
  parents: { group: 'groups' },
  methods: ['list'],
  page: { size: 100, max: 999 },
  roles: { read: ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'] },
  load({ state, parameters }) {
    const kinds = { users: 'user', groups: 'group', servicePrincipals: 'servicePrincipal', devices: 'device' };
    const found = new Map<string, Entity>();
    const waiting = [parameters['group']!];
    for (let group = waiting.pop(); group !== undefined; group = waiting.pop())
      for (const link of state.list(`groupMembers/${group}`)) {
        const id = String(link['id']);
        const [collection, type] = Object.entries(kinds).find(([name]) => state.get(name, id)) ?? [];
        if (collection === undefined || found.has(id)) continue;
        found.set(id, { '@odata.type': `#microsoft.graph.${type!}`, ...state.get(collection, id) });
        if (collection === 'groups') waiting.push(id);
      }
    return [...found.values()];
  },
});
