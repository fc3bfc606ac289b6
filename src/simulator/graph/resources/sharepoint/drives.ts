import { isPlainObject } from '../../../../core/shape.ts';
import { list, readOnly } from '../../../properties.ts';
import { notFound } from '../../errors.ts';
import { defineGraphCollection, defineGraphSingleton } from '../../resource.ts';

/** Who has no OneDrive answers "not found". */
export const userDrive = defineGraphSingleton({
  path: '/users/{user}/drive',
  type: 'drive',
  state: 'oneDrives',
  methods: ['get'],
  family: 'files',
  parents: { user: 'users' },
  roles: { read: ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All'] },
  load({ state, parameters }) {
    const found = state.list('oneDrives').find(({ owner }) => {
      const person = isPlainObject(owner) ? owner['user'] : undefined;
      return isPlainObject(person) && person['id'] === parameters['user'];
    });
    if (!found) throw notFound('files', parameters['user']!);
    return [{ driveType: 'business', name: 'OneDrive', ...found }];
  },
  properties: {
    id: 'text',
    createdDateTime: 'moment',
    description: 'text',
    driveType: 'text',
    lastModifiedDateTime: 'moment',
    name: 'text',
    owner: 'any',
    quota: { deleted: 'number', remaining: 'number', state: 'text', total: 'number', used: 'number' },
    webUrl: 'text',
  },
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
