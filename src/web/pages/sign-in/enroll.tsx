import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { confirmTotp, startTotp } from '../../../api/sign-in.ts';
import { Problem, call } from '../../client/call.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { words } from '../../words/index.ts';
import { Gatehouse } from './gatehouse.tsx';
import { deviceName, makePasskey } from './passkey.ts';

const text = words.signIn.enroll;

/** The second step is set up before anything else is shown. */
export function Enroll({ onDone }: { onDone: () => void }) {
  const [setup, setSetup] = useState<z.output<(typeof startTotp)['answer']>>();
  const [codes, setCodes] = useState<string[]>();
  const [fault, setFault] = useState<string>();
  const finish = ({ recoveryCodes }: { recoveryCodes?: string[] | undefined }) =>
    recoveryCodes ? setCodes(recoveryCodes) : onDone();
  const fail = (error: unknown) =>
    setFault(error instanceof Problem ? (error.body.hint ?? error.message) : words.signIn.passkeyFailed);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (setup) return <AuthenticatorApp setup={setup} onConfirmed={finish} />;
  return (
    <Gatehouse title={text.title} step={{ at: 2, of: 3 }}>
      <p className="m">{text.text}</p>
      <button type="button" className="choice" onClick={() => void makePasskey(deviceName()).then(finish, fail)}>
        <span className="b">{text.passkey}</span>
        <span className="m c">{text.passkeyText}</span>
      </button>
      <button type="button" className="choice" onClick={() => void call(startTotp).then(setSetup, fail)}>
        <span className="b">{text.app}</span>
        <span className="m c">{text.appText}</span>
      </button>
      {fault && (
        <p className="note bad" role="alert">
          {fault}
        </p>
      )}
    </Gatehouse>
  );
}

function AuthenticatorApp({
  setup,
  onConfirmed,
}: {
  setup: z.output<(typeof startTotp)['answer']>;
  onConfirmed: (answer: { recoveryCodes?: string[] | undefined }) => void;
}) {
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = formText(new FormData(event.currentTarget), 'code').trim();
    setBusy(true);
    await call(confirmTotp, { path: { id: setup.id }, body: { code, name: text.app } }).then(
      onConfirmed,
      (error: unknown) => setFault(error instanceof Problem ? (error.body.hint ?? error.message) : String(error)),
    );
    setBusy(false);
  };
  return (
    <Gatehouse title={text.app} step={{ at: 2, of: 3 }}>
      <p className="m">{text.scan}</p>
      <img className="qr" alt="" src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.qr)}`} />
      <p className="c m">
        {text.typed} <span className="code">{setup.secret.match(/.{1,4}/g)?.join(' ')}</span>
      </p>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Field
          label={words.signIn.second.code}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          autoFocus
          fault={fault}
        />
        <Button look="primary" type="submit" busy={busy}>
          {text.confirm}
        </Button>
      </form>
    </Gatehouse>
  );
}

export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const own = words.signIn.codes;
  return (
    <Gatehouse title={own.title} step={{ at: 3, of: 3 }}>
      <p className="m">{own.text}</p>
      <ol className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="pair">
        <Button onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => setCopied(true))}>
          {copied ? own.copied : own.copy}
        </Button>
        <Button onClick={() => print()}>{own.print}</Button>
      </div>
      <Button look="primary" onClick={onDone}>
        {own.kept}
      </Button>
    </Gatehouse>
  );
}
