import { plainText } from '../../../../core/shape.ts';
import { findItem, presentIn } from '../../../content/items.ts';
import { downloadUrl } from '../../../content/download.ts';
import type { Entity } from '../../../store.ts';
import { GraphError } from '../../errors.ts';
import { queryOptions } from '../../options.ts';
import { contextUrl } from '../../page.ts';
import {
  type GraphContext,
  type GraphOperation,
  type GraphResource,
  answer,
  defineGraphCollection,
} from '../../resource.ts';
import { shown } from '../../shown.ts';
import { driveDelta } from './drive-delta.ts';
import { analytics, extractLabels } from './item-facts.ts';
import { sharingOperations } from './item-sharing.ts';
import { type Named, driveNamed, itemNamed } from './named-item.ts';
import { pageOf } from './pages.ts';

const read = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All'];

const person = { user: 'any', application: 'any', device: 'any' } as const;
const reference = {
  driveId: 'text',
  driveType: 'text',
  id: 'text',
  name: 'text',
  path: 'text',
  siteId: 'text',
} as const;

/** Files and folders. A facet that an item has not is not there. */
export const driveItems: GraphResource = defineGraphCollection({
  path: '/drives/{drive}/items',
  type: 'driveItem',
  state: 'driveItems/{drive}',
  methods: ['get'],
  family: 'files',
  sparse: true,
  roles: { read },
  page: { size: 200, max: 1000 },
  load: (context) => {
    const drive = driveNamed(context);
    const found = findItem(context.state, drive, context.parameters['id'] ?? '');
    return found ? [aliased(context, presentIn(context.state, drive)(found))] : [];
  },
  keys: ['alias'],
  properties: {
    id: 'text',
    cTag: 'text',
    createdBy: person,
    createdDateTime: 'moment',
    deleted: { state: 'text' },
    eTag: 'text',
    file: {
      hashes: { crc32Hash: 'text', quickXorHash: 'text', sha1Hash: 'text', sha256Hash: 'text' },
      mimeType: 'text',
      processingMetadata: 'flag',
    },
    fileSystemInfo: { createdDateTime: 'moment', lastAccessedDateTime: 'moment', lastModifiedDateTime: 'moment' },
    folder: { childCount: 'number', view: 'any' },
    image: { height: 'number', width: 'number' },
    lastModifiedBy: person,
    lastModifiedDateTime: 'moment',
    malware: { description: 'text' },
    name: 'text',
    parentReference: reference,
    photo: { cameraMake: 'text', cameraModel: 'text', takenDateTime: 'moment' },
    root: 'any',
    shared: { owner: person, scope: 'text', sharedBy: person, sharedDateTime: 'moment' },
    size: 'number',
    webUrl: 'text',
  },
  operations: [
    { path: '/{item}/children', method: 'GET', roles: read, run: (context) => children(context, itemNamed(context)) },
    { path: '/{item}/content', method: 'GET', roles: read, run: (context) => content(context, itemNamed(context)) },
    {
      path: '/{item}/extractSensitivityLabels',
      method: 'POST',
      roles: read,
      run: (context) => extractLabels(context, itemNamed(context).item),
    },
    ...sharingOperations,
    ...(['allTime', 'lastSevenDays'] as const).map((span): GraphOperation => ({
      path: `/{item}/analytics/${span}`,
      method: 'GET',
      roles: read,
      run: (context) => analytics(context, itemNamed(context).item, span),
    })),
  ],
});

/** What is asked at a drive's root and by path: `/drives/{drive}/root:/Referrals/a.docx:/content`. */
export const itemsAtRoot: readonly GraphOperation[] = [
  { path: '/{drive}/root', method: 'GET', roles: read, run: (context) => one(context, itemNamed(context)) },
  ...['/delta', '/delta(token={token})'].map((delta): GraphOperation => ({
    path: `/{drive}/root${delta}`,
    method: 'GET',
    roles: read,
    run: (context) => driveDelta(context, driveItems, driveNamed(context)),
  })),
  {
    path: '/{drive}/root/children',
    method: 'GET',
    roles: read,
    run: (context) => children(context, itemNamed(context)),
  },
  { path: '/{drive}/root:{path}', method: 'GET', roles: read, run: (context) => one(context, itemNamed(context)) },
  {
    path: '/{drive}/root:{path}/children',
    method: 'GET',
    roles: read,
    run: (context) => children(context, itemNamed(context)),
  },
  {
    path: '/{drive}/root:{path}/content',
    method: 'GET',
    roles: read,
    run: (context) => content(context, itemNamed(context)),
  },
];

function one(context: GraphContext, { drive, item }: Named): Entity {
  const options = queryOptions(context, driveItems);
  const found = presentIn(context.state, drive)(item);
  return {
    '@odata.context': contextUrl(context, driveItems, true),
    ...shown(context, driveItems, found, options),
  };
}

function children(context: GraphContext, { drive, item }: Named): Entity {
  const inside = context.state
    .list(`driveItems/${plainText(drive['id'])}`)
    .filter((entry) => (entry['parentReference'] as Entity)['id'] === item['id']);
  return pageOf(context, driveItems, inside.map(presentIn(context.state, drive)));
}

/** `/items/root` names the root too. */
function aliased(context: GraphContext, item: Entity): Entity {
  return { ...item, ...(context.parameters['id']?.toLowerCase() === 'root' && { alias: 'root' }) };
}

/** 302 to an address that needs no token. What Defender holds back is not given: assumption malware-refused. */
function content(context: GraphContext, { drive, item }: Named): unknown {
  if (item['file'] === undefined) throw new GraphError(400, 'invalidRequest', 'You cannot get content for a folder.');
  if (item['malware'] !== undefined)
    throw new GraphError(403, 'malwareDetected', 'Malware was detected in the requested file.');
  return answer(302, '', { location: downloadUrl(context, drive, item) });
}
