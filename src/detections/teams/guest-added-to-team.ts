import { defineDetection } from '../../core/detection.ts';
import { textOf } from '../../core/audit/values.ts';
import { outsider } from '../sharepoint/people.ts';
import { soundsMedical } from '../sharepoint/places.ts';
import { membersOf } from './members.ts';

export const guestAddedToTeam = defineDetection({
  id: 'teams.guest-added-to-team',
  title: 'An outside person was added to a team with PHI',
  severity: 'high',
  citations: ['164.308(a)(4)(ii)(B)', '164.312(a)(1)', '164.308(b)(1)'],
  attack: ['T1098', 'T1213'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Remove the guest from the team',
    'Ask who added the guest and for what work',
    'List what the guest has opened, and check that an agreement covers the guest',
  ],
  falsePositives: ['Staff of a business associate: declare its domain as a partner once its agreement is signed.'],
  knownGaps: [
    'A team counts as holding PHI when it is declared below, or where nothing is declared, when its name speaks of patients',
  ],
  parameters: {
    teams: { default: [], tighten: 'superset', title: 'Names or ids of the teams that hold PHI' },
  },
  operations: ['memberadded', 'memberrolechanged'],
  signal(event, context) {
    if (event.actor.kind === 'system' || event.outcome === 'failure') return undefined;
    const team = textOf(event.raw['TeamName']) ?? '';
    const names = [team, textOf(event.raw['TeamGuid']), textOf(event.raw['AADGroupId'])].map((name) =>
      name?.toLowerCase(),
    );
    const declared = context.parameters.teams.map((name) => name.toLowerCase());
    const phi = declared.length > 0 ? names.some((name) => name && declared.includes(name)) : soundsMedical(team);
    if (!phi) return undefined;
    const found = membersOf(event)
      .map(({ name, guest }) => outsider(name, guest, context))
      .find((person) => person !== undefined);
    if (!found) return undefined;
    return {
      group: event.actor.key,
      why: `${event.actor.name} added ${found.name} to the team ${team || 'without a name'}`,
      ...(found.domain && { domain: found.domain }),
      ...(found.consumer && { severity: 'critical' }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
