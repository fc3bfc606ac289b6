import { Navigate } from '@tanstack/react-router';
import { me } from '../../../api/sign-in.ts';
import { useCall } from '../../client/use-call.ts';
import { Empty } from '../../components/state.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

/** Where each person begins: the only tenant, or the list of theirs. */
export function StartPage() {
  const { tenants, demo } = useSession();
  if (tenants.length === 1) return <Navigate to={`/t/${tenants[0]!.id}` as '/'} replace />;
  // Who opens the link at once is here before the demo clinic is.
  return tenants.length === 0 && demo ? <DemoComes /> : <Navigate to="/all" replace />;
}

function DemoComes() {
  useCall(me, {}, { every: 1_500 });
  const { fact, next } = words.shell.demoComes;
  return (
    <div className="card" role="status">
      <Empty fact={fact} next={next} />
    </div>
  );
}
