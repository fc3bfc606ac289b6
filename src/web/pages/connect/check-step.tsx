import { startJob } from '../../../api/jobs.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';
import { Fault } from '../../components/state.tsx';
import { type TenantShown, useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.connect.check;

/** The first reading, and what may follow it. */
export function CheckStep({ tenant, onMore }: { tenant: TenantShown; onMore: () => void }) {
  const { demo, tenants } = useSession();
  const check = useWrite(startJob, ['jobs', 'assessments']);
  const example = demo ? tenants.find(({ id }) => id !== tenant.id) : undefined;
  const path = { tenant: tenant.id };
  return (
    <Card title={text.title}>
      <div className="form">
        <p className="m">{text.text}</p>
        {check.error && <Fault problem={check.error} />}
        <div className="row">
          {check.isSuccess ? (
            <ButtonLink look="primary" to={`/t/${tenant.id}`}>
              {text.home}
            </ButtonLink>
          ) : (
            <Button
              look="primary"
              busy={check.isPending}
              onClick={() => check.mutate({ path, body: { kind: 'check' } })}
            >
              {`${text.go}: ${tenant.name}`}
            </Button>
          )}
          <Button onClick={onMore}>{text.more}</Button>
          {example && <ButtonLink to={`/t/${example.id}/settings/connections`}>{text.demo(example.name)}</ButtonLink>}
        </div>
      </div>
    </Card>
  );
}
