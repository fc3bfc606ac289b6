import { Link } from '@tanstack/react-router';
import { showRecovery } from '../../../api/upkeep.ts';
import { useCall } from '../../client/use-call.ts';
import { useSession, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.recovery;

/** Stands on Home until an owner has confirmed that the recovery kit is kept elsewhere. */
export function RecoveryNotice() {
  const { id: tenant } = useTenant();
  const { everywhere } = useSession();
  const kit = useCall(showRecovery, {}, { enabled: everywhere.includes('settings.read') });
  if (!kit.data || kit.data.confirmed || kit.data.demo) return null;
  return (
    <p className="note bad" style={{ marginBottom: 12, flexWrap: 'wrap' }}>
      <span>{text.notice}</span>
      <Link to={`/t/${tenant}/settings/keys` as '/'}>{text.noticeGo}</Link>
    </p>
  );
}
