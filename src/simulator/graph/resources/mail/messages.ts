import { httpDate } from '../../../clock.ts';
import { mimeOf } from '../../../content/mime.ts';
import { millis } from '../../../../core/clock.ts';
import { list, texts } from '../../../properties.ts';
import type { Entity } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import { type GraphContext, answer, defineGraphCollection } from '../../resource.ts';
import { folderNamed, mailRoles, mailboxOf } from './folders.ts';

export const bodyRoles = ['Mail.Read', 'Mail.ReadWrite'];

const recipient = { emailAddress: { address: 'text', name: 'text' } } as const;

export const messageProperties = {
  id: 'text',
  bccRecipients: list(recipient),
  body: { content: 'text', contentType: ['text', 'html'] },
  bodyPreview: 'text',
  categories: texts,
  ccRecipients: list(recipient),
  changeKey: 'text',
  conversationId: 'text',
  createdDateTime: 'moment',
  flag: { flagStatus: ['notFlagged', 'complete', 'flagged'] },
  from: recipient,
  hasAttachments: 'flag',
  importance: ['low', 'normal', 'high'],
  inferenceClassification: ['focused', 'other'],
  internetMessageId: 'text',
  isDeliveryReceiptRequested: 'flag',
  isDraft: 'flag',
  isRead: 'flag',
  isReadReceiptRequested: 'flag',
  lastModifiedDateTime: 'moment',
  parentFolderId: 'text',
  receivedDateTime: 'moment',
  replyTo: list(recipient),
  sender: recipient,
  sentDateTime: 'moment',
  subject: 'text',
  toRecipients: list(recipient),
  webLink: 'text',
} as const;

/** Without Mail.Read a message has no body. */
const special = { body: { roles: bodyRoles }, bodyPreview: { roles: bodyRoles } };

/** Messages of a folder, with what changed since a link; those that are gone are `@removed`. */
export const folderMessages = defineGraphCollection({
  path: '/users/{user}/mailFolders/{folder}/messages',
  type: 'message',
  state: 'messages/{user}/{folder}',
  methods: ['list', 'get'],
  family: 'mail',
  parents: { user: 'users', folder: folderNamed },
  roles: { read: mailRoles },
  page: { size: 10, max: 1000 },
  special,
  delta: { reason: 'deleted' },
  properties: messageProperties,
});

/** Messages of the whole mailbox. `$value` gives one as MIME. */
export const messages = defineGraphCollection({
  path: '/users/{user}/messages',
  type: 'message',
  state: 'messages/{user}',
  methods: ['list', 'get'],
  family: 'mail',
  parents: { user: 'users' },
  roles: { read: mailRoles },
  page: { size: 10, max: 1000 },
  special,
  load: (context) => allMessages(context),
  operations: [
    {
      path: '/{message}/$value',
      method: 'GET',
      roles: bodyRoles,
      run: (context) => {
        const { content } = context.tenant;
        const mime = mimeOf(messageNamed(context), content.bytes, (moment) => httpDate(millis(moment)));
        return answer(200, mime, { 'content-type': 'text/plain' });
      },
    },
  ],
  properties: messageProperties,
});

function allMessages(context: GraphContext): Entity[] {
  return mailboxOf(context).flatMap(({ id }) =>
    context.state.list(`messages/${context.parameters['user']!}/${String(id)}`),
  );
}

/** The message of a path's `{message}`. */
export function messageNamed(context: GraphContext): Entity {
  const wanted = context.parameters['message']!;
  const user = context.parameters['user']!;
  for (const { id } of mailboxOf(context)) {
    const found = context.state.get(`messages/${user}/${String(id)}`, wanted);
    if (found) return found;
  }
  throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}
