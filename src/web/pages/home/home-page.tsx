import { Link, useNavigate } from '@tanstack/react-router';
import { startJob } from '../../../api/jobs.ts';
import { listAssessments, showAssessment } from '../../../api/posture.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { Empty, Fault, Skeleton } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { ChangesCard } from './changes-card.tsx';
import { DueCard } from './due-card.tsx';
import { FixFirst } from './fix-first.tsx';
import { GateCard } from './gate-card.tsx';
import { ScoreCard } from './score-card.tsx';

const text = words.home;

export function HomePage() {
  const { id: tenant } = useTenant();
  const path = { tenant, id: 'latest' };
  const assessment = useCall(showAssessment, { path }, { every: 'until-there' });
  const past = useCall(listAssessments, { path: { tenant } });
  const check = useWrite(startJob, ['assessments', 'jobs']);
  const mayCheck = useMay('assessments.run');
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
        <div className="card">
          <Empty fact={text.never.fact} next={text.never.next} action={checkButton(text.never.go, true)} />
        </div>
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
      <GateCard
        gate={data.gate}
        onFix={(control) => void navigate({ to: `/t/${tenant}/findings/${control}` as '/' })}
      />
      <div className="wide">
        <div>
          <ScoreCard assessment={data} past={past.data?.items ?? []} />
          <FixFirst rows={data.results} />
        </div>
        <div>
          <DueCard />
          <ChangesCard assessment={data} />
          <p className="c s">
            <Link to={`/t/${tenant}/findings` as '/'}>{words.findings.title}</Link>
          </p>
        </div>
      </div>
    </Page>
  );
}
