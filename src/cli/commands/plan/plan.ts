import { controls } from '../../../controls/index.ts';
import { WardlineError } from '../../../core/errors.ts';
import type { Plan, PlannedChange } from '../../../core/plan.ts';
import { makePlan } from '../../../engine/plan.ts';
import { withRehearsal } from '../../../engine/rehearse.ts';
import { earlyEnforcements } from '../../../engine/early-enforcement.ts';
import { markdownTable, markdownText } from '../../../reports/markdown.ts';
import { type RehearsalPart, rehearsalCell, rehearsalNotes, rehearsalParts } from '../../../reports/rehearsal-lines.ts';
import type { Store } from '../../../store/open.ts';
import type { Tenant } from '../../../store/tenants.ts';
import { assessOptions, baselineOf, loadOrganization } from '../../assessment.ts';
import { type Column, type Invocation, type Terminal, defineCommand } from '../../command.ts';
import { chosenTenant, homeOption, latestSnapshot, signInOf, tenantOption, withStore } from '../../live.ts';
import { paint, plain, textTable, wrap } from '../../output.ts';
import { planTemplate, templateNames } from '../../plan-templates.ts';
import { keepPlan } from '../../plans.ts';
import { rehearsalOf, rehearsalOptions, spanOf } from '../../rehearsal.ts';
import { clockOf } from '../../tenant-clock.ts';
import { controlIds } from '../assess.ts';

export const planCommand = defineCommand<PlannedChange>({
  path: ['plan'],
  summary: 'list the changes that would make the open controls pass; changes nothing',
  details: `Made from the latest snapshot. Review it, then apply exactly this plan:
  wardline plan --out plan.json
  wardline apply plan.json
Planned Conditional Access policies are held against the sign-ins of the last 30 days: the plan names who would have
been locked out, when and why. Where the log cannot be read the plan says so.
  wardline plan --time-zone America/Chicago`,
  arguments: [],
  options: [
    tenantOption,
    ...assessOptions.filter(({ flags }) => /--organization|--baseline/.test(flags)),
    {
      flags: '--template <name>',
      summary:
        'plan a whole in place of what controls ask for: phi-sites makes the phiStores of wardline.yaml, phi-labels its labels, phi-dlp its DLP policies',
      choices: templateNames,
    },
    {
      flags: '--own-types <name>',
      summary: 'with phi-labels and phi-dlp: use the types of the rule package exported under this name and uploaded',
    },
    { flags: '--only <ids>', summary: 'only these controls: ids, aliases or SCuBA policy ids, separated by commas' },
    ...rehearsalOptions,
    { flags: '--allow-admin-lockout', summary: 'also plan a policy that would shut out every administrator' },
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, cwd } = invocation;
      const { organization } = loadOrganization(options['organization'], cwd);
      const tenant = await chosenTenant(store, options['tenant']);
      const { snapshot } = await latestSnapshot(store, tenant);
      const baseline = baselineOf(options['baseline'], organization);
      const span = spanOf(options);
      const now = await clockOf(store, invocation.env, tenant);
      const about = { organization, at: now() };
      const allowAdminLockout = options['allowAdminLockout'] === true;
      const made = options['template']
        ? planTemplate(options['template'], snapshot, { ...about, baseline: baseline.id }, options['ownTypes'])
        : makePlan(snapshot, {
            ...{ ...about, controls, baseline, allowAdminLockout },
            ownApps: await ownApps(invocation, store, tenant),
            ...(typeof options['only'] === 'string' && { only: controlIds(options['only']) }),
          });
      const rehearsal =
        options['rehearsal'] === false
          ? undefined
          : await rehearsalOf(invocation, store, tenant, {
              ...{ plan: made, snapshot, organization, span, now: about.at, allowAdminLockout },
            });
      const plan = rehearsal ? withRehearsal(made, rehearsal) : made;
      await keepPlan(store, tenant, plan);
      return {
        data: plan,
        rows: plan.changes,
        columns: columnsOf(plan),
        ...(rehearsal && shownWith(plan, rehearsalParts(rehearsal))),
        messages: [
          `Plan ${plan.id}: ${plan.changes.length} changes, ${plan.refused.length} refused, ${plan.byHand.length} by hand.`,
          ...plan.refused.map(({ title, why }) => `Refused: ${title}. ${why}`),
          ...(options['template']
            ? plan.byHand.map(({ title, steps }) => `By hand: ${title}. ${steps.join(' ')}`)
            : []),
          ...earlyEnforcements(plan.changes, snapshot, about.at),
          ...(rehearsal ? rehearsalNotes(rehearsal) : []),
          'Applying is proven against the simulator only, not yet against a live tenant: begin with one change (--only ID).',
          `Next: wardline apply --plan-id ${plan.id}`,
        ],
      };
    }),
});

/** Wardline's own app registrations: a plan must not take away what it works with. */
async function ownApps({ env }: Invocation, store: Store, tenant: Tenant): Promise<string[]> {
  const found = (['read-settings', 'change'] as const).map(async (registration) => {
    try {
      return [(await signInOf(store, env, tenant, registration)).clientId.toLowerCase()];
    } catch (error) {
      if (error instanceof WardlineError) return [];
      throw error;
    }
  });
  return (await Promise.all(found)).flat();
}

function columnsOf(plan: Plan): Column<PlannedChange>[] {
  return [
    { title: 'Change', value: (row) => row.id },
    { title: 'Severity', value: (row) => row.severity },
    { title: 'Stages', value: (row) => row.stages.map(({ name }) => name).join(' > ') },
    ...(plan.rehearsal?.status === 'done'
      ? [{ title: 'Rehearsal', value: (row: PlannedChange) => rehearsalCell(plan.rehearsal, row.id) }]
      : []),
    { title: 'What', value: (row) => `${row.summary}. ${row.notice}` },
  ];
}

/** The plan's table with the rehearsal below it, for people and as Markdown. */
function shownWith(plan: Plan, parts: readonly RehearsalPart[]) {
  const columns = columnsOf(plan);
  const titles = columns.map(({ title }) => title);
  const cells = plan.changes.map((change) => columns.map(({ value }) => value(change)));
  return {
    text: (terminal: Terminal) =>
      [
        textTable(titles, cells, terminal),
        ...parts.flatMap(({ title, lines }) => [
          '',
          ...wrap(plain(title), terminal.width).map((line) => paint(terminal, 'bold', line)),
          ...lines.flatMap((line) => wrap(plain(line), terminal.width)),
        ]),
      ].join('\n'),
    render: {
      md: () =>
        [
          markdownTable(titles, cells),
          ...parts.map(({ title, lines }) => `## ${markdownText(title)}\n\n${lines.map(item).join('\n')}\n`),
        ].join('\n'),
    },
  };
}

function item(line: string): string {
  return line.startsWith('- ') ? `  - ${markdownText(line.slice(2))}` : `- ${markdownText(line)}`;
}
