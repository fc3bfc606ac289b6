import { plainText } from '../../../../core/shape.ts';
import type { Entity } from '../../../store.ts';
import { type GraphContext, type GraphResource, defineGraphCollection } from '../../resource.ts';
import { pageOf } from '../sharepoint/pages.ts';
import { chatMessageProperties, chatMessageRoles } from './messages.ts';

/** Chats of a person. `members` of a record are ids of people and are not served. */
export const chats = defineGraphCollection({
  path: '/users/{user}/chats',
  type: 'chat',
  state: 'chats',
  methods: ['list', 'get'],
  family: 'policy',
  parents: { user: 'users' },
  roles: { read: ['Chat.ReadBasic.All', 'Chat.Read.All', 'Chat.ReadWrite.All'] },
  page: { size: 20, max: 50 },
  sparse: true,
  load: chatsOf,
  operations: [
    { path: '/getAllMessages()', method: 'GET', roles: chatMessageRoles, run: allMessages },
    { path: '/getAllMessages', method: 'GET', roles: chatMessageRoles, run: allMessages },
  ],
  properties: {
    id: 'text',
    chatType: ['oneOnOne', 'group', 'meeting', 'unknownFutureValue'],
    createdDateTime: 'moment',
    lastUpdatedDateTime: 'moment',
    tenantId: 'text',
    topic: 'text',
    webUrl: 'text',
  },
});

/** Messages of one chat. */
export const chatMessages: GraphResource = defineGraphCollection({
  path: '/chats/{chat}/messages',
  type: 'chatMessage',
  state: 'chatMessages/{chat}',
  methods: ['list', 'get'],
  family: 'policy',
  parents: { chat: 'chats' },
  roles: { read: chatMessageRoles },
  page: { size: 20, max: 50 },
  sparse: true,
  properties: chatMessageProperties,
});

function chatsOf({ state, parameters }: GraphContext): Entity[] {
  const user = parameters['user']!;
  return state.list('chats').filter(({ members }) => (members as readonly string[]).includes(user));
}

/** Messages of all chats of a person. Protected and metered: assumption metered-messages. */
function allMessages(context: GraphContext): Entity {
  const found = chatsOf(context).flatMap(({ id }) => context.state.list(`chatMessages/${plainText(id)}`));
  return pageOf(context, chatMessages, found);
}
