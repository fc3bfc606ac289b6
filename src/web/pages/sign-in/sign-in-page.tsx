import { type FormEvent, useEffect, useState } from 'react';
import { signIn, signInState, signInWithCode } from '../../../api/sign-in.ts';
import { Problem, call } from '../../client/call.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Fault, Skeleton } from '../../components/state.tsx';
import { formText } from '../../components/form-text.ts';
import { words } from '../../words/index.ts';
import { Enroll } from './enroll.tsx';
import { Gatehouse } from './gatehouse.tsx';
import { ownAddress } from './own-address.ts';
import { signInByPasskey } from './passkey.ts';
import { type StillSignedIn, takeStillSignedIn } from './signed-out.ts';

const text = words.signIn;

/** Where to go after the sign-in: an address of this console, never one that somebody put into a link. */
export function goOn(): void {
  location.assign(ownAddress(new URLSearchParams(location.search).get('to'), location.origin));
}

export function SignInPage() {
  const state = useCall(signInState);
  const [next, setNext] = useState<'second-step' | 'enroll'>();
  if (state.error)
    return (
      <Gatehouse title={text.title}>
        <Fault problem={state.error} again={() => void state.refetch()} />
      </Gatehouse>
    );
  if (!state.data) return <Skeleton />;
  const { unclaimed, singleSignOn, methods } = state.data;
  const stage =
    next ?? (state.data.next === 'enroll' || state.data.next === 'second-step' ? state.data.next : undefined);
  if (unclaimed)
    return (
      <Gatehouse title={text.unclaimed.title}>
        <p className="m">{text.unclaimed.text}</p>
      </Gatehouse>
    );
  if (stage === 'enroll') return <Enroll onDone={goOn} />;
  if (stage === 'second-step') return <SecondStep passkey={methods.length === 0 || methods.includes('passkey')} />;
  return <FirstStep singleSignOn={singleSignOn} onNext={(next) => (next === 'done' ? goOn() : setNext(next))} />;
}

function FirstStep({
  singleSignOn,
  onNext,
}: {
  singleSignOn: string | undefined;
  onNext: (next: 'done' | 'second-step' | 'enroll') => void;
}) {
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const why = new URLSearchParams(location.search).get('refused');
  const refused =
    why !== null && Object.hasOwn(text.refused, why) ? text.refused[why as keyof typeof text.refused] : undefined;
  const [left, setLeft] = useState<StillSignedIn>();
  useEffect(() => setLeft((before) => before ?? takeStillSignedIn()), []);
  const attempt = async (act: () => Promise<void>, otherwise?: string) => {
    setBusy(true);
    setFault(undefined);
    await act().catch((error: unknown) =>
      setFault(error instanceof Problem ? wordsOf(error) : (otherwise ?? String(error))),
    );
    setBusy(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void attempt(async () => {
      const body = { email: formText(form, 'email'), password: formText(form, 'password') };
      onNext((await call(signIn, { body })).next);
    });
  };
  return (
    <Gatehouse title={text.title}>
      {left && (
        <p className="note" role="status">
          {text.out.text(left.name)} <a href={left.url}>{text.out.go(left.name)}</a>
        </p>
      )}
      {refused && (
        <p className="note bad" role="alert">
          {refused}
        </p>
      )}
      <form className="form" onSubmit={submit}>
        <Field label={text.email} name="email" type="email" autoComplete="username webauthn" required autoFocus />
        <Field
          label={text.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          fault={fault}
        />
        <Button look="primary" type="submit" busy={busy}>
          {text.go}
        </Button>
      </form>
      <span className="or">{text.or}</span>
      <Button
        busy={busy}
        onClick={() => void attempt(() => signInByPasskey().then(() => onNext('done')), text.passkeyFailed)}
      >
        {text.passkey}
      </Button>
      {singleSignOn && (
        <a className="btn" href="/sign-on/start">
          {text.singleSignOn(singleSignOn)}
        </a>
      )}
    </Gatehouse>
  );
}

function SecondStep({ passkey }: { passkey: boolean }) {
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = formText(new FormData(event.currentTarget), 'code').trim();
    setBusy(true);
    await call(signInWithCode, { body: { code } }).then(goOn, (error: unknown) =>
      setFault(error instanceof Problem ? wordsOf(error) : String(error)),
    );
    setBusy(false);
  };
  return (
    <Gatehouse title={text.second.title}>
      <p className="m">{text.second.text}</p>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <Field
          label={text.second.code}
          name="code"
          autoComplete="one-time-code"
          required
          autoFocus
          minLength={6}
          maxLength={14}
          hint={text.second.recovery}
          fault={fault}
        />
        <Button look="primary" type="submit" busy={busy}>
          {text.second.go}
        </Button>
      </form>
      {passkey && (
        <Button look="quiet" onClick={() => void signInByPasskey().then(goOn, () => setFault(text.passkeyFailed))}>
          {text.second.withPasskey}
        </Button>
      )}
    </Gatehouse>
  );
}

/** What a refusal says to the person: the hint is the more helpful of the two. */
export function wordsOf({ body }: Problem): string {
  return body.hint ?? body.detail ?? body.title;
}
