import { type FormEvent, useEffect } from 'react';
import { confirmTotp, startTotp } from '../../../api/sign-in.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Fault, Skeleton } from '../../components/state.tsx';
import { words } from '../../words/index.ts';

const text = words.account.steps;

/** A further authenticator app: its picture, and a first code that proves that it works. */
export function AddApp({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { mutate: begin, data: setup, error } = useWrite(startTotp);
  const confirm = useWrite(confirmTotp, ['me']);
  useEffect(() => begin({}), [begin]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { code: formText(data, 'code').trim(), name: formText(data, 'name').trim() };
    confirm.mutate({ path: { id: setup!.id }, body }, { onSuccess: onDone });
  };
  if (error) return <Fault problem={error} />;
  if (!setup) return <Skeleton rows={3} />;
  return (
    <form className="form pad inset" onSubmit={submit}>
      <p className="m">{text.scan}</p>
      <img className="qr" alt="" src={`data:image/svg+xml;utf8,${encodeURIComponent(setup.qr)}`} />
      <p className="c m">
        {text.typed} <span className="code">{setup.secret.match(/.{1,4}/g)?.join(' ')}</span>
      </p>
      <Field label={text.name} name="name" defaultValue={text.usual} required maxLength={60} />
      <Field
        label={text.code}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        fault={confirm.error?.body.hint ?? confirm.error?.message}
      />
      <div className="row">
        <Button look="primary" type="submit" busy={confirm.isPending}>
          {text.confirm}
        </Button>
        <Button onClick={onClose}>{words.common.cancel}</Button>
      </div>
    </form>
  );
}
