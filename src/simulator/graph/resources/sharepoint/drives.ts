import { isPlainObject } from '../../../../core/shape.ts';
import { driveOf, drivesOf, ownerOf } from '../../../content/drives.ts';
import { list, readOnly } from '../../../properties.ts';
import { notFound } from '../../errors.ts';
import { type GraphResource, defineGraphCollection, defineGraphSingleton } from '../../resource.ts';
import { itemsAtRoot } from './items.ts';

export const fileRoles = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All'];

export const driveProperties = {
  id: 'text',
  createdDateTime: 'moment',
  description: 'text',
  driveType: 'text',
  lastModifiedDateTime: 'moment',
  name: 'text',
  owner: 'any',
  quota: { deleted: 'number', remaining: 'number', state: 'text', total: 'number', used: 'number' },
  webUrl: 'text',
} as const;

/** Any drive by its id, with what hangs on its root. */
export const drives: GraphResource = defineGraphCollection({
  path: '/drives',
  type: 'drive',
  state: 'drives',
  methods: ['get'],
  family: 'files',
  roles: { read: fileRoles },
  load: ({ state, parameters }) => {
    const found = driveOf(state, parameters['id'] ?? '');
    return found ? [found] : [];
  },
  properties: driveProperties,
  operations: itemsAtRoot,
});

/** Who has no OneDrive answers "not found". */
export const userDrive = defineGraphSingleton({
  path: '/users/{user}/drive',
  type: 'drive',
  state: 'oneDrives',
  methods: ['get'],
  family: 'files',
  parents: { user: 'users' },
  roles: { read: fileRoles },
  load({ state, parameters }) {
    const found = state.list('oneDrives').find((drive) => ownerOf(drive)?.['id'] === parameters['user']);
    if (!found) throw notFound('files', parameters['user']!);
    return [{ driveType: 'business', name: 'OneDrive', ...found }];
  },
  properties: driveProperties,
});

/** The same in a list. */
export const userDrives = defineGraphCollection({
  path: '/users/{user}/drives',
  type: 'drive',
  state: 'oneDrives',
  methods: ['list'],
  family: 'files',
  parents: { user: 'users' },
  roles: { read: fileRoles },
  load: ({ state, parameters }) =>
    drivesOf(state).filter((drive) => isPlainObject(drive['owner']) && ownerOf(drive)?.['id'] === parameters['user']),
  properties: driveProperties,
});

/** What Microsoft 365 Backup protects. */
export const protectionPolicies = defineGraphCollection({
  path: '/solutions/backupRestore/protectionPolicies',
  type: 'protectionPolicyBase',
  state: 'backupPolicies',
  methods: ['list', 'get'],
  family: 'policy',
  roles: { read: ['BackupRestore-Configuration.Read.All', 'BackupRestore-Configuration.ReadWrite.All'] },
  properties: {
    id: readOnly('text'),
    createdDateTime: 'moment',
    displayName: 'text',
    isEnabled: 'flag',
    lastModifiedDateTime: 'moment',
    retentionSettings: list({ interval: 'text', period: 'duration' }),
    status: ['inactive', 'activeWithErrors', 'updating', 'active'],
  },
});
