import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { claim, linkState, signInState } from '../../../api/sign-in.ts';
import { acceptBySignOn } from '../../../api/single-sign-on.ts';
import { Problem, call } from '../../client/call.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Skeleton } from '../../components/state.tsx';
import { formText } from '../../components/form-text.ts';
import { words } from '../../words/index.ts';
import { Enroll } from './enroll.tsx';
import { Gatehouse } from './gatehouse.tsx';
import { wordsOf } from './sign-in-page.tsx';

const text = words.signIn.welcome;

/** Where a one-time link leads. Its secret stands behind the # and is taken off the address at once. */
export function WelcomePage() {
  const [link] = useState(() => location.hash.slice(1));
  const [next, setNext] = useState<'form' | 'enroll'>('form');
  const state = useMutation({ mutationFn: () => call(linkState, { body: { link } }) });
  const { mutate } = state;
  useEffect(() => {
    history.replaceState(null, '', '/welcome');
    mutate();
  }, [mutate]);
  if (next === 'enroll') return <Enroll onDone={() => location.assign('/')} />;
  if (state.isError)
    return (
      <Gatehouse title={words.signIn.title}>
        <p className="m">{text.gone}</p>
        <a className="btn" href="/sign-in">
          {words.signIn.title}
        </a>
      </Gatehouse>
    );
  if (!state.data) return <Skeleton />;
  const { kind, name, email } = state.data;
  const title = kind === 'first-owner' ? text.firstOwner : kind === 'reset' ? text.reset : text.invitation(name ?? '');
  return (
    <Gatehouse title={title} {...(kind !== 'reset' && { step: { at: 1, of: 3 } })}>
      {kind === 'first-owner' && <FirstOwnerNote />}
      <Claim
        link={link}
        asksWho={kind === 'first-owner'}
        email={email}
        onNext={(now) => (now === 'enroll' ? setNext('enroll') : location.assign('/sign-in'))}
      />
      {kind === 'invitation' && <AcceptBySignOn link={link} />}
    </Gatehouse>
  );
}

/** An invitation can be accepted by the identity provider: who works with that alone needs no password here. */
function AcceptBySignOn({ link }: { link: string }) {
  const { data } = useCall(signInState);
  const accept = useWrite(acceptBySignOn);
  const name = data?.singleSignOn;
  if (name === undefined) return null;
  const go = () => accept.mutate({ body: { link } }, { onSuccess: ({ url }) => location.assign(url) });
  return (
    <>
      <span className="or">{words.signIn.or}</span>
      <Button busy={accept.isPending} onClick={go}>
        {text.provider(name)}
      </Button>
      {accept.error && (
        <p className="note bad" role="alert">
          {wordsOf(accept.error)}
        </p>
      )}
    </>
  );
}

/** In the demo nobody should wonder which address to give. */
function FirstOwnerNote() {
  const state = useCall(signInState);
  return <p className="m">{state.data?.demo ? text.demo : text.owner}</p>;
}

function Claim({
  link,
  asksWho,
  email,
  onNext,
}: {
  link: string;
  asksWho: boolean;
  email: string | undefined;
  onNext: (next: string) => void;
}) {
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      link,
      password: formText(form, 'password'),
      ...(asksWho && { email: formText(form, 'email'), name: formText(form, 'name') }),
    };
    setBusy(true);
    try {
      onNext((await call(claim, { body })).next);
    } catch (error) {
      setFault(error instanceof Problem ? wordsOf(error) : String(error));
    }
    setBusy(false);
  };
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      {asksWho && <Field label={text.name} name="name" autoComplete="name" required autoFocus />}
      {asksWho ? (
        <Field label={words.signIn.email} name="email" type="email" autoComplete="username" required />
      ) : (
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      )}
      <Field
        label={words.signIn.password}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={12}
        hint={text.text}
        fault={fault}
      />
      <Button look="primary" type="submit" busy={busy}>
        {text.go}
      </Button>
    </form>
  );
}
