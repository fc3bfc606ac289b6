import { list, readOnly } from '../../../properties.ts';
import { badRequest } from '../../errors.ts';
import { defineGraphCollection } from '../../resource.ts';

/** Names that a setting takes from its template. */
const templates: Record<string, string> = {
  '62375ab9-6b52-47ed-826b-58e47e0e304b': 'Group.Unified',
  '08d542b9-071f-4e16-94b0-74abb372e3d9': 'Group.Unified.Guest',
  '5cf42378-d67d-4f36-ba46-e8b86229381d': 'Password Rule Settings',
  '898f1161-d651-43d1-805c-3b0b388a9fc2': 'Custom Policy Settings',
  '4bc7f740-180e-4586-adb6-38b2e9024e6b': 'Application',
  '80661d51-be2f-4d46-9713-98a2fcaec5bc': 'Prohibited Names Settings',
  'aad3907d-1d1a-448b-b3ef-7bf7f63db63b': 'Prohibited Names Restricted Settings',
};

/** [M]: a template can be used once, and unknown ones are refused. */
export const groupSettings = defineGraphCollection({
  path: '/groupSettings',
  type: 'groupSetting',
  state: 'groupSettings',
  methods: ['list', 'get', 'create', 'update', 'delete'],
  roles: {
    read: ['GroupSettings.Read.All', 'GroupSettings.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
    write: ['GroupSettings.ReadWrite.All', 'Directory.ReadWrite.All'],
  },
  activity: { noun: 'group setting', category: 'DirectoryManagement', target: 'Other' },
  properties: {
    id: readOnly('text'),
    displayName: readOnly('text'),
    templateId: 'text',
    values: list({ name: 'text', value: 'text' }),
  },
  required: ['templateId', 'values'],
  defaults: (_, body) => ({ displayName: templates[String(body['templateId']).toLowerCase()] ?? null }),
  validate({ state }, { before, after }) {
    if (before) return;
    const template = String(after['templateId']).toLowerCase();
    if (!templates[template])
      throw badRequest('Invalid value specified for property templateId.', 'Request_BadRequest');
    if (state.list('groupSettings').some((entry) => String(entry['templateId']).toLowerCase() === template))
      throw badRequest(
        'A conflicting object with one or more of the specified property values is present in the directory.',
        'Request_BadRequest',
      );
  },
});
