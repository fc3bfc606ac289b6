import type { Entity } from '../../../store.ts';
import type { GraphOperation, Navigation, Roles } from '../../resource.ts';

/** [M]: how Intune refuses a tenant that did not buy it. */
export const intune = {
  family: 'devices',
  license: {
    needs: 'intune',
    status: 403,
    code: 'Forbidden',
    message: 'Request not applicable to target tenant: the tenant is not licensed for this feature.',
  },
} as const;

const both = (name: string) => ({
  read: [`${name}.Read.All`, `${name}.ReadWrite.All`],
  write: [`${name}.ReadWrite.All`],
});
export const configuration = both('DeviceManagementConfiguration');
export const apps = both('DeviceManagementApps');
export const devices = both('DeviceManagementManagedDevices');

/** A list that the state holds inside its object and Graph gives with `$expand`. */
export function inside(name: string): Navigation {
  return { load: (entity) => (Array.isArray(entity[name]) ? (entity[name] as Entity[]) : []) };
}

export const assignments = inside('assignments');

/** `/{policy}/assign`: replaces the whole list. */
export function assignTo(collection: string, roles: Roles): GraphOperation {
  return {
    path: '/{policy}/assign',
    method: 'POST',
    roles,
    parameters: { assignments: 'any' },
    run({ state, parameters }, body) {
      const policy = parameters['policy']!;
      const given = Array.isArray(body['assignments']) ? (body['assignments'] as Entity[]) : [];
      const kept = given.map((one, index) => ({ id: `${policy}_${index}`, ...one }));
      state.patch(collection, policy, { assignments: kept, isAssigned: kept.length > 0 });
      return { value: kept };
    },
  };
}
