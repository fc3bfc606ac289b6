import type { AuditEvent } from '../../core/audit-event.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { textOf, yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { added, objectIn, textsAt, valueAt } from './directory-record.ts';
import { isPlannedChange } from './initiator.ts';

type Fields = Readonly<Record<string, unknown>>;

export const namedLocationLoosened = defineDetection({
  id: 'entra.named-location-loosened',
  title: 'More of the Internet counts as a trusted place',
  severity: 'medium',
  citations: ['164.312(d)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1556.009'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the person who changed the place whose addresses these are',
    'Take addresses out that are not the organization’s own',
    'Look for sign-ins from these addresses since',
  ],
  falsePositives: ['A new office or a new line: declare its addresses under watch.networks and they stay silent.'],
  knownGaps: ['Places by country that a policy leaves out are not weighed: what they mean depends on the policy.'],
  operations: ['add named location', 'update named location'],
  signal(event, context) {
    if (event.outcome === 'failure' || isPlannedChange(event, context)) return undefined;
    const place = placeOf(event);
    if (!place || !trusts(place.new)) return undefined;
    const before = trusts(place.old) ? rangesOf(place.old) : [];
    const fresh = added(before, rangesOf(place.new));
    const unknown = fresh.filter((range) => context.inNamedNetwork(range.split('/')[0]) !== true);
    if (unknown.length === 0) return undefined;
    const wide = unknown.some(isWide);
    return {
      group: place.name.toLowerCase(),
      why: `The trusted place ${place.name} got ${unknown.length} new address ${unknown.length === 1 ? 'range' : 'ranges'}${wide ? ', one of them very wide' : ''}, by ${event.actor.name}`,
      ...(wide && { severity: 'high' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function placeOf(event: AuditEvent): { name: string; old: Fields | undefined; new: Fields | undefined } | undefined {
  for (const change of changesOf(event)) {
    const after = objectIn(change.new);
    if (!after) continue;
    const name = textOf(valueAt(after, 'displayName')) ?? targetsOf(event)[0]?.name ?? 'without a name';
    return { name, old: objectIn(change.old), new: after };
  }
  return undefined;
}

function trusts(place: Fields | undefined): boolean {
  const categories = textsAt(place, 'categories').map((category) => category.toLowerCase());
  return yesOf(valueAt(place, 'isTrusted')) === true || categories.includes('trusted');
}

function rangesOf(place: Fields | undefined): string[] {
  return ['ipRanges', 'cidrIpRanges'].flatMap((name) => textsAt(place, name));
}

/** Half a million addresses or more; no clinic has as many. */
function isWide(range: string): boolean {
  const bits = Number(range.split('/')[1] ?? 128);
  return bits < (range.includes(':') ? 32 : 14);
}
