import { plainText } from '../../../../core/shape.ts';
import { downloadUrl } from '../../../content/download.ts';
import type { Entity } from '../../../store.ts';
import { notFound } from '../../errors.ts';
import { type GraphContext, answer, defineGraphCollection } from '../../resource.ts';
import { itemNamed } from './named-item.ts';

const read = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All'];

/** What a file was before, the newest first. */
export const itemVersions = defineGraphCollection({
  path: '/drives/{drive}/items/{item}/versions',
  type: 'driveItemVersion',
  state: 'driveItems/{drive}',
  methods: ['list', 'get'],
  family: 'files',
  sparse: true,
  roles: { read },
  load: (context) => versionsOf(itemNamed(context).item),
  operations: [{ path: '/{version}/content', method: 'GET', roles: read, run: content }],
  properties: {
    id: 'text',
    lastModifiedBy: { application: 'any', device: 'any', user: 'any' },
    lastModifiedDateTime: 'moment',
    size: 'number',
  },
});

/** The current content is the first of them. */
function versionsOf(item: Entity): Entity[] {
  const before = (item['versions'] as readonly Entity[] | undefined) ?? [];
  const { size, lastModifiedBy, lastModifiedDateTime, bytes } = item;
  return [{ id: `${before.length + 1}.0`, size, lastModifiedBy, lastModifiedDateTime, bytes }, ...before];
}

function content(context: GraphContext): unknown {
  const { drive, item } = itemNamed(context);
  const wanted = context.parameters['version'] ?? '';
  const found = versionsOf(item).find(({ id }) => id === wanted);
  if (!found) throw notFound('files', wanted);
  return answer(302, '', { location: downloadUrl(context, drive, item, plainText(found['bytes'])) });
}
