import { defineDetection } from '../../core/detection.ts';
import { isMicrosoftFrontEnd } from '../../core/audit/front-end.ts';
import { textOf } from '../../core/audit/values.ts';
import { holdsPhi, siteName } from './places.ts';

export const anonymousLinkUsed = defineDetection({
  id: 'sharepoint.anonymous-link-used',
  title: 'An Anyone link is being opened from many places',
  severity: 'medium',
  citations: ['164.312(a)(1)', '164.312(d)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1213.002', 'T1530'],
  incident: 'phi-shared-outside',
  firstSteps: [
    'Remove the link',
    'Find what the item holds and who made the link',
    'List the addresses that opened it, and start the breach assessment if it held PHI',
  ],
  falsePositives: [
    'A brochure or form that is meant for everybody: keep it on a site without PHI and allow that site',
    'One reader on a phone changes address often: raise the number of addresses',
  ],
  knownGaps: [
    'Nobody is named behind an Anyone link: people are counted by address, so a household counts once',
    'Mail scanners open links that they check, each from an own address',
  ],
  parameters: {
    addresses: { default: 5, tighten: 'lower', title: 'Different addresses within a day that make an alert' },
  },
  operations: ['anonymouslinkused'],
  signal(event, context) {
    if (event.ip === undefined || isMicrosoftFrontEnd(event) || context.inNamedNetwork(event.ip) === true)
      return undefined;
    // The item's id tells links apart without its name. Own people who follow the link are signed in.
    if (event.actor.kind === 'user' && context.isOwn(event.actor.key)) return undefined;
    const ids = [event.raw['ListItemUniqueId'], event.raw['UniqueSharingId']].map(textOf);
    const item = ids.find((id) => /^[0-9a-f-]{36}$/i.test(id ?? '')) ?? '';
    const phi = holdsPhi(event, context);
    return {
      group: `${siteName(event)} ${item}`.trim(),
      distinct: event.ip,
      why: `An Anyone link to an item on ${siteName(event)} was opened from ${event.ip}`,
      ...(phi && { severity: 'critical' }),
    };
  },
  rule: ({ addresses }) => ({ kind: 'distinct', atLeast: addresses, withinMinutes: 1440, mergeMinutes: 4320 }),
  summary: ({ distinct, last }) => `${last}, and from ${distinct} different addresses in all`,
});
