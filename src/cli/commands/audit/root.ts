import { WardlineError } from '../../../core/errors.ts';
import { fingerprintOf, keptRoots, statementOf } from '../../../store/events/roots.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption } from '../../live.ts';

export const auditRootCommand = defineCommand({
  path: ['audit', 'root'],
  summary: 'give the newest signed root of the audit log, to be kept outside',
  details: `A root speaks for every record sealed before it. Keep it where the administrator of this machine cannot
change it: an officer's mailbox, a locked store, paper. It holds no PHI.
  wardline audit root --out root-2026-11-22.json
  wardline audit verify --root root-2026-11-22.json`,
  arguments: [],
  options: [tenantOption, homeOption],
  formats: ['json', 'table'],
  run: (invocation) =>
    withPlace(invocation, async ({ tenant, place }) => {
      const newest = keptRoots(place.folder).at(-1);
      if (!newest)
        throw new WardlineError(
          'not-found',
          'There is no audit log of this tenant yet.',
          'Keep one with: wardline audit import FILE',
        );
      const statement = newest.root && statementOf(newest.root);
      if (!newest.root || !statement)
        throw new WardlineError('integrity', 'The newest root was altered.', 'See more with: wardline audit verify');
      const { publicKey } = newest.root;
      return Promise.resolve({
        data: newest.root,
        rows: [],
        columns: [],
        text: () =>
          `${tenant.name}: root of ${statement.day}, segment ${statement.sequence}, ${statement.records.toLocaleString('en-US')} records\n${statement.hash}`,
        messages: [
          `Signed with the key ${fingerprintOf(publicKey)}.`,
          'Keep it outside of this machine: only then does it prove anything against whoever holds the keys.',
        ],
      });
    }),
});
