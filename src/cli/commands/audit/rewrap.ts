import { rewrapEventKeys } from '../../../store/events/keys.ts';
import { openKeyring } from '../../../store/master-key.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, withStore } from '../../live.ts';

export const auditRewrapCommand = defineCommand({
  path: ['audit', 'rewrap'],
  summary: 'bring the keys of all audit logs under the newest master key',
  details: `Run it after a new master key was put before the old one, and before the old one is forgotten. Segments are not
written again: only the small files that hold their keys are. Killed in between, it is run again.`,
  arguments: [],
  options: [homeOption],
  formats: ['table', 'json'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const rewrapped = rewrapEventKeys(store.home, openKeyring(store.home, invocation.env));
      return Promise.resolve({
        data: { rewrapped },
        rows: [],
        columns: [],
        text: () =>
          rewrapped === 0
            ? 'All keys of audit logs are under the newest master key already.'
            : `${rewrapped} keys of audit logs are under the newest master key now.`,
      });
    }),
});
