import { Navigate } from '@tanstack/react-router';
import { useSession } from '../../shell/session.tsx';

/** Where each person begins: the only tenant, or the list of theirs. */
export function StartPage() {
  const { tenants } = useSession();
  return tenants.length === 1 ? (
    <Navigate to={`/t/${tenants[0]!.id}` as '/'} replace />
  ) : (
    <Navigate to={'/all'} replace />
  );
}
