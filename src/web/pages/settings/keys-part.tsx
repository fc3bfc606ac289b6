import { useState } from 'react';
import { showKeeping } from '../../../api/settings.ts';
import { confirmRecovery, showDoctor, showRecovery } from '../../../api/upkeep.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Field } from '../../components/field.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Loaded } from '../../components/state.tsx';
import { useSession, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

import './settings.css';

const text = words.settings;

/** By which key secrets are sealed, whether its recovery kit is safe, and how the whole set-up stands. */
export function KeysPart() {
  const everywhere = useSession().everywhere.includes('settings.read');
  return (
    <>
      <div className="two">
        {everywhere && <RecoveryCard />}
        <KeysCard />
      </div>
      {everywhere && <DoctorCard />}
    </>
  );
}

function KeysCard() {
  const { id: tenant } = useTenant();
  const keeping = useCall(showKeeping, { path: { tenant } });
  const { keeping: own } = text;
  return (
    <Card title={own.keys} caption={own.keysCaption}>
      <Loaded of={keeping} rows={3}>
        {({ masterKey, oldKeys, credentials, sealedWithOld }) => (
          <dl className="kv">
            <dt>{own.master}</dt>
            <dd className="code anywhere">{masterKey}</dd>
            <dt>{own.old}</dt>
            <dd>{oldKeys}</dd>
            <dt>{own.sealed}</dt>
            <dd>{own.sealedValue(credentials, sealedWithOld)}</dd>
          </dl>
        )}
      </Loaded>
    </Card>
  );
}

function RecoveryCard() {
  const mayConfirm = useSession().everywhere.includes('accounts.write');
  const kit = useCall(showRecovery);
  const [asking, ask] = useState(false);
  const { recovery } = text;
  return (
    <Card title={recovery.title} caption={recovery.caption}>
      <Loaded of={kit} rows={4}>
        {({ confirmed, by, at, kitHere, file, key, demo }) => (
          <>
            <p>
              <OutcomeBadge
                tint
                outcome={confirmed ? 'pass' : demo ? 'not-applicable' : 'fail'}
                words={confirmed ? recovery.confirmed : demo ? recovery.notNeeded : recovery.open}
              />
            </p>
            <p className="m" style={{ margin: '6px 0 10px' }}>
              {confirmed ? recovery.by(by ?? '', at ? exactMoment(at) : '') : demo ? recovery.demo : recovery.why}
            </p>
            {!confirmed && !demo && (
              <ol className="steps">
                {recovery.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            )}
            <dl className="kv">
              <dt>{recovery.key}</dt>
              <dd className="code anywhere">{key}</dd>
              {!demo && (
                <>
                  <dt>{recovery.here}</dt>
                  <dd>
                    {kitHere
                      ? recovery.hereYes(file)
                      : `${recovery.hereNo}${confirmed ? '' : `. ${recovery.makeAgain}`}`}
                  </dd>
                </>
              )}
            </dl>
            {!confirmed &&
              !demo &&
              (mayConfirm ? (
                <Button look="primary" onClick={() => ask(true)}>
                  {recovery.confirm}
                </Button>
              ) : (
                <p className="c">{recovery.onlyOwner}</p>
              ))}
            {asking && <ConfirmKit onClose={() => ask(false)} />}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function ConfirmKit({ onClose }: { onClose: () => void }) {
  const [word, setWord] = useState('');
  const [password, setPassword] = useState('');
  const write = useWrite(confirmRecovery, ['recovery', 'doctor']);
  const { recovery } = text;
  return (
    <Confirm
      {...{ title: recovery.confirmTitle, go: recovery.go, busy: write.isPending, problem: write.error, onClose }}
      blocked={word === '' || password === ''}
      onGo={() => write.mutate({ body: { word, password } }, { onSuccess: onClose })}
    >
      <div className="form">
        <Field
          label={recovery.word}
          hint={recovery.wordHint}
          autoComplete="off"
          value={word}
          onChange={(event) => setWord(event.target.value)}
        />
        <Field
          label={recovery.password}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
    </Confirm>
  );
}

const looks = { sound: 'pass', warning: 'partial', fault: 'fail', unknown: 'unknown' } as const;
const worst = ['fault', 'unknown', 'warning', 'sound'];

function DoctorCard() {
  const [looking, look] = useState(false);
  const doctor = useCall(showDoctor, {}, { enabled: looking });
  const { doctor: own } = text;
  return (
    <Card
      flush
      title={own.title}
      caption={doctor.data && own.caption(exactMoment(doctor.data.at))}
      actions={
        <Button small busy={doctor.isFetching} onClick={() => (looking ? void doctor.refetch() : look(true))}>
          {own.run}
        </Button>
      }
    >
      {!looking && <p className="pad m">{own.never}</p>}
      {looking && (
        <Loaded of={doctor} rows={8}>
          {({ findings, faults }) => (
            <>
              <p className="pad b" role="status">
                {own.faults(faults)}
              </p>
              <table className="stack">
                <thead>
                  <tr>
                    {Object.values(own.columns).map((title) => (
                      <th key={title} scope="col">
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {findings
                    .toSorted((a, b) => worst.indexOf(a.state) - worst.indexOf(b.state))
                    .map(({ id, title, state, why, step }, at) => (
                      <tr key={`${id} ${at}`}>
                        <td className="b">{title}</td>
                        <td data-h={own.columns.state}>
                          <OutcomeBadge outcome={looks[state]} words={own.states[state]} />
                        </td>
                        <td data-h={own.columns.why} className="anywhere">
                          {why}
                        </td>
                        <td data-h={own.columns.step} className="anywhere">
                          {step}
                        </td>
                      </tr>
                    ))}
                </tbody>
              </table>
            </>
          )}
        </Loaded>
      )}
    </Card>
  );
}
