import { type RegistrationShown, testConnection } from '../../../api/connection.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/page.tsx';
import { Fault } from '../../components/state.tsx';
import type { TenantShown } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { ProbeTable } from '../settings/probe-table.tsx';

const text = words.connect.probe;

/** What each API answers, and what to do where one does not. */
export function ProbeStep({
  tenant,
  registration,
  onDone,
}: {
  tenant: TenantShown;
  registration: RegistrationShown['name'];
  onDone: () => void;
}) {
  const probe = useWrite(testConnection, ['connection']);
  const sound = probe.data?.items.every(({ works, api }) => works || api.endsWith('optional)'));
  const ask = () => probe.mutate({ path: { tenant: tenant.id }, body: { registration } });
  return (
    <Card title={text.title} caption={text.text}>
      {probe.error && <Fault problem={probe.error} />}
      {probe.data && <ProbeTable rows={probe.data.items} label={text.title} />}
      <div className="row" style={{ marginTop: 12 }}>
        <Button look={sound ? 'plain' : 'primary'} busy={probe.isPending} onClick={ask}>
          {probe.data ? text.again : text.go}
        </Button>
        {probe.data && (
          <Button look={sound ? 'primary' : 'plain'} onClick={onDone}>
            {sound ? text.sound : text.anyway}
          </Button>
        )}
      </div>
    </Card>
  );
}
