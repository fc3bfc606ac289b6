import type { Drift } from '../../../engine/drift.ts';
import { organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { driftOf } from '../../drift.ts';
import { chosenTenant, homeOption, tenantOption, withStore } from '../../live.ts';
import { collectTenant } from '../collect.ts';

export const driftCommand = defineCommand<Drift>({
  path: ['drift'],
  summary:
    'list the settings that are no longer as they were approved, or changed since the last run, and who changed them',
  details: `Compares the latest snapshot with what runs of apply wrote and people adopted, and with the settings after the last run.
Lists of people, devices and content are left out: what is wrong in them is a finding of assess.
Bring a setting back with: wardline drift revert ID. Keep it with: wardline drift adopt ID --reason "TEXT".
Exit codes: 0 done, 2 something drifted (with --detailed-exitcode), 6 some approved settings could not be compared.`,
  arguments: [],
  options: [
    tenantOption,
    { flags: '--collect', summary: 'read the tenant first' },
    { flags: '--detailed-exitcode', summary: 'exit with 2 when something drifted' },
    organizationOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options } = invocation;
      const tenant = await chosenTenant(store, options['tenant']);
      if (options['collect']) await collectTenant(invocation, store, tenant);
      const found = await driftOf(invocation, store, tenant);
      const { drift, snapshot, before, unknown, approved, silent } = found;
      const compared = { takenAt: snapshot.takenAt, ...(before && { before: before.takenAt }) };
      return {
        data: { tenant: tenant.id, ...compared, approvedSettings: approved, notCompared: unknown, silent, drift },
        rows: drift,
        columns: [
          { title: 'Id', value: (row) => row.id },
          { title: 'Kind', value: (row) => row.kind },
          { title: 'Expected', value: (row) => short(row.expected) },
          { title: 'Present', value: (row) => short(row.present) },
          { title: 'What, and who', value: (row) => `${row.setting}. ${whoWords(row)}` },
        ],
        exit: options['detailedExitcode'] && drift.length > 0 ? 2 : unknown.length > 0 ? 6 : 0,
        messages: [
          `Settings read ${snapshot.takenAt} against ${approved} approved settings${before ? ` and the reading of ${before.takenAt}` : '; there is no earlier reading'}. ${drift.length} drifted.`,
          ...(unknown.length > 0 ? [`Not known, because it could not be read: ${unknown.join(', ')}.`] : []),
          ...silent,
          ...(options['collect'] ? [] : ['To read the tenant first: wardline drift --collect']),
        ],
      };
    }),
});

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= 40 ? text : `${text.slice(0, 38)} …`;
}

function whoWords({ who, since }: Drift): string {
  if (!who) return `Some time after ${since}. Who: not known here.`;
  return `${who.by}${who.byApp ? ' (an application)' : ''}, ${who.at}: ${who.activity}.`;
}
