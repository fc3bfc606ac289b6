import { isDay, millis, momentOf } from '../../../core/clock.ts';
import type { Alert } from '../../../core/detection.ts';
import { WardlineError } from '../../../core/errors.ts';
import { isAtLeast, severities, type Severity } from '../../../core/severity.ts';
import { checkWatch, chosenDetections } from '../../alerts/chosen-detections.ts';
import { type ReplayCounts, replay } from '../../alerts/replay.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';

export const alertsReplayCommand = defineCommand<Alert>({
  path: ['alerts', 'replay'],
  summary: 'say which alerts an audit log gives, with no tenant and no database',
  details: `Reads exports of the audit log and runs every detection over them, by the time of the events.
  wardline alerts replay audit.csv
  wardline alerts replay sign-ins.json audit.ndjson.gz export.zip -o jsonl > alerts.jsonl
  cat audit.ndjson | wardline alerts replay - --only exchange,entra.password-spray

Files may be CSV (Search-UnifiedAuditLog, the Purview portal), JSON, NDJSON, gz or zip, of the
Management API, Microsoft Graph (audit records, sign-ins, directory audits, risk detections) or
Entra diagnostic settings, in any order, and may overlap: a record that comes twice counts once.
Own domains, partners, PHI sites, leavers, service accounts, thresholds and what is allowed come
from wardline.yaml; without it the own domains are learnt from the log.

Exit codes: 0 done, 3 alerts of the severity of --fail-on or above, 64 wrong usage, 65 a file
cannot be used.`,
  arguments: [{ name: 'file...', summary: 'exports of the audit log, or - for standard input' }],
  options: [
    organizationOption,
    { flags: '--only <ids>', summary: 'only these detections: ids or services, separated by commas' },
    { flags: '--since <time>', summary: 'only alerts that go on after this (2026-11-20 or 2026-11-20T08:00:00Z)' },
    {
      flags: '--fail-on <severity>',
      summary: 'exit with 3 when an alert is of this severity or above',
      choices: severities,
    },
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  piped: 'jsonl',
  async run({ arguments: given, options, cwd, tell }) {
    const files = (given as readonly (string | readonly string[])[]).flat();
    const since = sinceOf(options['since']);
    const { organization } = loadOrganization(options['organization'], cwd);
    checkWatch(organization);
    const { alerts, counts } = await replay({
      files,
      input: process.stdin,
      cwd,
      detections: chosenDetections(options['only']),
      organization,
      ...(since !== undefined && { since }),
      progress: (records) => {
        tell(`${records.toLocaleString('en-US')} records`);
      },
    });
    const floor = options['failOn'] as Severity | undefined;
    return {
      data: { alerts, counts },
      rows: alerts,
      columns: [
        { title: 'First', value: (alert) => alert.firstAt.slice(0, 16).replace('T', ' ') },
        { title: 'Severity', value: (alert) => alert.severity },
        { title: 'Detection', value: (alert) => alert.detection },
        { title: 'Actor', value: (alert) => alert.actor },
        { title: 'Records', value: (alert) => alert.count },
        { title: 'Why', value: (alert) => alert.why },
      ],
      messages: summary(alerts, counts),
      exit: floor && alerts.some(({ severity }) => isAtLeast(severity, floor)) ? 3 : 0,
    };
  },
});

function sinceOf(given: unknown): number | undefined {
  if (typeof given !== 'string') return undefined;
  const time = isDay(given) || /^\d{4}-\d{2}-\d{2}T/.test(given) ? millis(given) : NaN;
  if (Number.isNaN(time)) throw new WardlineError('usage', '--since takes a time such as 2026-11-20T08:00:00Z.');
  return time;
}

const words: Readonly<Record<string, string>> = {
  'not-json': 'are no JSON',
  'too-large': 'are larger than 8 MB',
  'not-a-record': 'are no audit records',
  'no-time': 'have no time',
  'no-operation': 'have no operation',
  'empty-audit-data': 'have an empty AuditData',
  broken: 'are broken',
};

/** Lines for the person: what was read, what was set aside and why. Nothing of a record's content. */
function summary(alerts: readonly Alert[], counts: ReplayCounts): string[] {
  const number = (count: number) => count.toLocaleString('en-US');
  const span =
    counts.from === undefined || counts.to === undefined
      ? ''
      : ` from ${momentOf(counts.from)} to ${momentOf(counts.to)}`;
  const unknown = Object.entries(counts.unknownTypes).sort((a, b) => b[1] - a[1]);
  const lines = [
    `${number(alerts.length)} ${alerts.length === 1 ? 'alert' : 'alerts'} in ${number(counts.events)} events${span}`,
    ...(counts.repeated > 0 ? [`${number(counts.repeated)} records were there twice and count once`] : []),
    ...Object.entries(counts.faults).map(
      ([fault, count]) => `${number(count)} records were set aside: they ${words[fault]}`,
    ),
    ...(unknown.length > 0
      ? [
          `${number(unknown.reduce((sum, [, count]) => sum + count, 0))} records are of a type without a name: ${unknown
            .slice(0, 10)
            .map(([type, count]) => `${type} (${number(count)})`)
            .join(', ')}`,
        ]
      : []),
    ...(counts.groupsDropped > 0
      ? [`${number(counts.groupsDropped)} accounts or places were forgotten for want of room`]
      : []),
    ...Object.entries(counts.detectionFaults).map(([id, count]) => `${id} could not judge ${number(count)} records`),
  ];
  return lines;
}
