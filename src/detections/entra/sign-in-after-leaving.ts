import { defineDetection } from '../../core/detection.ts';
import { whereOf } from './sign-ins.ts';

export const signInAfterLeaving = defineDetection({
  id: 'entra.sign-in-after-leaving',
  title: 'Somebody who left signed in',
  severity: 'critical',
  citations: ['164.308(a)(1)(ii)(D)', '164.308(a)(3)(ii)(C)', '164.312(d)'],
  attack: ['T1078.004'],
  incident: 'insider-access',
  firstSteps: [
    'Disable the account and revoke its sessions now',
    'List what the account opened, sent and changed since the day of leaving',
    'Find out why the account was left open, and close that gap for the next one',
  ],
  falsePositives: ['A day of leaving that was moved: correct it under watch.leavers'],
  knownGaps: ['Works only for people declared under watch.leavers; their last day itself is silent'],
  operations: ['userloggedin'],
  signal(event, context) {
    if (event.outcome !== 'success') return undefined;
    const { key, name, id } = event.actor;
    const day = context.leavingDay(key) ?? (id === undefined ? undefined : context.leavingDay(id));
    if (day === undefined || event.at.slice(0, 10) <= day) return undefined;
    return { group: key, why: `${name} left on ${day} and signed in from ${whereOf(event)}` };
  },
  rule: { kind: 'each', mergeMinutes: 1440 },
});
