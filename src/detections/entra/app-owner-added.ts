import { changeOf } from '../../core/audit/changes.ts';
import { defineDetection } from '../../core/detection.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { accountOf } from './directory-record.ts';
import { isMicrosoftService, isPlannedChange } from './initiator.ts';

export const appOwnerAdded = defineDetection({
  id: 'entra.app-owner-added',
  title: 'Somebody else became an owner of an application',
  severity: 'low',
  citations: ['164.308(a)(4)(ii)(C)', '164.312(a)(1)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.001'],
  incident: 'app-consent',
  firstSteps: [
    'Ask the person who added the owner whether it was ordered',
    'Remove the owner if nobody stands for it',
    'Look for new secrets of the application since: an owner can make them',
  ],
  falsePositives: ['A colleague takes over an application: the order says so.'],
  knownGaps: [
    'Who adds the own account is silent: the first owner of every new application is written in the same way.',
    'What the application may do is not in the record.',
  ],
  operations: ['add owner to application', 'add owner to service principal'],
  signal(event, context) {
    if (event.outcome === 'failure' || isMicrosoftService(event) || isPlannedChange(event, context)) return undefined;
    const owner = accountOf(event);
    const key = owner.toLowerCase();
    if (key === event.actor.key || key === event.actor.id || key === 'unknown') return undefined;
    const application = targetsOf(event).find(({ kind }) => kind === 'application' || kind === 'service')?.name;
    const app =
      changeOf(event, 'Application.DisplayName')?.new ||
      changeOf(event, 'ServicePrincipal.DisplayName')?.new ||
      application ||
      'an application';
    const stranger = context.isOutside(owner);
    return {
      group: app.toLowerCase(),
      why: `${owner} became an owner of ${app}, by ${event.actor.name}`,
      ...(stranger && { severity: 'high' as const }),
    };
  },
  rule: { kind: 'each', mergeMinutes: 60 },
});
