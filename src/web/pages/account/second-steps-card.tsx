import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newRecoveryCodes, removeAuthenticator } from '../../../api/sign-in.ts';
import { Problem } from '../../client/call.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ago, day } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Card } from '../../components/page.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { deviceName, makePasskey } from '../sign-in/passkey.ts';
import { AddApp } from './add-app.tsx';

const text = words.account.steps;

/** Passkeys, apps and recovery codes: what has to be there beside the password. */
export function SecondStepsCard() {
  const { authenticators, recoveryCodesLeft } = useSession();
  const queries = useQueryClient();
  const remove = useWrite(removeAuthenticator, ['me']);
  const renew = useWrite(newRecoveryCodes, ['me']);
  const [adding, add] = useState(false);
  const [removing, ask] = useState<{ id: string; name: string }>();
  const [renewing, askCodes] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>();
  const [fault, setFault] = useState<string>();
  const added = () => {
    add(false);
    void queries.invalidateQueries();
  };
  const passkey = () =>
    void makePasskey(deviceName()).then(added, (error: unknown) =>
      setFault(error instanceof Problem ? (error.body.hint ?? error.message) : text.failed),
    );
  return (
    <Card
      flush
      title={text.title}
      caption={text.caption(recoveryCodesLeft)}
      actions={
        <>
          <Button small onClick={passkey}>
            <Icon name="key" />
            {text.addPasskey}
          </Button>
          <Button small onClick={() => add(true)}>
            {text.addApp}
          </Button>
          <Button small onClick={() => askCodes(true)}>
            {text.codes}
          </Button>
        </>
      }
    >
      {fault && (
        <p className="note bad" role="alert">
          {fault}
        </p>
      )}
      {codes && <ShownOnce what={text.codesShown} lines={codes} onKept={() => setCodes(undefined)} />}
      {adding && <AddApp onDone={added} onClose={() => add(false)} />}
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{text.columns.name}</th>
            <th scope="col">{text.columns.kind}</th>
            <th scope="col">{text.columns.added}</th>
            <th scope="col">{text.columns.used}</th>
            <th scope="col">
              <span className="sr">{text.columns.act}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {authenticators.map(({ id, name, kind, createdAt, lastUsedAt }) => (
            <tr key={id}>
              <td className="b">{name}</td>
              <td data-h={text.columns.kind}>{text.kinds[kind]}</td>
              <td data-h={text.columns.added}>{day(createdAt)}</td>
              <td data-h={text.columns.used}>{lastUsedAt ? ago(lastUsedAt) : words.common.never}</td>
              <td className="r">
                {authenticators.length > 1 ? (
                  <Button small aria-label={`${text.remove}: ${name}`} onClick={() => ask({ id, name })}>
                    {text.remove}
                  </Button>
                ) : (
                  <span className="s c">{text.only}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {removing && (
        <Confirm
          {...{ title: text.removeTitle(removing.name), go: text.remove, danger: true, busy: remove.isPending }}
          problem={remove.error}
          onClose={() => ask(undefined)}
          onGo={() => remove.mutate({ path: { id: removing.id } }, { onSuccess: () => ask(undefined) })}
        >
          <p className="m">{text.removeText}</p>
        </Confirm>
      )}
      {renewing && (
        <Confirm
          {...{ title: text.codesTitle, go: text.codesGo, busy: renew.isPending, problem: renew.error }}
          onClose={() => askCodes(false)}
          onGo={() =>
            renew.mutate(
              {},
              {
                onSuccess: ({ recoveryCodes }) => {
                  setCodes(recoveryCodes);
                  askCodes(false);
                },
              },
            )
          }
        >
          <p className="m">{text.codesText}</p>
        </Confirm>
      )}
    </Card>
  );
}
