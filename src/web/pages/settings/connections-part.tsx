import { useState } from 'react';
import { type RegistrationShown, showConnection, testConnection } from '../../../api/connection.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button, ButtonLink } from '../../components/button.tsx';
import { day, exactMoment } from '../../components/dates.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Fault, Loaded } from '../../components/state.tsx';
import { useMay, useSession, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { PermissionList } from './permission-list.tsx';
import { ProbeTable } from './probe-table.tsx';
import { RemoveTenant } from './remove-tenant.tsx';

const text = words.settings.connections;
/** Each app registration: whether it is connected, until when, with which permissions, and what its APIs answer. */
export function ConnectionsPart() {
  const { id: tenant } = useTenant();
  const { everywhere } = useSession();
  const connection = useCall(showConnection, { path: { tenant } });
  return (
    <Loaded of={connection} rows={10}>
      {({ registrations, lastReadAt }) => (
        <>
          <p className="c s" style={{ paddingBottom: 8 }}>
            {text.caption(lastReadAt && exactMoment(lastReadAt))}
          </p>
          {registrations.map((registration) => (
            <Registration key={registration.name} registration={registration} />
          ))}
          {everywhere.includes('accounts.write') && <RemoveTenant />}
        </>
      )}
    </Loaded>
  );
}

function Registration({ registration }: { registration: RegistrationShown }) {
  const { id: tenant } = useTenant();
  const { name, displayName, purpose, connected, since, certificateEndsAt } = registration;
  const mayConnect = useMay('tenants.connect');
  const probe = useWrite(testConnection);
  const [open, setOpen] = useState(false);
  const connect = `/connect?tenant=${tenant}&registration=${name}`;
  return (
    <Card
      title={displayName}
      caption={purpose}
      actions={
        mayConnect && (
          <>
            {connected && (
              <Button
                small
                busy={probe.isPending}
                aria-label={`${text.probe}: ${displayName}`}
                onClick={() => probe.mutate({ path: { tenant }, body: { registration: name } })}
              >
                {text.probe}
              </Button>
            )}
            <ButtonLink small to={connect}>
              {connected ? text.renew : text.connect}
            </ButtonLink>
          </>
        )
      }
    >
      <dl className="kv">
        <dt>{words.tenants.columns.connection}</dt>
        <dd>
          {connected ? (
            <OutcomeBadge outcome="pass" words={text.connected} />
          ) : (
            <OutcomeBadge outcome="not-applicable" words={text.not} />
          )}
        </dd>
        {since && (
          <>
            <dt>{text.since}</dt>
            <dd>{day(since)}</dd>
            <dt>{text.ends}</dt>
            <dd>
              <CertificateEnd endsAt={certificateEndsAt} state={registration.certificate} />
            </dd>
          </>
        )}
      </dl>
      {probe.error && <Fault problem={probe.error} />}
      {probe.data && (
        <>
          <p className="c s">{text.probed(exactMoment(probe.data.at))}</p>
          <ProbeTable rows={probe.data.items} label={displayName} />
        </>
      )}
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{`${text.why}: ${text.permissions(registration.permissions.length + registration.assigned.length)}`}</summary>
        {open && <PermissionList registration={registration} />}
      </details>
    </Card>
  );
}

function CertificateEnd({ endsAt, state }: { endsAt: string | undefined; state: RegistrationShown['certificate'] }) {
  if (endsAt === undefined) return <OutcomeBadge outcome="unknown" words={text.endsUnknown} />;
  if (state === 'ended') return <OutcomeBadge outcome="fail" words={`${day(endsAt)}, ${text.ended}`} />;
  if (state === 'ending') return <OutcomeBadge outcome="partial" words={`${day(endsAt)}, ${text.soon}`} />;
  return <>{day(endsAt)}</>;
}
