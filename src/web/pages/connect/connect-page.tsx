import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { RegistrationShown } from '../../../api/connection.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { CertificateStep, type MadeCertificate } from './certificate-step.tsx';
import { CheckStep } from './check-step.tsx';
import { PermissionsStep } from './permissions-step.tsx';
import { ProbeStep } from './probe-step.tsx';
import { TenantStep } from './tenant-step.tsx';

const text = words.connect;
type Registration = RegistrationShown['name'];

/** From a tenant's id to its first check: read-only first, each permission with its reason before it is granted. */
export function ConnectPage() {
  const { tenants, demo } = useSession();
  const given = useSearch({ strict: false }) as { tenant?: string; registration?: Registration };
  const navigate = useNavigate();
  const [certificate, setCertificate] = useState<MadeCertificate>();
  const [step, setStep] = useState(1);
  const tenant = tenants.find(({ id }) => id === given.tenant);
  const registration = given.registration ?? 'read-settings';
  const at = tenant ? step : 0;
  const choose = (id: string, name: Registration = 'read-settings') => {
    setStep(1);
    setCertificate(undefined);
    void navigate({ to: '/connect', search: { tenant: id, registration: name } as never });
  };
  const example = demo ? tenants[0]?.name : undefined;
  return (
    <Page title={text.title} provenance={tenant?.name ?? (example && text.replaces(example))}>
      <section className="card" aria-label={text.title}>
        <ol className="way-of">
          {text.steps.map(({ title, about }, place) => (
            <li
              key={title}
              className={place < at ? 'done' : place === at ? 'now' : 'later'}
              aria-current={place === at ? 'step' : undefined}
            >
              {place < at ? <OutcomeBadge outcome="pass" words="" /> : <span className="dot" aria-hidden="true" />}
              <span>
                <b>{title}</b>
                <span className="c s under">{about}</span>
              </span>
            </li>
          ))}
        </ol>
      </section>
      {!tenant && (
        <div className="wide">
          <TenantStep onChosen={choose} />
          <Card title={text.before.title}>
            <ul className="lines">
              {text.before.points.map(({ title, about }) => (
                <li key={title}>
                  <Icon name="check" />
                  <span>
                    <b>{title}</b>
                    <span className="c s">{about}</span>
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      )}
      {tenant && at === 1 && (
        <PermissionsStep
          tenant={tenant}
          registration={registration}
          onRegistration={(name) => choose(tenant.id, name)}
          onMade={(made) => {
            setCertificate(made);
            setStep(2);
          }}
          onProbe={() => setStep(3)}
        />
      )}
      {tenant && at === 2 && certificate && (
        <CertificateStep made={certificate} registration={registration} onDone={() => setStep(3)} />
      )}
      {tenant && at === 3 && <ProbeStep tenant={tenant} registration={registration} onDone={() => setStep(4)} />}
      {tenant && at === 4 && <CheckStep tenant={tenant} onMore={() => choose(tenant.id, 'change')} />}
    </Page>
  );
}
