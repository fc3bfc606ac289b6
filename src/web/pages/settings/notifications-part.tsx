import { useState } from 'react';
import { listDeliveries, setDeliverySecret, testDelivery } from '../../../api/settings.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { removeDelivery } from '../../../api/settings.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ago } from '../../components/dates.ts';
import { Field } from '../../components/field.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { DeliveryForm, type Edited } from './delivery-form.tsx';
import { DeliveryHistory } from './delivery-history.tsx';
import './settings.css';

const text = words.settings.notifications;

/** By which routes people are told and to which systems events go; each can be tried. */
export function NotificationsPart() {
  const { id: tenant } = useTenant();
  const deliveries = useCall(listDeliveries, { path: { tenant } });
  const mayWrite = useMay('settings.write');
  const [edited, edit] = useState<Edited>();
  const add = (kind: Edited['kind']) =>
    mayWrite && (
      <Button small onClick={() => edit({ kind })}>
        {text.add[kind]}
      </Button>
    );
  const { columns } = text;
  return (
    <Loaded of={deliveries}>
      {({ routes, streams, revision }) => (
        <>
          <Card flush title={text.routes} caption={text.routesCaption} actions={routes.length > 0 && add('routes')}>
            {routes.length === 0 ? (
              <Empty fact={text.noRoutes.fact} next={text.noRoutes.next} action={add('routes')} />
            ) : (
              <table className="stack">
                <thead>
                  <tr>
                    {[columns.name, columns.kind, columns.least, columns.quiet, columns.secret].map(head)}
                    {[columns.sent, columns.waiting, columns.failed].map(headRight)}
                    {[columns.last, columns.act].map(head)}
                  </tr>
                </thead>
                <tbody>
                  {routes.map((route) => (
                    <tr key={route.name}>
                      <td className="b">{route.name}</td>
                      <td data-h={columns.kind}>{text.kinds[route.kind as 'email'] ?? route.kind}</td>
                      <td data-h={columns.least}>
                        {route.leastSeverity}
                        {route.services.length > 0 && (
                          <span className="s c" style={{ display: 'block' }}>
                            {route.services.join(', ')}
                          </span>
                        )}
                      </td>
                      <td data-h={columns.quiet}>{route.quiet || words.common.none}</td>
                      <td data-h={columns.secret}>
                        <SecretState name={route.name} state={route.secret} />
                      </td>
                      <td data-h={columns.sent} className="r">
                        {route.sent}
                      </td>
                      <td data-h={columns.waiting} className="r">
                        {route.waiting}
                      </td>
                      <td data-h={columns.failed} className="r">
                        {route.failed}
                      </td>
                      <td data-h={columns.last}>{route.lastSentAt ? ago(route.lastSentAt) : words.common.never}</td>
                      <td>
                        <TestButton kind="routes" name={route.name} />
                        <Changes {...{ ...route, kind: 'routes', revision, onEdit: edit }} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Card>
          <Card flush title={text.streams} caption={text.streamsCaption} actions={streams.length > 0 && add('streams')}>
            {streams.length === 0 ? (
              <Empty fact={text.noStreams.fact} next={text.noStreams.next} action={add('streams')} />
            ) : (
              <table className="stack">
                <thead>
                  <tr>
                    {[columns.name, columns.kind, columns.carries, columns.secret].map(head)}
                    {[columns.waiting, columns.dead].map(headRight)}
                    {[columns.last, columns.act].map(head)}
                  </tr>
                </thead>
                <tbody>
                  {streams.map((stream) => (
                    <tr key={stream.name}>
                      <td className="b">{stream.name}</td>
                      <td data-h={columns.kind}>{text.kinds[stream.kind as 'email'] ?? stream.kind}</td>
                      <td
                        data-h={columns.carries}
                      >{`${stream.carries.join(', ')}${stream.raw ? `, ${text.raw}` : ''}`}</td>
                      <td data-h={columns.secret}>
                        <SecretState name={stream.name} state={stream.secret} />
                      </td>
                      <td data-h={columns.waiting} className="r">
                        {stream.waiting}
                      </td>
                      <td data-h={columns.dead} className="r">
                        {stream.dead}
                      </td>
                      <td data-h={columns.last}>{stream.lastRunAt ? ago(stream.lastRunAt) : words.common.never}</td>
                      <td>
                        <TestButton kind="streams" name={stream.name} />
                        <Changes {...{ ...stream, kind: 'streams', revision, onEdit: edit }} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Card>
          <DeliveryHistory />
          {edited && <DeliveryForm edited={edited} revision={revision} onClose={() => edit(undefined)} />}
        </>
      )}
    </Loaded>
  );
}

/** Change and remove; what reaches our own network is changed in the file on the server. */
function Changes({
  kind,
  name,
  settings,
  reaches,
  revision,
  onEdit,
}: {
  kind: Edited['kind'];
  name: string;
  settings: Readonly<Record<string, unknown>>;
  reaches: boolean;
  revision: string;
  onEdit: (edited: Edited) => void;
}) {
  const { id: tenant } = useTenant();
  const write = useWrite(removeDelivery, ['deliveries', 'organization', 'activity']);
  const [asking, ask] = useState(false);
  const [reason, setReason] = useState('');
  if (!useMay('settings.write')) return null;
  if (reaches) return <span className="s c">{text.byFile}</span>;
  return (
    <>
      <Button small look="quiet" aria-label={`${text.change}: ${name}`} onClick={() => onEdit({ kind, settings })}>
        {text.change}
      </Button>
      <Button small look="quiet" aria-label={`${text.remove}: ${name}`} onClick={() => ask(true)}>
        {text.remove}
      </Button>
      {asking && (
        <Confirm
          {...{
            title: text.removeTitle(name),
            go: text.removeGo,
            busy: write.isPending,
            problem: write.error,
            danger: true,
          }}
          blocked={reason.trim().length < 3}
          onClose={() => ask(false)}
          onGo={() =>
            write.mutate({ path: { tenant }, body: { kind, name, revision, reason } }, { onSuccess: () => ask(false) })
          }
        >
          <div className="form">
            <p className="m">{text.removeText}</p>
            <Field label={text.why} value={reason} onChange={(event) => setReason(event.target.value)} />
          </div>
        </Confirm>
      )}
    </>
  );
}

const head = (title: string) => (
  <th key={title} scope="col">
    {title}
  </th>
);
const headRight = (title: string) => (
  <th key={title} scope="col" className="r">
    {title}
  </th>
);

function TestButton({ kind, name }: { kind: 'routes' | 'streams'; name: string }) {
  const { id: tenant } = useTenant();
  const test = useWrite(testDelivery, ['deliveries']);
  if (!useMay('settings.write')) return null;
  return (
    <>
      <Button
        small
        aria-label={`${text.test}: ${name}`}
        busy={test.isPending}
        onClick={() => test.mutate({ path: { tenant }, body: { kind, name } })}
      >
        {text.test}
      </Button>
      <span role="status" className="c" style={{ display: 'block' }}>
        {test.data && (
          <OutcomeBadge
            outcome={test.data.result === 'delivered' ? 'pass' : 'fail'}
            words={`${text.results[test.data.result]}: ${test.data.answer}`}
          />
        )}
        {test.error && (test.error.body.detail ?? test.error.body.hint ?? test.error.message)}
      </span>
    </>
  );
}

function SecretState({ name, state }: { name: string; state: keyof typeof text.secrets }) {
  const { id: tenant } = useTenant();
  const mayWrite = useMay('settings.write');
  const write = useWrite(setDeliverySecret, ['deliveries']);
  const [asking, ask] = useState(false);
  const [secret, setSecret] = useState('');
  const close = () => {
    ask(false);
    setSecret('');
  };
  return (
    <>
      {state === 'missing' ? <OutcomeBadge outcome="fail" words={text.secrets.missing} /> : text.secrets[state]}{' '}
      {state !== 'none' && mayWrite && (
        <Button small look="quiet" aria-label={`${text.setSecret}: ${name}`} onClick={() => ask(true)}>
          {text.setSecret}
        </Button>
      )}
      {asking && (
        <Confirm
          {...{ title: text.secretTitle(name), go: text.secretGo, busy: write.isPending, problem: write.error }}
          blocked={secret === ''}
          onClose={close}
          onGo={() => write.mutate({ path: { tenant }, body: { name, secret } }, { onSuccess: close })}
        >
          <div className="form">
            <p className="m">{text.secretText}</p>
            <Field
              label={text.secretField}
              type="password"
              autoComplete="off"
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          </div>
        </Confirm>
      )}
    </>
  );
}
