import { now } from '../../../core/clock.ts';
import { WardlineError } from '../../../core/errors.ts';
import { type AnchorReport, anchorKinds, anchorRoot } from '../../audit/anchoring.ts';
import { keepingSettings } from '../../audit/archive-place.ts';
import { organizationOption } from '../../assessment.ts';
import { withPlace } from '../../audit/with-place.ts';
import { defineCommand } from '../../command.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';

const kinds = { mail: 'mail', archive: 'archive', timeStamp: 'time-stamp' } as const;

export const auditAnchorCommand = defineCommand<AnchorReport>({
  path: ['audit', 'anchor'],
  summary:
    'give the newest root of the audit log to somebody outside: a mailbox, the archive, a time-stamping authority',
  details: `Who holds the keys of this machine could write the whole log anew and sign it. Only a root that lies elsewhere
shows that. wardline.yaml says where, under audit.anchors and archive; audit pull and tail do it once a day by
themselves, and try again what failed.
  wardline audit anchor
  wardline audit anchor --time-stamp`,
  arguments: [],
  options: [
    { flags: '--mail', summary: "to the officer's mailbox" },
    { flags: '--archive', summary: 'to the archive, with the segments' },
    { flags: '--time-stamp', summary: 'to the time-stamping authority (RFC 3161)' },
    whatIfOption,
    organizationOption,
    tenantOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withPlace(invocation, async ({ store, tenant, place }) => {
      const settings = keepingSettings(invocation);
      const there = anchorKinds(settings);
      const asked = Object.entries(kinds)
        .filter(([option]) => invocation.options[option] === true)
        .map(([, kind]) => kind);
      const missing = asked.find((kind) => !there.includes(kind));
      if (there.length === 0 || missing !== undefined)
        throw new WardlineError(
          'not-found',
          missing === undefined ? 'No anchor is configured.' : `No anchor of the kind ${missing} is configured.`,
          'Write audit.anchors or archive in wardline.yaml; docs/audit-log.md has an example of each.',
        );
      const wanted = asked.length > 0 ? asked : there;
      if (invocation.options['whatIf'])
        return {
          data: { tenant: tenant.id, kinds: wanted },
          rows: [],
          columns: [],
          text: () => `Would anchor the newest root of ${tenant.name} by: ${wanted.join(', ')}.`,
        };
      const context = { ...settings, store, tenant, place, env: invocation.env };
      const rows = await anchorRoot(context, wanted, { now: now(), daily: false });
      return {
        data: rows,
        rows,
        columns: [
          { title: 'Anchor', value: (row) => row.kind },
          { title: 'Result', value: (row) => row.result },
          { title: 'Up to segment', value: (row) => row.sequence },
          { title: 'What', value: (row) => row.detail },
        ],
        ...(rows.length === 0 && { text: () => `${tenant.name}: there is no root yet.` }),
        exit: rows.some(({ result }) => result === 'failed') ? 6 : 0,
      };
    }),
});
