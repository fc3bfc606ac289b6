import { Navigate } from '@tanstack/react-router';
import { me } from '../../../api/sign-in.ts';
import { useCall } from '../../client/use-call.ts';
import { Empty } from '../../components/state.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { MyPage } from './my-page.tsx';

/** Where each person begins, by role: an auditor at the evidence, an MSP engineer at the list, an employee at home. */
export function StartPage() {
  const { tenants, demo, roles } = useSession();
  const [only, ...more] = tenants;
  const is = (name: (typeof roles)[number]['role']) => roles.length > 0 && roles.every(({ role }) => role === name);
  if (is('employee')) return <MyPage />;
  if (only && more.length === 0 && !is('msp'))
    return <Navigate to={`/t/${only.id}${is('auditor') ? '/evidence' : ''}` as '/'} replace />;
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
