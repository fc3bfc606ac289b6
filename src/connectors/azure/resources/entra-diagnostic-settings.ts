import { isPlainObject, plainText } from '../../../core/shape.ts';
import { ConnectorError } from '../../http/errors.ts';
import { defineResource } from '../../resource.ts';
import { azureOf, listOf } from './reading.ts';

const path = '/providers/microsoft.aadiam/diagnosticSettings';
const version = '2017-04-01';

/** Azure gives rights by role assignment, not by permissions in the token: see `azureRoles`. */
export const entraDiagnosticSettings = defineResource({
  id: 'azure.entra-diagnostic-settings',
  sections: ['entraDiagnosticSettings'],
  api: 'azure',
  scopes: [],
  read: async (clients) => ({ entraDiagnosticSettings: await listOf(azureOf(clients), path, version) }),
  /** PUT replaces the whole setting, so its destination is sent along. */
  async write(clients, change) {
    const azure = azureOf(clients);
    const id = plainText(change.match?.['id']).toLowerCase();
    const present = (await listOf(azure, path, version)).find((one) => plainText(one['id']).toLowerCase() === id);
    const fields = Object.entries(change.values ?? {});
    const known = fields.every(([field]) => field.startsWith('properties.'));
    if (change.operation !== 'set' || !known || !isPlainObject(present?.['properties']))
      throw new ConnectorError(present ? 'bad-request' : 'not-found', { service: 'azure', call: `PUT ${path}` });
    const wanted = Object.fromEntries(fields.map(([field, value]) => [field.slice('properties.'.length), value]));
    const properties = { ...present['properties'], ...wanted };
    await azure.put(`${path}/${encodeURIComponent(plainText(present['name']))}`, version, { properties });
  },
});
