import { shareKinds } from '../../../core/content.ts';
import type { PlannedChange } from '../../../core/plan.ts';
import { staleness } from '../../../engine/links.ts';
import { openKeyring } from '../../../store/master-key.ts';
import { loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { linksPlan } from '../../inventory/links-plan.ts';
import { daysOf, daysOption, notKnown, withLinks } from '../../inventory/links-result.ts';
import { homeOption, tenantOption, whatIfOption } from '../../live.ts';
import { plain, textTable } from '../../output.ts';
import { keepPlan } from '../../plans.ts';

interface Row {
  change: PlannedChange;
  owner: string;
  /** Store and path: they stand in the table and never in the plan. */
  where: string;
}

export const linksPlanCommand = defineCommand<Row>({
  path: ['links', 'plan'],
  summary: 'plan the end of stale links: what each opens, who notices, and whether it can be undone',
  details: `Writes nothing to the tenant. The plan is kept like any other, and names no file and nobody; the table does.
  wardline links plan --days 90
  wardline apply --plan-id ID            after approval; wardline undo RUN takes it back as far as that goes
  wardline links plan --phi              only where PHI lies behind the link
  wardline links plan --unknown          also links of which nobody can tell when they were used
  wardline links plan --kind anonymous --any-use
Applying needs the registration contain with one permission, Files.ReadWrite.All, which is Microsoft's narrowest for it:
  wardline connect --registration contain --client-id ID`,
  arguments: [],
  options: [
    daysOption,
    { flags: '--phi', summary: 'only those with PHI behind them' },
    { flags: '--unknown', summary: 'also those whose last use is unknown' },
    { flags: '--any-use', summary: 'however lately they were used: best with --phi, --kind or --store' },
    { flags: '--kind <kind>', summary: 'only this kind', choices: shareKinds },
    { flags: '--store <id>', summary: 'only of this store (wardline inventory shows ids with -o csv)' },
    organizationOption,
    tenantOption,
    whatIfOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) => {
    const days = daysOf(invocation);
    const { options, env, cwd } = invocation;
    return withLinks(invocation, async (found) => {
      const chosen = found.links.filter((link) => {
        const state = staleness(link, days, found.at);
        return (
          ((options['anyUse'] === true && !link.expired) ||
            state === 'stale' ||
            (state === 'unknown' && options['unknown'] === true)) &&
          (!options['phi'] || link.behind.phi > 0) &&
          (options['kind'] === undefined || link.kind === options['kind']) &&
          (options['store'] === undefined || link.store === options['store'])
        );
      });
      const { store, entry: tenant, at } = found;
      const { organization } = loadOrganization(options['organization'], cwd);
      const keyring = openKeyring(store.home, env);
      const plan = linksPlan({ store, keyring, tenant }, found, chosen, { organization, at });
      const kept = plan.changes.length > 0 && !options['whatIf'];
      if (kept) await keepPlan(store, tenant, plan);
      const rows = plan.changes.map((change): Row => {
        const { storeName, path, owner } = chosen.find(
          (link) => link.id === change.match?.['share'] && link.item === change.match['item'],
        )!;
        return { change, owner: owner ?? 'not known', where: `${storeName}/${path}` };
      });
      return {
        data: plan,
        rows,
        columns: [
          { title: 'Change', value: ({ change }) => change.id },
          { title: 'Severity', value: ({ change }) => change.severity },
          { title: 'What', value: ({ change }) => change.summary },
          { title: 'Owner', value: (row) => plain(row.owner) },
          { title: 'Undo', value: ({ change: { undo } }) => (undo === 'restore' ? 'given back' : undo.cannot) },
          { title: 'Item', value: (row) => plain(row.where) },
        ],
        text: (terminal) =>
          textTable(
            ['Change', 'Severity', 'Undo', 'What', 'Item'],
            rows.map((row) => [
              ...[row.change.id, row.change.severity, undoWord(row.change)],
              ...[row.change.summary, plain(row.where)],
            ]),
            terminal,
          ),
        messages: [
          ...notKnown(found),
          `Plan ${plan.id}: ${plan.changes.length} changes, ${plan.refused.length} refused. Nothing was written to the tenant.`,
          ...plan.refused.map(({ title, why }) => `Refused: ${title}. ${why}`),
          ...[...new Set(plan.changes.flatMap(({ undo }) => (undo === 'restore' ? [] : undo.cannot)))].map(
            (says) => `Undo: ${says}`,
          ),
          ...(kept ? [`Next: wardline apply --plan-id ${plan.id}`] : []),
        ],
      };
    });
  },
});

/** The long words stand below the table. */
function undoWord({ undo, match }: PlannedChange): string {
  if (undo === 'restore') return 'given back';
  return /^(?:anonymous|organization|specific) /.test(String(match?.['like'])) && /--even-partly/.test(undo.cannot)
    ? 'new address'
    : 'never';
}
