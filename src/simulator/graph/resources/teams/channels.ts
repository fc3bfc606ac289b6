import { plainText } from '../../../../core/shape.ts';
import type { Entity } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import { type GraphContext, type GraphResource, defineGraphCollection } from '../../resource.ts';
import { pageOf } from '../sharepoint/pages.ts';
import { channelMessageRoles, chatMessageProperties } from './messages.ts';

const teamRoles = [
  'Team.ReadBasic.All',
  'TeamSettings.Read.All',
  'TeamSettings.ReadWrite.All',
  'Group.Read.All',
  'Directory.Read.All',
];
const channelRoles = [
  'Channel.ReadBasic.All',
  'ChannelSettings.Read.All',
  'ChannelSettings.ReadWrite.All',
  'Group.Read.All',
  'Directory.Read.All',
];

export const teams = defineGraphCollection({
  path: '/teams',
  type: 'team',
  state: 'teams',
  methods: ['list', 'get'],
  family: 'policy',
  roles: { read: teamRoles },
  page: { size: 100, max: 999 },
  sparse: true,
  properties: {
    id: 'text',
    createdDateTime: 'moment',
    description: 'text',
    displayName: 'text',
    isArchived: 'flag',
    tenantId: 'text',
    visibility: ['private', 'public', 'hiddenMembership'],
    webUrl: 'text',
  },
});

export const channels = defineGraphCollection({
  path: '/teams/{team}/channels',
  type: 'channel',
  state: 'channels/{team}',
  methods: ['list', 'get'],
  family: 'policy',
  parents: { team: 'teams' },
  roles: { read: channelRoles },
  sparse: true,
  operations: [
    { path: '/getAllMessages()', method: 'GET', roles: channelMessageRoles, run: allMessages },
    { path: '/getAllMessages', method: 'GET', roles: channelMessageRoles, run: allMessages },
  ],
  properties: {
    id: 'text',
    createdDateTime: 'moment',
    description: 'text',
    displayName: 'text',
    email: 'text',
    isArchived: 'flag',
    membershipType: ['standard', 'private', 'unknownFutureValue', 'shared'],
    tenantId: 'text',
    webUrl: 'text',
  },
});

/** Messages of one channel, with what changed since a link. */
export const channelMessages: GraphResource = defineGraphCollection({
  path: '/teams/{team}/channels/{channel}/messages',
  type: 'chatMessage',
  state: 'channelMessages/{channel}',
  methods: ['list', 'get'],
  family: 'policy',
  parents: { team: 'teams', channel: channelNamed },
  roles: { read: channelMessageRoles },
  page: { size: 20, max: 50 },
  delta: { reason: 'deleted', life: '240d' },
  sparse: true,
  properties: chatMessageProperties,
});

function channelNamed({ state, parameters }: GraphContext): Entity {
  const wanted = parameters['channel']!;
  const found = state.get(`channels/${parameters['team']!}`, wanted);
  if (!found) throw new GraphError(404, 'NotFound', 'No channel has this id.');
  return found;
}

/** Messages of all channels of a team, replies among them. Protected and metered: assumption metered-messages. */
function allMessages(context: GraphContext): Entity {
  const { state, parameters } = context;
  const found = state
    .list(`channels/${parameters['team']!}`)
    .flatMap(({ id }) => state.list(`channelMessages/${plainText(id)}`));
  return pageOf(context, channelMessages, found);
}
