import { plainText } from '../../core/shape.ts';
import { appendRecords } from '../audit.ts';
import { controlActor } from '../origin.ts';
import { type State, stateOf } from '../state.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import type { Truth } from './draft.ts';

/** Where people work in a tests' hands: the tenant's state, its people, its log and what is known to be planted. */
export interface Workplace {
  world: World;
  tenant: Tenant;
  state: State;
  /** By address; throws for nobody. */
  userOf(address: string): Entity;
  /** Id of a person by address, if it is one of the tenant. */
  idOf(address: string): string | undefined;
  log(records: readonly Entity[]): void;
  plant(store: string, item: string, path: string, truth?: Truth): void;
}

export function workplaceOf(world: World, tenant: Tenant): Workplace {
  // What happens is written to the log by hand, in the fields of its kind.
  const activity = { name: 'Content', log: 'none', service: 'SharePoint' } as const;
  const origin = { actor: controlActor, requestId: 'control', ip: officeAddress, activity };
  const state = stateOf(tenant, world.clock, origin, 'current');
  const found = (address: string): Entity | undefined => {
    const wanted = address.toLowerCase();
    return state.list('users').find((user) => plainText(user['userPrincipalName']).toLowerCase() === wanted);
  };
  return {
    world,
    tenant,
    state,
    userOf(address) {
      const user = found(address);
      if (!user) throw new Error(`no user is called ${address}`);
      return user;
    },
    idOf: (address) => found(address)?.['id'] as string | undefined,
    log: (records) => appendRecords(tenant, world.clock, 'unifiedAudit', records),
    plant(store, item, path, truth = { class: 'NONE' }) {
      const { patients = 0, values = [], ...rest } = truth;
      tenant.content.plant({ store, item, path, patients, values, ...rest });
    },
  };
}

/** From where people of the tenant do what tests make them do. */
export const officeAddress = '192.0.2.10';
