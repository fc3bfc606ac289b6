import { daysAfter } from '../../../core/clock.ts';
import type { AuditEvent } from '../../../core/audit-event.ts';
import type { Detection } from '../../../core/detection.ts';
import { WardlineError } from '../../../core/errors.ts';
import { type PastAlert, type TunedAlert, Tuning, settingIn } from '../../../engine/tune.ts';
import { alertHistory, listAlerts } from '../../../store/alerts.ts';
import { alertDecisions } from '../../../store/log-reviews.ts';
import { type TenantScope, withTenant } from '../../../store/scope.ts';
import { findDetection } from '../../alerts/chosen-detections.ts';
import { sorted } from '../../alerts/in-order.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { loggedEvents } from '../../audit/logged-events.ts';
import { momentIn, withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

/** Days before `--from` that are read too: what a detection compares with has to be known. */
const pastDays = 30;

export const detectionsTuneCommand = defineCommand<TunedAlert>({
  path: ['detections', 'tune'],
  summary: 'what another threshold would have done over the kept log, beside what people decided',
  details: `Reads the sealed log and changes nothing. Alerts that disappear are shown with what people said of them: a
threshold that hides one which was followed up hides too much.
  wardline detections tune sharepoint.mass-download --set files=200
  wardline detections tune entra.password-spray --set users=6 --from 2026-10-01 --to 2026-10-31
Keep a value under watch.thresholds in wardline.yaml, with the reason.`,
  arguments: [{ name: 'id', summary: 'detection id, as `wardline detections list` names it' }],
  options: [
    { flags: '--set <settings>', summary: 'name=value; several separated by semicolons' },
    { flags: '--from <time>', summary: 'alerts that go on after this day or time (UTC)' },
    { flags: '--to <time>', summary: 'events up to the end of this day, or before this time (UTC)' },
    organizationOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, cwd, tell } = invocation;
      const detection = findDetection(invocation.arguments[0]!);
      const given = options['set'];
      if (typeof given !== 'string')
        throw new WardlineError(
          'usage',
          'Say what to try with --set name=value.',
          `${detection.id} has: ${Object.entries(detection.parameters)
            .map(([name, parameter]) => `${name} (${String(parameter.default)})`)
            .join(', ')}.`,
        );
      const changed = Object.fromEntries(
        given
          .split(';')
          .filter((part) => part.trim() !== '')
          .map((part) => settingIn(detection, part)),
      );
      const { organization } = loadOrganization(options['organization'], cwd);
      const [from, to] = [momentIn('--from', options['from']), momentIn('--to', options['to'], true)];
      const tuning = new Tuning(detection, organization, changed);
      let read = 0;
      const wanted = async function* (): AsyncGenerator<AuditEvent> {
        const start = from === undefined ? undefined : daysAfter(from, -pastDays);
        for await (const event of loggedEvents(place, { from: start, to })) {
          tuning.learn(event);
          read += 1;
          if (read % 200_000 === 0) tell(`${read.toLocaleString('en-US')} records`);
          if (concerns(detection, event)) yield event;
        }
      };
      // Sorted as a whole, on disk where it is large: own domains are known before the first event is judged.
      for await (const event of sorted(wanted(), () => {})) tuning.take(event);
      const past = await withTenant(store, tenant.id, (scope) => pastAlerts(scope, detection.id));
      const tuned = tuning.result(from, past);
      const count = (what: TunedAlert['what']) => tuned.alerts.filter((alert) => alert.what === what);
      const hidden = count('disappears').filter(({ past: known }) => known?.decision === 'follow-up').length;
      return {
        data: { detection: detection.id, set: changed, read, ...tuned },
        rows: tuned.alerts,
        columns: [
          { title: 'What', value: (row) => row.what },
          { title: 'First', value: (row) => row.firstAt.slice(0, 16).replace('T', ' ') },
          { title: 'Group', value: (row) => row.group },
          { title: 'Before', value: (row) => row.before },
          { title: 'After', value: (row) => row.after },
          {
            title: 'Decided',
            value: (row) => [row.past?.decision ?? row.past?.state, row.past?.reason].filter(Boolean).join(': '),
          },
        ],
        messages: [
          `${tuned.before} alerts as it is, ${tuned.after} as tried: ${count('disappears').length} disappear, ${count('appears').length} appear.`,
          ...(hidden > 0
            ? [`${hidden} of those that disappear were followed up: this threshold hides what mattered.`]
            : []),
          ...(read === 0 ? ['The log holds nothing of this time.'] : []),
        ],
      };
    }),
});

function concerns({ operations }: Detection, { op }: AuditEvent): boolean {
  return operations === 'all' || operations.includes(op);
}

/** What was kept of a detection, with the words of whoever closed it and what a review said. */
async function pastAlerts(scope: TenantScope, detection: string): Promise<PastAlert[]> {
  const kept = (await listAlerts(scope, { limit: 10_000 })).filter((alert) => alert.detection === detection);
  const decided = await alertDecisions(
    scope,
    kept.map(({ id }) => id),
  );
  const found: PastAlert[] = [];
  for (const { id, groupName, firstAt, lastAt, state } of kept) {
    const history = state === 'open' ? [] : await alertHistory(scope, id);
    const reason = history.findLast(({ kind }) => kind === 'closed' || kind === 'acknowledged')?.reason;
    const decision = decided.get(id)?.decision;
    found.push({
      ...{ group: groupName, firstAt, lastAt, state },
      ...(reason !== undefined && { reason }),
      ...(decision !== undefined && { decision }),
    });
  }
  return found;
}
