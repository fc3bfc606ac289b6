import { changesOf } from '../../core/audit/changes.ts';
import { yesOf } from '../../core/audit/values.ts';
import { defineDetection } from '../../core/detection.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

/** What guests see, from themselves only to as much as members. Source: Microsoft Graph, authorizationPolicy. */
const guestRoles = [
  '2af84b1e-32c8-42b7-82bc-daa82404023b',
  '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  'a0b1b346-4d3e-4e8b-98f8-753987be4970',
];
/** From nobody to everybody. */
const inviters = ['none', 'adminsandguestinviters', 'adminsguestinvitersandallmembers', 'everyone'];

export const tenantSettingsLoosened = defineDetection({
  id: 'entra.tenant-settings-loosened',
  title: 'People or guests may do more in the directory than before',
  severity: 'medium',
  citations: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1484', 'T1528'],
  incident: 'protection-weakened',
  firstSteps: [
    'Ask the person who changed the setting whether it was planned',
    'Put the setting back from the last snapshot',
    'Look for consents, invitations and applications since',
  ],
  falsePositives: [
    'A planned change: declare the application that makes changes under approvedApps, and allow the person with a reason.',
  ],
  knownGaps: ['Custom consent policies are not weighed.'],
  operations: ['update authorization policy'],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const what = changesOf(event).flatMap(
      (change) => loosened(change.name.toLowerCase(), change.old, change.new) ?? [],
    );
    if (what.length === 0) return undefined;
    return {
      group: 'authorization-policy',
      why: `${what.join(', ')}: changed by ${event.actor.name}`,
      ...(what.some((words) => words.startsWith('people may consent')) && { severity: 'high' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});

function loosened(name: string, old: string, now: string): string | undefined {
  const property = name.slice(name.lastIndexOf('.') + 1);
  if (property.startsWith('permissiongrantpolic')) {
    const legacy = /managepermissiongrantsforself\.microsoft-user-default-legacy/i;
    return legacy.test(now) && !legacy.test(old) ? 'people may consent to every application' : undefined;
  }
  if (property === 'allowinvitesfrom') {
    const rank = (text: string) => inviters.indexOf(text.toLowerCase());
    return rank(old) >= 0 && rank(now) > rank(old) ? 'more people may invite guests' : undefined;
  }
  if (property === 'guestuserroleid') {
    const rank = (text: string) => guestRoles.indexOf(text.toLowerCase());
    return rank(now) > rank(old) && rank(old) >= 0 ? 'guests see more of the directory' : undefined;
  }
  const wider = yesOf(now) === true && yesOf(old) === false;
  if (property === 'allowedtocreateapps' && wider) return 'people may register applications';
  if (property === 'allowedtousesspr' && wider) return 'administrators may reset their own passwords';
  if (property === 'allowemailverifieduserstojoinorganization' && wider) return 'strangers may join by mail';
  return property === 'blockmsolpowershell' && yesOf(now) === false && yesOf(old) === true
    ? 'the old PowerShell is open again'
    : undefined;
}
