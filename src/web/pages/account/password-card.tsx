import { type FormEvent, useState } from 'react';
import { changePassword } from '../../../api/sign-in.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Card } from '../../components/page.tsx';
import { words } from '../../words/index.ts';

const text = words.account.password;

export function PasswordCard() {
  const change = useWrite(changePassword, ['me']);
  const [done, setDone] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    setDone(false);
    change.mutate(
      { body: { current: formText(data, 'current'), password: formText(data, 'password') } },
      {
        onSuccess: () => {
          form.reset();
          setDone(true);
        },
      },
    );
  };
  return (
    <Card title={text.title} caption={text.caption}>
      <form className="form" onSubmit={submit}>
        <Field label={text.current} name="current" type="password" autoComplete="current-password" required />
        <Field
          label={text.next}
          name="password"
          type="password"
          autoComplete="new-password"
          required
          hint={text.hint}
          fault={change.error?.body.hint ?? change.error?.message}
        />
        <div className="row">
          <Button type="submit" busy={change.isPending}>
            {text.go}
          </Button>
          <span role="status">{done && text.done}</span>
        </div>
      </form>
    </Card>
  );
}
