import { createHash } from 'node:crypto';
import { type Section, type SectionName, type Snapshot, sectionNames, sections } from '../../src/core/snapshot.ts';
import { diceFrom, takenAt } from './dice.ts';
import { peopleOf, peopleSections } from './people.ts';
import { policySections } from './policies.ts';

export type RawTenant = Partial<Record<SectionName, unknown>>;

/**
 * The settings of an invented tenant as Microsoft's APIs would give them; the same seed gives the same tenant. They
 * are parsed from JSON as real ones are, so that no text is still in the pieces that it was made of.
 */
export function rawTenant(seed: number, users: number): RawTenant {
  const dice = diceFrom(seed);
  const people = peopleOf(dice, users);
  return JSON.parse(JSON.stringify({ ...peopleSections(dice, people), ...policySections(dice, people) }));
}

/** The raw settings through the decoders that every source goes through. */
export function snapshotOf(raw: RawTenant, seed: number): Snapshot {
  const all = Object.fromEntries(sectionNames.map((name) => [name, section(name, raw)]));
  return {
    tenant: {
      id: `tenant-${seed}`,
      name: `Generated tenant ${seed}`,
      domain: 'larkmeadow.example.com',
      cloud: 'commercial',
    },
    takenAt,
    // As the readers do: of the bytes that they saw.
    digest: createHash('sha256').update(JSON.stringify(raw)).digest('hex'),
    source: { kind: 'wardline', tool: 'generated' },
    sections: all as unknown as Snapshot['sections'],
    declared: {},
    unrecognized: {},
  };
}

function section(name: SectionName, raw: RawTenant): Section<unknown> {
  const { call } = sections[name];
  if (!(name in raw)) return { status: 'unavailable', reason: 'not-collected', detail: 'Not generated.', call };
  return { status: 'read', data: sections[name].decode(raw[name]), readAt: takenAt, from: name, call };
}
