import { leastYears } from '../../../core/audit-keeping.ts';
import { now } from '../../../core/clock.ts';
import { listHolds } from '../../../store/events/holds.ts';
import { type OldSegment, type RetentionRule, oldSegments, retireSegments } from '../../../store/events/retire.ts';
import { withTenant } from '../../../store/scope.ts';
import { organizationOption } from '../../assessment.ts';
import { keepingSettings } from '../../audit/archive-place.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { approve, homeOption, tenantOption, whatIfOption, yesOption } from '../../live.ts';
import { operator } from '../../operator.ts';

type Row = OldSegment & { result: 'would be retired' | 'retired' | 'held' };

export const auditRetireCommand = defineCommand<Row>({
  path: ['audit', 'retire'],
  summary: 'remove the records of segments that are older than the retention and that no hold covers',
  details: `The retention is audit.retentionYears in wardline.yaml: six years, or more. It runs from the later of a segment's
last event and its sealing. Records and their rows of the index go for good; the header of each segment stays, so
that the chain, the roots and earlier exports can still be verified, and verify says who retired it and when.
Copies in the archive stay until their lock ends and a rule of the store removes them.
  wardline audit retire --what-if`,
  arguments: [],
  options: [whatIfOption, yesOption, organizationOption, tenantOption, homeOption],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { organization } = keepingSettings(invocation);
      const { retentionYears: years = leastYears, notCovered } = organization.audit ?? {};
      const rule: RetentionRule = { years, ...(notCovered !== undefined && { notCovered }) };
      const at = now();
      const isWhatIf = invocation.options['whatIf'] === true;
      const holds = await withTenant(store, tenant.id, (scope) => listHolds(scope));
      const old = oldSegments(place, rule, holds, at);
      const going = old.filter(({ heldBy }) => heldBy.length === 0);
      if (going.length > 0 && !isWhatIf)
        await approve(invocation, tenant, `This removes the records of ${going.length} segments for good`);
      const done = isWhatIf
        ? { retired: [], held: old.filter(({ heldBy }) => heldBy.length > 0) }
        : await retireSegments(store, place, { rule, now: at, by: operator() });
      const gone = new Set(done.retired.map(({ sequence }) => sequence));
      const held = new Map(done.held.map((entry) => [entry.segment, entry]));
      const rows = old.map((entry): Row => ({
        ...(held.get(entry.segment) ?? entry),
        result: held.has(entry.segment) ? 'held' : gone.has(entry.segment) ? 'retired' : 'would be retired',
      }));
      return {
        data: { tenant: tenant.id, years, whatIf: isWhatIf, segments: rows },
        rows,
        columns: [
          { title: 'Segment', value: (row) => row.segment },
          { title: 'Records', value: (row) => row.records },
          { title: 'First event', value: (row) => row.firstAt.slice(0, 10) },
          { title: 'Last event', value: (row) => row.lastAt.slice(0, 10) },
          { title: 'Kept until', value: (row) => row.keptUntil.slice(0, 10) },
          { title: 'Result', value: (row) => row.result },
          { title: 'Held by', value: (row) => row.heldBy.join(', ') },
        ],
        ...(rows.length === 0 && { text: () => `${tenant.name}: no segment is older than ${years} years.` }),
        messages: [
          ...(isWhatIf && going.length > 0 ? ['Nothing was removed.'] : []),
          ...(gone.size > 0 ? ['Check the chain with: wardline audit verify'] : []),
        ],
      };
    }),
});
