import type { Change } from '../../../core/change.ts';
import { WardlineError } from '../../../core/errors.ts';
import { defineResource } from '../../resource.ts';
import { changeScope, readScope } from './scopes.ts';
import { type Value, propertyName, propertyValue } from './values.ts';

/** CSOM's properties for the values of a change. A value without a form ends the write before anything is sent. */
export function propertiesOf(change: Change): Record<string, Value> {
  const properties: Record<string, Value> = {};
  for (const [field, value] of Object.entries(change.values ?? {})) {
    const sent = propertyValue(field, value);
    if (sent === undefined)
      throw new WardlineError(
        'not-permitted',
        `SharePoint takes no such value for ${propertyName(field)}.`,
        'Make this change by hand in the SharePoint admin center.',
      );
    properties[propertyName(field)] = sent;
  }
  return properties;
}

export const sharepointTenant = defineResource({
  id: 'sharepoint.tenant',
  sections: ['sharepointTenant'],
  api: 'sharepoint',
  scopes: [readScope, changeScope],
  read: async ({ sharepoint }) => ({ sharepointTenant: await sharepoint.get('SPO.Tenant') }),
  async write({ sharepoint }, change) {
    if (change.operation !== 'set') throw new WardlineError('not-permitted', 'The SharePoint tenant can only be set.');
    await sharepoint.setTenant(propertiesOf(change));
  },
});
