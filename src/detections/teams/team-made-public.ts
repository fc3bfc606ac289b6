import type { AuditEvent } from '../../core/audit-event.ts';
import { defineDetection } from '../../core/detection.ts';
import { changesOf } from '../../core/audit/changes.ts';
import { parametersOf } from '../../core/audit/parameters.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { textOf } from '../../core/audit/values.ts';
import { soundsMedical } from '../sharepoint/places.ts';

export const teamMadePublic = defineDetection({
  id: 'teams.team-made-public',
  title: 'A private team or group was made public',
  severity: 'medium',
  citations: ['164.308(a)(4)(ii)(B)', '164.308(a)(3)(i)', '164.312(a)(1)'],
  attack: ['T1098', 'T1213'],
  incident: 'insider-access',
  firstSteps: [
    'Make the team private again',
    'Ask the owner who changed it and why',
    'List who joined or opened its files since',
  ],
  falsePositives: ['A team for everybody, such as a staff council: allow the owner for that day.'],
  knownGaps: ['A team that was public from its start is the matter of a control, not of a detection.'],
  operations: ['teamsettingchanged', 'update group', 'set-unifiedgroup', 'updategroup'],
  signal(event) {
    if (event.actor.kind === 'system' || event.outcome === 'failure' || !becamePublic(event)) return undefined;
    const team = textOf(event.raw['TeamName']) ?? targetsOf(event).find(({ name }) => name)?.name;
    return {
      // The directory and Teams both record one change.
      group: event.actor.key,
      why: `${event.actor.name} made ${team ? `the team ${team}` : 'a team or group'} public`,
      ...(soundsMedical(team ?? '') && { severity: 'critical' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function becamePublic(event: AuditEvent): boolean {
  const isPublic = (text: string | undefined) => /^public$/i.test(text?.trim() ?? '');
  if (event.op === 'set-unifiedgroup') return isPublic(parametersOf(event).get('accesstype'));
  const setting = textOf(event.raw['Name']) ?? '';
  if (/access type|privacy|visibility/i.test(setting))
    return isPublic(textOf(event.raw['NewValue'])) && !isPublic(textOf(event.raw['OldValue']));
  return changesOf(event).some(
    ({ name, old, new: value }) =>
      /^(?:visibility|accesstype|isprivate|ispublic)$/i.test(name) && isPublic(value) && old !== '' && !isPublic(old),
  );
}
