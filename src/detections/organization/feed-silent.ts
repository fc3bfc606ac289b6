import { defineDetection } from '../../core/detection.ts';

export const feedSilent = defineDetection({
  id: 'organization.feed-silent',
  title: 'The audit log, or a part of it, fell silent',
  severity: 'medium',
  citations: ['164.312(b)', '164.308(a)(1)(ii)(D)'],
  attack: ['T1562.008'],
  incident: 'feed-lost',
  firstSteps: [
    'See whether the audit log is on, and whether the collector still may read it',
    'Fetch what was missed: Microsoft keeps it for at least 180 days',
    'If somebody switched it off, treat it as tampering',
  ],
  falsePositives: [
    'A service that nobody uses for days: take it off the list of services',
    'Files put together from single days',
  ],
  knownGaps: [
    'A feed that lost a part of its records',
    "Files without the records of Microsoft's own machinery, such as the export of one person, are not judged",
  ],
  parameters: {
    hours: { default: 120, tighten: 'lower', title: 'Hours without a record' },
    services: {
      default: [],
      tighten: 'superset',
      title: 'Services whose own silence is told: entra, exchange, sharepoint, onedrive, teams, purview, defender',
    },
  },
  operations: 'all',
  signal(event, context) {
    if (event.source !== 'unified') return undefined;
    const isWatched = context.parameters.services.includes(event.workload);
    // People rest, and an export may hold one person only. Microsoft works in every tenant day and night.
    if (!isWatched && event.actor.kind !== 'system') return undefined;
    const group = isWatched ? event.workload : 'audit log';
    return { group, actor: 'audit log', why: `No record of ${isWatched ? group : 'the whole tenant'} came for days` };
  },
  rule: ({ hours }) => ({ kind: 'silence', hours }),
  summary: ({ group, minutes }) =>
    `No record of ${group === 'audit log' ? 'the whole tenant' : group} came for ${Math.floor(minutes / 60)} hours`,
});
