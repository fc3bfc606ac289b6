import { WardlineError } from '../../../core/errors.ts';
import { earlyEnforcements } from '../../../engine/early-enforcement.ts';
import { planRing } from '../../../engine/rollout-plan.ts';
import { type GatePart, type RolloutState, rolloutRules, rolloutState } from '../../../engine/rollout-state.ts';
import { addDecision } from '../../../store/decisions.ts';
import { withTenant } from '../../../store/scope.ts';
import { listVerdicts } from '../../../store/verdicts.ts';
import { baselineOf, loadOrganization, organizationOption } from '../../assessment.ts';
import { defineCommand } from '../../command.ts';
import { givenReason } from '../../decisions.ts';
import { chosenTenant, homeOption, latestSnapshot, tenantOption, whatIfOption, withStore } from '../../live.ts';
import { operator } from '../../operator.ts';
import { plain } from '../../output.ts';
import { keepPlan } from '../../plans.ts';
import { clockOf } from '../../tenant-clock.ts';

interface Row {
  ring: string;
  state: 'passed' | 'here' | 'next' | 'later';
  mode: string;
  reaches: string;
  gate: string;
}

export const dlpRolloutCommand = defineCommand<Row>({
  path: ['dlp', 'rollout'],
  summary: 'the ring that DLP policies have reached, its gate, and with --advance a plan for the next ring',
  details: `Rings are declared under phi.rollout in wardline.yaml: a pilot, groups, everybody; each with the days, judged hits and
measured precision that must be there before the next. Days run from the policies' last change.
  wardline dlp rollout
  wardline dlp rollout --advance
  wardline dlp rollout --advance --reason "The pilot was on leave; counsel agreed on the phone."
A gate that is not open is passed with a reason alone, and the reason is kept in the decision log.
Exit codes: 0 done, 7 the gate is closed or a policy stands in no ring.`,
  arguments: [],
  options: [
    { flags: '--advance', summary: 'make the plan that brings the policies into the next ring' },
    { flags: '--reason <text>', summary: 'why the gate is passed before it is open' },
    whatIfOption,
    tenantOption,
    organizationOption,
    homeOption,
  ],
  formats: ['table', 'json', 'jsonl', 'csv', 'md'],
  run: (invocation) =>
    withStore(invocation, async (store) => {
      const { options, cwd, env } = invocation;
      const { organization } = loadOrganization(options['organization'], cwd);
      const tenant = await chosenTenant(store, options['tenant']);
      const { snapshot } = await latestSnapshot(store, tenant);
      const now = await clockOf(store, env, tenant);
      const at = now();
      const judged = await withTenant(store, tenant.id, (scope) =>
        listVerdicts(scope, { rules: rolloutRules(snapshot) }),
      );
      const state = rolloutState(snapshot, organization, judged, at);
      const rows = rowsOf(state);
      const closed = state.gate.filter(({ open }) => !open);
      const shown = { data: { ...state, verdicts: judged.length }, rows, columns, messages: wordsOf(state, closed) };
      if (options['advance'] !== true) return shown;
      const reason = givenReason(options['reason']);
      const { ring, next } = state;
      if (!ring)
        throw new WardlineError('conflict', wordsOf(state, closed)[0]!, 'Bring it to a ring, then: wardline collect');
      if (!next) throw new WardlineError('conflict', `${ring.name} is the last ring: there is nothing to advance to.`);
      if (closed.length > 0 && !reason)
        throw new WardlineError(
          'conflict',
          `The gate of ring ${ring.name} is closed: ${closed.map(gateText).join(', ')}.`,
          'Wait, judge more hits, or pass it with --reason "TEXT", which is kept in the decision log.',
        );
      const baseline = baselineOf(options['baseline'], organization);
      const plan = planRing(snapshot, next, { organization, baseline: baseline.id, at });
      if (options['whatIf'] !== true) {
        await keepPlan(store, tenant, plan);
        if (closed.length > 0)
          await withTenant(store, tenant.id, (scope) =>
            addDecision(scope, {
              setting: 'dlp rollout gate',
              from: { ring: ring.name, gate: closed.map(gateText) },
              to: { ring: next.name },
              reason: reason!,
              ...{ author: operator(), at, source: 'excepted' as const },
              control: 'purview.dlp-covers-workloads',
            }),
          );
      }
      return {
        ...shown,
        data: { ...shown.data, plan },
        messages: [
          ...(closed.length > 0 ? [`Passed with a reason: ${closed.map(gateText).join(', ')}.`] : []),
          ...plan.changes.map(({ summary, notice }) => `${summary}. ${notice}`),
          ...earlyEnforcements(plan.changes, snapshot, at),
          options['whatIf'] === true ? 'Nothing was kept.' : `Next: wardline apply --plan-id ${plan.id}`,
        ],
      };
    }),
});

const columns = [
  { title: 'Ring', value: (row: Row) => plain(row.ring) },
  { title: 'State', value: (row: Row) => row.state },
  { title: 'Mode', value: (row: Row) => row.mode },
  { title: 'Reaches', value: (row: Row) => plain(row.reaches) },
  { title: 'Gate to the next', value: (row: Row) => row.gate },
];

function rowsOf({ rings, ring, gate }: RolloutState): Row[] {
  const here = rings.findIndex((one) => one === ring);
  return rings.map((one, index): Row => {
    const wanted = `${one.days} days, ${one.verdicts} verdicts, precision ${one.precision}`;
    return {
      ring: one.name,
      state: here < 0 || index > here + 1 ? 'later' : index < here ? 'passed' : index === here ? 'here' : 'next',
      mode: one.mode,
      reaches: one.groups.length === 0 ? 'everybody' : [...one.groups, ...one.sites].join(', '),
      gate: index === rings.length - 1 ? '' : index === here ? gate.map(gateText).join(', ') : wanted,
    };
  });
}

/** "days 3 of 14", "precision not measured of 0.9". */
function gateText({ what, wanted, have, open }: GatePart): string {
  const value = have === undefined ? 'not measured' : Number.isInteger(have) ? String(have) : have.toFixed(2);
  return `${what} ${value} of ${wanted}${open ? '' : ' (closed)'}`;
}

function wordsOf({ ring, next, policies, from }: RolloutState, closed: readonly GatePart[]): string[] {
  if (!ring) {
    const lost = policies.filter((policy) => policy.ring === undefined).map(({ name }) => name);
    return [`The reach or mode of ${lost.join(', ')} is that of no ring.`];
  }
  if (!next) return [`${ring.name} is the last ring: the policies reach everybody.`];
  if (closed.length === 0) return [`The gate to ${next.name} is open: wardline dlp rollout --advance`];
  const days = closed.some(({ what }) => what === 'days') && from ? ` Its days are over on ${from.slice(0, 10)}.` : '';
  return [`The gate to ${next.name} is closed: ${closed.map(gateText).join(', ')}.${days}`];
}
