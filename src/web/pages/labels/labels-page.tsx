import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showLabels } from '../../../api/labels.ts';
import { makePlan } from '../../../api/plans.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { CoverageTable } from './coverage-table.tsx';
import { DependenciesTable } from './dependencies-table.tsx';
import { PrecisionTable } from './precision-table.tsx';
import { RolloutRings } from './rollout-rings.tsx';

const text = words.labels;

interface Part<T> {
  data?: T | undefined;
  problem?: { message: string; hint?: string | undefined } | undefined;
}

/** What protects PHI by its content: DLP by workload, the rollout, labels and what hangs on them, and precision. */
export function LabelsPage() {
  const { id: tenant } = useTenant();
  const shown = useCall(showLabels, { path: { tenant } });
  const plan = useWrite(makePlan, ['plans', 'assessments']);
  const mayPlan = useMay('plans.make');
  const navigate = useNavigate();
  const openPlan = (id: string) => void navigate({ to: `/t/${tenant}/plans/${id}` as '/' });
  const make = (template: 'phi-labels' | 'phi-dlp') =>
    plan.mutate({ path: { tenant }, body: { template } }, { onSuccess: ({ id }) => openPlan(id) });
  const read = shown.data?.takenAt;
  return (
    <Page
      title={text.title}
      provenance={read && text.provenance(exactMoment(read))}
      actions={
        mayPlan &&
        read && (
          <>
            <Button busy={plan.isPending} onClick={() => make('phi-labels')}>
              {text.planLabels}
            </Button>
            <Button look="primary" busy={plan.isPending} onClick={() => make('phi-dlp')}>
              {text.planDlp}
            </Button>
          </>
        )
      }
    >
      {plan.error && (
        <div className="card">
          <Fault problem={plan.error} />
        </div>
      )}
      <Loaded of={shown} rows={10}>
        {({ grid, rollout, dependencies, rules }) => (
          <>
            <Card title={text.grid.title} caption={text.grid.caption} flush>
              <Shown part={grid}>{(rows) => <CoverageTable rows={rows} />}</Shown>
            </Card>
            <div className="two">
              <Card title={text.rollout.title}>
                <Shown part={rollout} settings={`/t/${tenant}/settings/organization`}>
                  {(state) => <RolloutRings state={state} onPlan={openPlan} />}
                </Shown>
              </Card>
              <Card title={text.precision.title} caption={text.precision.caption}>
                <PrecisionTable rules={rules} />
              </Card>
            </div>
            <Card title={text.dependencies.title} caption={text.dependencies.caption} flush>
              <Shown part={dependencies}>{(found) => <DependenciesTable found={found} />}</Shown>
            </Card>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** A part of the page, or the words why there is none. */
function Shown<T>({
  part: { data, problem },
  settings,
  children,
}: {
  part: Part<T>;
  /** Where what is missing is said. */
  settings?: string;
  children: (data: T) => ReactNode;
}) {
  if (data !== undefined) return <>{children(data)}</>;
  return (
    <Empty
      fact={problem?.message ?? words.shell.failed.title}
      next={problem?.hint}
      action={settings && <ButtonLink to={settings}>{text.settings}</ButtonLink>}
    />
  );
}
