import { plainText } from '../../core/shape.ts';
import type { Entity } from '../store.ts';
import type { Tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import type { Planted } from './content.ts';
import { type FileHand, driveNamed, fileHand } from './file-hand.ts';
import { permissionsIn } from './items.ts';
import { type MessageHand, messageHand } from './message-hand.ts';
import { type Workplace, workplaceOf } from './workplace.ts';

/** A thing that was planted, with the shares that reach it now. */
export interface GroundTruth extends Planted {
  shares: readonly { id: string; kind: string; access: string; grantees: readonly string[]; inherited: boolean }[];
}

/** What tests do to a tenant's files, mail and chats. Each moves delta, versions and the unified log as the real thing does. */
export interface Hand extends FileHand, MessageHand {
  /** What a scan must find now. */
  groundTruth(): GroundTruth[];
}

export function handOf(world: World, tenant: Tenant): Hand {
  const place = workplaceOf(world, tenant);
  return { ...fileHand(place), ...messageHand(place), groundTruth: () => groundTruth(place) };
}

function groundTruth(place: Workplace): GroundTruth[] {
  const { state, tenant } = place;
  const drives = new Map<string, (item: Entity) => readonly Entity[]>();
  return tenant.content.planted.map((entry) => {
    const id = /^drive:(.*)$/.exec(entry.store)?.[1];
    const item = id === undefined ? undefined : state.get(`driveItems/${id}`, entry.item);
    if (id === undefined || !item) return { ...entry, shares: [] };
    const permissions = drives.get(id) ?? permissionsIn(state, driveNamed(place, id));
    drives.set(id, permissions);
    return { ...entry, shares: permissions(item).flatMap(shareOf) };
  });
}

/** What somebody gave; the rights of an owner and of a site's groups are not shares. */
function shareOf(permission: Entity): GroundTruth['shares'] {
  if (permission['made'] === undefined) return [];
  const { kind, access, to } = permission['made'] as { kind: string; access: string; to: readonly string[] };
  const inherited = permission['inheritedFrom'] !== undefined;
  return [{ id: plainText(permission['id']), kind, access, grantees: to, inherited }];
}
