import { changeOf } from '../../core/audit/changes.ts';
import { targetsOf } from '../../core/audit/targets.ts';
import { defineDetection } from '../../core/detection.ts';
import type { AuditEvent } from '../../core/audit-event.ts';
import { detailOf } from './directory-record.ts';

export const manyDevicesRegistered = defineDetection({
  id: 'entra.many-devices-registered',
  title: 'One account registered many devices',
  severity: 'medium',
  citations: ['164.310(d)(1)', '164.312(d)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1098.005'],
  incident: 'account-takeover',
  firstSteps: [
    'Ask the owner of the account which devices are theirs',
    'Delete the devices that are not, and revoke the account’s sessions',
    'Look at sign-ins from these devices since',
  ],
  falsePositives: ['A technician who sets up many devices: declare the account under watch.serviceAccounts.'],
  knownGaps: ['A single strange device is not seen here: the sign-in detections weigh who came from it.'],
  parameters: {
    devices: { default: 5, tighten: 'lower', title: 'Different devices within the time' },
    hours: { default: 24, tighten: 'higher', title: 'Time in hours' },
  },
  operations: ['add registered owner to device', 'register device'],
  signal(event, context) {
    if (event.outcome === 'failure') return undefined;
    const owner = ownerOf(event);
    const device = deviceOf(event);
    if (
      owner === undefined ||
      device === undefined ||
      context.isServiceAccount(owner) ||
      context.isServiceAccount(event)
    )
      return undefined;
    return {
      group: owner.toLowerCase(),
      actor: owner,
      distinct: device.toLowerCase(),
      why: `${owner} registered devices`,
    };
  },
  rule: ({ devices, hours }) => ({ kind: 'distinct', atLeast: devices, withinMinutes: hours * 60 }),
  summary: ({ actor, distinct, minutes }) =>
    `${actor} registered ${distinct} devices within ${Math.max(1, Math.ceil(minutes / 60))} hours`,
});

/** The person whom the device belongs to: the registration service writes the record in its own name or in theirs. */
function ownerOf(event: AuditEvent): string | undefined {
  const user = targetsOf(event).find(({ kind }) => kind === 'user');
  const said = user?.name ?? user?.id ?? detailOf(event, 'User') ?? changeOf(event, 'User.UserPrincipalName')?.new;
  return said || (event.actor.kind === 'user' ? event.actor.name : undefined);
}

function deviceOf(event: AuditEvent): string | undefined {
  const target = targetsOf(event).find(({ kind }) => kind === 'device');
  return (
    changeOf(event, 'Device.ObjectID')?.new || detailOf(event, 'Device Id') || target?.id || target?.name || undefined
  );
}
