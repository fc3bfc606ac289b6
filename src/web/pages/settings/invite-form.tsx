import { type FormEvent, useState } from 'react';
import { inviteAccount } from '../../../api/accounts.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Card } from '../../components/page.tsx';
import { Fault } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { type Given, RoleRows, grantsOf } from './role-rows.tsx';

const text = words.settings.people;

/** Somebody new: their name, address and roles. What comes of it is a link that is shown once. */
export function InviteForm({
  onMade,
  onClose,
}: {
  onMade: (made: { name: string; link: string }) => void;
  onClose: () => void;
}) {
  const { id: tenant } = useTenant();
  const invite = useWrite(inviteAccount, ['accounts']);
  const [given, setGiven] = useState<readonly Given[]>([{ role: 'it-admin', tenant, until: '' }]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { name: formText(data, 'name'), email: formText(data, 'email'), roles: grantsOf(given) };
    invite.mutate({ body }, { onSuccess: ({ link }) => onMade({ name: body.name, link }) });
  };
  return (
    <Card title={text.invite}>
      <form className="form wide-form" onSubmit={submit}>
        <Field label={text.name} name="name" required maxLength={120} />
        <Field label={text.email} name="email" type="email" required maxLength={254} />
        <RoleRows given={given} onChange={setGiven} />
        {invite.error && <Fault problem={invite.error} />}
        <div className="row">
          <Button look="primary" type="submit" busy={invite.isPending}>
            {text.inviteGo}
          </Button>
          <Button onClick={onClose}>{words.common.cancel}</Button>
        </div>
      </form>
    </Card>
  );
}
