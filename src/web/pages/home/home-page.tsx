import { useNavigate } from '@tanstack/react-router';
import { startJob } from '../../../api/jobs.ts';
import { listAssessments, showAssessment } from '../../../api/posture.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { Fault, Skeleton } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { AlertsCard } from './alerts-card.tsx';
import { ChangesCard } from './changes-card.tsx';
import { DueCard } from './due-card.tsx';
import { FixFirst } from './fix-first.tsx';
import { GateCard } from './gate-card.tsx';
import { RecoveryNotice } from './recovery-notice.tsx';
import { NeverChecked } from './never-checked.tsx';
import { ScoreCard } from './score-card.tsx';
import { StandardsCard } from './standards-card.tsx';

const text = words.home;

export function HomePage() {
  const { id: tenant } = useTenant();
  const path = { tenant, id: 'latest' };
  const assessment = useCall(showAssessment, { path }, { every: 'until-there' });
  const past = useCall(listAssessments, { path: { tenant } });
  const check = useWrite(startJob, ['assessments', 'jobs']);
  const mayCheck = useMay('assessments.run');
  const mayAlerts = useMay('alerts.read');
  const navigate = useNavigate();
  const begin = () => check.mutate({ path: { tenant }, body: { kind: 'check' } });
  const checkButton = (label: string, primary: boolean) =>
    mayCheck && (
      <Button look={primary ? 'primary' : 'plain'} busy={check.isPending} onClick={begin}>
        <Icon name="run" />
        {label}
      </Button>
    );
  if (assessment.error?.status === 404)
    return (
      <Page title={text.title}>
        <NeverChecked begin={checkButton(text.never.go, true)} />
      </Page>
    );
  if (assessment.error) return <Fault problem={assessment.error} again={() => void assessment.refetch()} />;
  if (!assessment.data) return <Skeleton rows={10} />;
  const { data } = assessment;
  return (
    <Page
      title={text.title}
      provenance={text.provenance(exactMoment(data.takenAt), data.results.length)}
      actions={
        <>
          <Button onClick={() => print()}>
            <Icon name="print" />
            {text.print}
          </Button>
          {checkButton(text.again, false)}
        </>
      }
    >
      <RecoveryNotice />
      <GateCard
        gate={data.gate}
        onFix={(control) => void navigate({ to: `/t/${tenant}/findings/${control}` as '/' })}
      />
      <div className="wide">
        <div>
          <ScoreCard assessment={data} past={past.data?.items ?? []} />
          <FixFirst rows={data.results} />
          <StandardsCard standards={data.standards} />
        </div>
        <div>
          {data.changes.length > 0 && <ChangesCard assessment={data} />}
          <DueCard />
          {mayAlerts && <AlertsCard />}
          {data.changes.length === 0 && <ChangesCard assessment={data} />}
        </div>
      </div>
    </Page>
  );
}
