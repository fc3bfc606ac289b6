import { appendRecords } from '../audit.ts';
import { isoTime } from '../clock.ts';
import type { Origin } from '../origin.ts';
import { companyOf } from '../life/company.ts';
import { stateOf } from '../state.ts';
import type { Entity } from '../store.ts';
import type { LogName, Tenant } from '../tenant.ts';
import type { World } from '../world.ts';
import { type Step, stepsOf } from './attack.ts';
import { attacks } from './index.ts';

/** What an attack will have done, and which alerts must come of it. */
export interface PlayedAttack {
  name: string;
  /** ISO 8601 by the simulator's clock. */
  from: string;
  to: string;
  records: number;
  /** Things that really changed in the tenant. */
  changes: number;
  expected: readonly string[];
  atMost: number;
  /** What wardline.yaml must say for these alerts, in its own words. */
  declare?: string;
}

/** What was done is in the attack's own records, in Microsoft's form. */
const unlogged: Origin = {
  actor: { kind: 'control', id: '', displayName: 'Attack' },
  requestId: 'attack',
  ip: '203.0.113.66',
  activity: { name: 'Attack', log: 'none', service: 'Simulator' },
};

export interface Playing {
  played: PlayedAttack;
  /** Milliseconds since 1970 of the last step. */
  end: number;
  /** Does what is due by the clock and gives the number of steps that are left. */
  happen(): number;
}

/** An attack on a tenant that begins now. Its steps happen when they are due and `happen` is called. */
export function beginAttack(world: World, tenant: Tenant, name: string): Playing {
  const attack = attacks.find((entry) => entry.name === name);
  if (!attack)
    throw new Error(`no attack is called ${name}; there are ${attacks.map((entry) => entry.name).join(', ')}`);
  const begin = world.clock.now();
  const steps = stepsOf(attack, tenant, begin);
  const end = steps.at(-1)!.at;
  const records = steps.filter((step) => 'record' in step).length;
  const declare = attack.declares?.(companyOf(tenant, begin));
  return {
    played: {
      name,
      from: isoTime(begin),
      to: isoTime(end),
      records,
      changes: steps.length - records,
      expected: attack.expected.alerts,
      atMost: attack.expected.atMost,
      ...(declare !== undefined && { declare }),
    },
    end,
    happen: happening(world, tenant, steps),
  };
}

/** Does the steps that are due by the clock, in order, and gives how many are left. */
function happening(world: World, tenant: Tenant, steps: readonly Step[]): () => number {
  let next = 0;
  return () => {
    const now = world.clock.now();
    const state = stateOf(tenant, world.clock, unlogged, 'current');
    let batch: { log: LogName; records: Entity[] } | undefined;
    const write = (): void => {
      if (batch) appendRecords(tenant, world.clock, batch.log, batch.records);
      batch = undefined;
    };
    for (; next < steps.length && steps[next]!.at <= now; next += 1) {
      const step = steps[next]!;
      if ('effect' in step) {
        write();
        const { collection, id, values } = step.effect;
        state.put(collection, id, { ...state.get(collection, id), ...values });
        continue;
      }
      if (batch?.log !== step.log) write();
      batch ??= { log: step.log, records: [] };
      batch.records.push(step.record);
    }
    write();
    return steps.length - next;
  };
}
