import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WardlineError } from '../../../core/errors.ts';
import { lockName } from '../../../store/events/log-place.ts';
import { readRoot } from '../../../store/events/roots.ts';
import { type Problem, type Verification, verifyLog } from '../../../store/events/verify-log.ts';
import { withTenantLock } from '../../../store/tenant-lock.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

export const auditVerifyCommand = defineCommand<Problem>({
  path: ['audit', 'verify'],
  summary: 'read every byte of the kept audit log and say what is not as it was sealed',
  details: `Finds a flipped bit, a removed or replaced record, a missing or moved segment and a chain that was written
anew, and says where. Who holds the keys of the data folder could write the whole log anew and sign it:
only a root that was kept outside shows that. Without one the result says that the log is unanchored.
  wardline audit verify --root root-2026-11-22.json

Exit codes: 0 as it was sealed, 8 not.`,
  arguments: [],
  options: [
    { flags: '--root <file>', summary: 'a root that was kept outside, from: wardline audit root' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const root = invocation.options['root'];
      const outside = typeof root === 'string' ? readRoot(textOf(resolve(invocation.cwd, root), root)) : undefined;
      // A segment that is being sealed meanwhile would look like one that somebody put there.
      const found = await withTenantLock(store, tenant.id, lockName, () => verifyLog(place, outside));
      return {
        data: { tenant: tenant.id, ...found },
        rows: found.problems,
        columns: [
          { title: 'Segment', value: (row) => row.segment ?? '' },
          { title: 'What', value: (row) => row.what },
        ],
        ...(found.problems.length === 0 && {
          text: () =>
            `${tenant.name}: ${number(found.records)} records in ${number(found.segments)} segments are as they were sealed.`,
        }),
        messages: messagesOf(found),
        exit: found.problems.length > 0 ? 8 : 0,
      };
    }),
});

function messagesOf({ segments, anchored, unsealed, unfinished, signedBy, problems }: Verification): string[] {
  return [
    anchored === 0
      ? 'Unanchored: no root from outside speaks for this log, so who holds its keys could have written all of it anew.'
      : anchored < segments
        ? `Anchored up to segment ${anchored}; segments ${anchored + 1} to ${segments} are unanchored.`
        : `Anchored: the outside root speaks for all ${segments} segments.`,
    ...(unsealed > 0 ? [`${number(unsealed)} records are confirmed and not sealed yet.`] : []),
    ...(unfinished
      ? ['A run was killed before it indexed or signed the newest segment; the next import does it.']
      : []),
    `Roots are signed with the key ${signedBy}.`,
    ...(problems.length > 0 ? ['Keep the data folder as it is, and find out who wrote into it.'] : []),
  ];
}

function textOf(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new WardlineError('bad-input', `${shown} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
