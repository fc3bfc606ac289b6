import { useNavigate } from '@tanstack/react-router';
import { type PlanShown, listPlans, makePlan } from '../../../api/plans.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { moment } from '../../components/dates.ts';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { PlanState } from './plan-state.tsx';

const text = words.plans;

const columns: readonly Column<PlanShown>[] = [
  {
    id: 'plan',
    title: text.columns.plan,
    value: (plan) => text.name(plan),
    cell: (plan) => (
      <>
        <span className="b">{text.name(plan)}</span>
        <span className="c s">{text.short(plan.id.slice(0, 8), plan.titles.slice(1, 3))}</span>
      </>
    ),
  },
  {
    id: 'state',
    title: text.columns.state,
    plain: true,
    value: ({ state }) => state,
    cell: ({ state }) => <PlanState state={state} />,
  },
  {
    id: 'changes',
    title: text.columns.changes,
    number: true,
    value: ({ changes }) => changes,
    cell: ({ changes }) => changes,
  },
  {
    id: 'made',
    title: text.columns.made,
    value: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => <span className="nw">{moment(createdAt)}</span>,
  },
  { id: 'by', title: text.columns.by, value: ({ createdBy }) => createdBy, cell: ({ createdBy }) => createdBy },
];

export function PlansPage() {
  const { id: tenant } = useTenant();
  const plans = useCall(listPlans, { path: { tenant } });
  const make = useWrite(makePlan, ['plans']);
  const mayPlan = useMay('plans.make');
  const navigate = useNavigate();
  const open = (id: string) => void navigate({ to: `/t/${tenant}/plans/${id}` as '/' });
  const planAll = (primary: boolean) =>
    mayPlan && (
      <Button
        look={primary ? 'primary' : 'plain'}
        busy={make.isPending}
        onClick={() => make.mutate({ path: { tenant }, body: {} }, { onSuccess: ({ id }) => open(id) })}
      >
        {text.none.go}
      </Button>
    );
  return (
    <Page
      title={text.title}
      provenance={plans.data && text.needed(plans.data.approvalsNeeded)}
      actions={plans.data && plans.data.items.length > 0 && planAll(true)}
    >
      {make.error && (
        <div className="card">
          <Fault problem={make.error} />
        </div>
      )}
      <Card flush>
        <Loaded of={plans}>
          {({ items }) => (
            <DataGrid
              label={text.title}
              rows={items}
              columns={columns}
              keyOf={({ id }) => id}
              onOpen={({ id }) => open(id)}
              empty={<Empty fact={text.none.fact} next={text.none.next} action={planAll(true)} />}
              file={`plans-${tenant}`}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  );
}
