import { closeSync, mkdirSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { recordOpening } from '../../../store/events/openings.ts';
import { provenRecords } from '../../../store/events/read-records.ts';
import { keptRoots, textOfRoot } from '../../../store/events/roots.ts';
import { stampedRoots } from '../../../store/events/anchors.ts';
import { withTenant } from '../../../store/scope.ts';
import { momentIn, withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

export const auditExportCommand = defineCommand({
  path: ['audit', 'export'],
  summary: 'write the records of a period with the proof that they were in the sealed log',
  details: `Writes records.ndjson, proofs.ndjson, chain.ndjson and root.json into a new folder, and where there are any the notices
of retired segments and the newest root with a time-stamp (openssl ts -verify). Anyone verifies it with
Node.js and docs/verify-audit-export.mjs, best against a root that they had from elsewhere:
  node verify-audit-export.mjs FOLDER [ROOT]

The proof says that each record was sealed as it is. It does not say that no record of the period was left
out. Records are PHI, here in clear text: that they were exported, by whom and for which period is recorded.`,
  arguments: [],
  options: [
    { flags: '--from <time>', summary: 'not before this day or time (UTC)' },
    { flags: '--to <time>', summary: 'up to the end of this day, or before this time (UTC)' },
    { flags: '--folder <folder>', summary: 'a new or empty folder' },
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const { options, cwd } = invocation;
      const [from, to] = [momentIn('--from', options['from']), momentIn('--to', options['to'], true)];
      const folder = options['folder'];
      if (from === undefined || to === undefined || typeof folder !== 'string')
        throw new WardlineError('usage', 'audit export needs --from, --to and --folder.');
      const root = keptRoots(place.folder).at(-1)?.root;
      if (!root)
        throw new WardlineError(
          'not-found',
          'There is no audit log of this tenant yet.',
          'Keep one with: wardline audit import FILE',
        );
      const target = newFolder(resolve(cwd, folder), folder);
      const opening = { at: now(), by: userInfo().username, action: 'export' as const };
      // Before a record leaves, with a count that is not known yet; and once more with it.
      const asked = { from, to };
      await withTenant(store, tenant.id, (scope) => recordOpening(scope, { ...opening, asked, records: 0 }));
      const [records, proofs, chain] = ['records', 'proofs', 'chain'].map((name) =>
        openSync(join(target, `${name}.ndjson`), 'wx', 0o600),
      ) as [number, number, number];
      let count = 0;
      const retired: string[] = [];
      try {
        for await (const part of provenRecords(place, { from, to })) {
          if ('header' in part) writeSync(chain, `${part.header}\n`);
          else if ('retired' in part) retired.push(part.retired);
          else {
            writeSync(records, part.records.map(({ line }) => `${line}\n`).join(''));
            writeSync(proofs, part.records.map(({ proof }) => `${JSON.stringify(proof)}\n`).join(''));
            count += part.records.length;
          }
        }
      } finally {
        for (const file of [records, proofs, chain]) closeSync(file);
      }
      const fresh = { mode: 0o600, flag: 'wx' };
      writeFileSync(join(target, 'root.json'), textOfRoot(root), fresh);
      if (retired.length > 0)
        writeFileSync(join(target, 'retired.ndjson'), retired.map((notice) => `${notice}\n`).join(''), fresh);
      const stamped = stampedRoots(place.folder).at(-1)?.stamped;
      if (stamped) {
        writeFileSync(join(target, 'stamped-root.json'), textOfRoot(stamped.root), fresh);
        // The time-stamp is of this text, letter for letter.
        writeFileSync(join(target, 'stamped-statement.txt'), stamped.root.statement, fresh);
        writeFileSync(join(target, 'stamped-root.tsr'), stamped.token, fresh);
      }
      await withTenant(store, tenant.id, (scope) => recordOpening(scope, { ...opening, asked, records: count }));
      return {
        data: { tenant: tenant.id, from, to, records: count, retiredSegments: retired.length, folder: target },
        rows: [],
        columns: [],
        text: () => `${tenant.name}: ${count.toLocaleString('en-US')} records and their proofs are in ${folder}.`,
        messages: [
          'The records are PHI in clear text. That they were exported is recorded.',
          'The proof is of what is there, not that nothing of the period was left out.',
          ...(retired.length > 0
            ? [
                `${retired.length} segments of the period were retired, so their records are not in it: retired.ndjson says when and by whom.`,
              ]
            : []),
        ],
      };
    }),
});

function newFolder(path: string, shown: string): string {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (readdirSync(path).length === 0) return path;
  } catch (error) {
    throw new WardlineError('cannot-write', `${shown} cannot be made (${(error as NodeJS.ErrnoException).code}).`);
  }
  throw new WardlineError('usage', `${shown} is not empty.`, 'Give a new folder.');
}
