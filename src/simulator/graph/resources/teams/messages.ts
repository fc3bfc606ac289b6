import { list } from '../../../properties.ts';

const identity = { application: 'any', device: 'any', user: 'any' } as const;

/** What Graph gives of a message in a channel or a chat. */
export const chatMessageProperties = {
  id: 'text',
  attachments: list({
    content: 'text',
    contentType: 'text',
    contentUrl: 'text',
    id: 'text',
    name: 'text',
    teamsAppId: 'text',
    thumbnailUrl: 'text',
  }),
  body: { content: 'text', contentType: ['text', 'html'] },
  channelIdentity: { channelId: 'text', teamId: 'text' },
  chatId: 'text',
  createdDateTime: 'moment',
  deletedDateTime: 'moment',
  etag: 'text',
  from: identity,
  importance: ['normal', 'high', 'urgent'],
  lastEditedDateTime: 'moment',
  lastModifiedDateTime: 'moment',
  locale: 'text',
  messageType: ['message', 'chatEvent', 'typing', 'unknownFutureValue', 'systemEventMessage'],
  replyToId: 'text',
  subject: 'text',
  summary: 'text',
  webUrl: 'text',
} as const;

export const channelMessageRoles = ['ChannelMessage.Read.All', 'ChannelMessage.ReadWrite.All'];
export const chatMessageRoles = ['Chat.Read.All', 'Chat.ReadWrite.All'];
