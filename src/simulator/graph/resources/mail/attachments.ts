import { plainText } from '../../../../core/shape.ts';
import type { Entity } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import { type GraphContext, answer, defineGraphCollection } from '../../resource.ts';
import { bodyRoles, messageNamed } from './messages.ts';

function filesOf(context: GraphContext): readonly Entity[] {
  return (messageNamed(context)['files'] as readonly Entity[] | undefined) ?? [];
}

/** Attachments of a message; contentBytes is their content in Base64. */
export const attachments = defineGraphCollection({
  path: '/users/{user}/messages/{message}/attachments',
  type: 'attachment',
  state: 'messages/{user}',
  methods: ['list', 'get'],
  family: 'mail',
  parents: { user: 'users' },
  roles: { read: bodyRoles },
  page: { size: 10, max: 1000 },
  load: (context) =>
    filesOf(context).map((file) => ({
      ...file,
      contentBytes: context.tenant.content.bytes(plainText(file['bytes'])).toString('base64'),
    })),
  operations: [
    {
      path: '/{attachment}/$value',
      method: 'GET',
      roles: bodyRoles,
      run: (context) => {
        const found = filesOf(context).find(({ id }) => id === context.parameters['attachment']);
        if (!found) throw new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
        return answer(200, context.tenant.content.bytes(plainText(found['bytes'])), {
          'content-type': plainText(found['contentType']),
        });
      },
    },
  ],
  properties: {
    id: 'text',
    contentType: 'text',
    isInline: 'flag',
    lastModifiedDateTime: 'moment',
    name: 'text',
    size: 'number',
  },
  subtypes: { fileAttachment: { contentBytes: 'bytes', contentId: 'text', contentLocation: 'text' } },
});
