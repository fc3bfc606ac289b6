import type { FormEvent } from 'react';
import { type RegistrationShown, prepareConnection, showConnection } from '../../../api/connection.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { day } from '../../components/dates.ts';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Card } from '../../components/page.tsx';
import { Fault, Loaded } from '../../components/state.tsx';
import type { TenantShown } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { PermissionList } from '../settings/permission-list.tsx';
import type { MadeCertificate } from './certificate-step.tsx';

const text = words.connect.permissions;
type Registration = RegistrationShown['name'];

/** What the registration may do and why, the clicks in the portal, and the id that makes its certificate. */
export function PermissionsStep({
  tenant,
  registration,
  onRegistration,
  onMade,
  onProbe,
}: {
  tenant: TenantShown;
  registration: Registration;
  onRegistration: (name: Registration) => void;
  onMade: (made: MadeCertificate) => void;
  /** It is connected already. */
  onProbe: () => void;
}) {
  const path = { tenant: tenant.id };
  const connection = useCall(showConnection, { path });
  const prepare = useWrite(prepareConnection, ['connection']);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const clientId = formText(new FormData(event.currentTarget), 'clientId').trim();
    prepare.mutate({ path, body: { registration, clientId } }, { onSuccess: onMade });
  };
  return (
    <Loaded of={connection} rows={10}>
      {({ registrations }) => {
        const shown = registrations.find(({ name }) => name === registration)!;
        const readable = registrations.find(({ name }) => name === 'read-settings')!.connected;
        return (
          <>
            <Card title={text.title(tenant.name)} caption={text.first}>
              <div className="chips" role="group" aria-label={text.which}>
                {registrations.map(({ name, displayName }) => (
                  <button
                    key={name}
                    type="button"
                    className="chip"
                    aria-pressed={name === registration}
                    disabled={name !== 'read-settings' && !readable}
                    title={name !== 'read-settings' && !readable ? text.later : undefined}
                    onClick={() => onRegistration(name)}
                  >
                    {displayName}
                  </button>
                ))}
              </div>
              <p className="b">{shown.purpose}</p>
              <PermissionList registration={shown} />
            </Card>
            <Card title={text.portal}>
              <ol className="steps">
                {shown.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              <form className="form" onSubmit={submit} style={{ marginTop: 16 }}>
                <Field
                  label={text.clientId}
                  name="clientId"
                  hint={text.clientHint}
                  required
                  pattern="\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\s*"
                />
                {prepare.error && <Fault problem={prepare.error} />}
                <div className="row">
                  <Button look="primary" type="submit" busy={prepare.isPending}>
                    {text.go}
                  </Button>
                  {shown.connected && (
                    <>
                      <Button onClick={onProbe}>{words.connect.probe.go}</Button>
                      <span className="s c">{`${text.already} ${day(shown.since!)}`}</span>
                    </>
                  )}
                </div>
              </form>
            </Card>
          </>
        );
      }}
    </Loaded>
  );
}
