import { readOnly, texts } from '../../../properties.ts';
import { defineGraphCollection, defineGraphReferences } from '../../resource.ts';

const read = [
  'GroupMember.Read.All',
  'Group.Read.All',
  'Group.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];

export const groups = defineGraphCollection({
  path: '/groups',
  type: 'group',
  state: 'groups',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  advanced: true,
  page: { size: 100, max: 999 },
  delta: { reason: 'deleted' },
  roles: { read, write: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'] },
  activity: { noun: 'group', category: 'GroupManagement', target: 'Group' },
  properties: {
    id: readOnly('guid'),
    classification: 'text',
    createdDateTime: readOnly('moment'),
    deletedDateTime: readOnly('moment'),
    description: 'text',
    displayName: 'text',
    groupTypes: texts,
    isAssignableToRole: 'flag',
    mail: readOnly('text'),
    mailEnabled: 'flag',
    mailNickname: 'text',
    membershipRule: 'text',
    membershipRuleProcessingState: 'text',
    onPremisesSyncEnabled: readOnly('flag'),
    proxyAddresses: readOnly(texts),
    resourceBehaviorOptions: texts,
    resourceProvisioningOptions: texts,
    securityEnabled: 'flag',
    visibility: 'text',
  },
  required: ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'],
  defaults: ({ state }) => ({ createdDateTime: state.now }),
});

/** `/groups/{group}/members` and its links. */
export const groupMembers = defineGraphReferences({
  path: '/groups/{group}/members',
  state: 'groupMembers/{group}',
  parents: { group: 'groups' },
  of: ['users', 'groups', 'servicePrincipals', 'devices'],
  methods: ['list', 'create', 'delete'],
  page: { size: 100, max: 999 },
  roles: { read, write: ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'] },
  activity: { noun: 'member to group', category: 'GroupManagement', target: 'User' },
});
