import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { WardlineError } from '../../../core/errors.ts';
import { type AnchorTry, listAnchors } from '../../../store/events/anchors.ts';
import { listRetirements } from '../../../store/events/retirement.ts';
import { lockName } from '../../../store/events/log-place.ts';
import { readRoot } from '../../../store/events/roots.ts';
import { type Problem, type Verification, verifyLog } from '../../../store/events/verify-log.ts';
import { withTenant } from '../../../store/scope.ts';
import { withTenantLock } from '../../../store/tenant-lock.ts';
import { withPlace } from '../../audit/with-place.ts';
import { organizationOption } from '../../assessment.ts';
import { keepingSettings } from '../../audit/archive-place.ts';
import { archivedRoots, stampedOutside } from '../../audit/outside-roots.ts';
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
    { flags: '--archive', summary: 'ask the archive for its locked roots' },
    organizationOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const root = invocation.options['root'];
      const outside = [
        ...(typeof root === 'string'
          ? [{ by: 'the outside root', root: readRoot(textOf(resolve(invocation.cwd, root), root)) }]
          : []),
        ...(invocation.options['archive'] === true ? await archivedRoots(invocation, { store, tenant, place }) : []),
      ];
      const stamped = await stampedOutside(place.folder, keepingSettings(invocation));
      const decided = await withTenant(store, tenant.id, (scope) => listRetirements(scope));
      // A segment that is being sealed meanwhile would look like one that somebody put there.
      const verified = await withTenantLock(store, tenant.id, lockName, () =>
        verifyLog(place, { outside: [...outside, ...stamped.roots], decided }),
      );
      const found = { ...verified, problems: [...verified.problems, ...stamped.problems] };
      const mail = (await withTenant(store, tenant.id, (scope) => listAnchors(scope, 'mail'))).find(
        ({ result }) => result === 'done',
      );
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
        messages: [...messagesOf(found), ...stamped.unchecked, ...mailWords(mail)],
        exit: found.problems.length > 0 ? 8 : 0,
      };
    }),
});

function messagesOf(found: Verification): string[] {
  const { segments, anchored, anchors, retired, unsealed, unfinished, signedBy, problems } = found;
  const by = anchors[0]?.by ?? '';
  return [
    anchored === 0
      ? 'Unanchored: no root from outside speaks for this log, so who holds its keys could have written all of it anew.'
      : anchored < segments
        ? `Anchored up to segment ${anchored} by ${by}; segments ${anchored + 1} to ${segments} are unanchored.`
        : `Anchored: ${by} speaks for all ${segments} segments.`,
    // The longest three: a root for each day of six years is no news.
    ...anchors.slice(1, 4).map(({ by: other, sequence }) => `Up to segment ${sequence} also: ${other}.`),
    ...retiredWords(retired),
    ...(unsealed > 0 ? [`${number(unsealed)} records are confirmed and not sealed yet.`] : []),
    ...(unfinished
      ? ['A run was killed before it indexed or signed the newest segment; the next import does it.']
      : []),
    `Roots are signed with the key ${signedBy}.`,
    ...(problems.length > 0 ? ['Keep the data folder as it is, and find out who wrote into it.'] : []),
  ];
}

/** Retirements of one day by one person in one line. */
function retiredWords(retired: Verification['retired']): string[] {
  const groups = new Map<string, number[]>();
  for (const { segment, on, by } of retired) {
    const words = `retired on ${on.slice(0, 10)} by ${by}`;
    groups.set(words, [...(groups.get(words) ?? []), segment]);
  }
  return [...groups].map(([words, segments]) =>
    segments.length === 1
      ? `Segment ${segments[0]} was ${words}: its header is left and its records are gone.`
      : `${number(segments.length)} segments from ${segments[0]} to ${segments.at(-1)} were ${words}: their headers are left and their records are gone.`,
  );
}

/** A mail proves nothing here: whoever verifies must fetch it. */
function mailWords(mail: AnchorTry | undefined): string[] {
  return mail
    ? [
        `The root up to segment ${mail.sequence} was mailed on ${mail.at.slice(0, 10)}: take it from the mailbox and give it with --root.`,
      ]
    : [];
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
