import { type FormEvent, useState } from 'react';
import { addToken } from '../../../api/sign-in.ts';
import type { Permission } from '../../../core/permission.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Fault } from '../../components/state.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.account.tokens;

/** A new token: for one tenant as a rule, with what it needs and no more. */
export function AddToken({
  onMade,
  onClose,
}: {
  onMade: (made: { name: string; token: string }) => void;
  onClose: () => void;
}) {
  const { tenants, everywhere } = useSession();
  const make = useWrite(addToken, ['me']);
  const [tenant, setTenant] = useState(tenants[0]?.id ?? '*');
  const [chosen, choose] = useState<ReadonlySet<Permission>>(new Set());
  const possible = tenant === '*' ? everywhere : (tenants.find(({ id }) => id === tenant)?.permissions ?? []);
  const permissions = possible.filter((permission) => chosen.has(permission));
  const toggle = (permission: Permission) => {
    const next = new Set(chosen);
    if (!next.delete(permission)) next.add(permission);
    choose(next);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = { name: formText(data, 'name'), permissions, tenant, days: Number(formText(data, 'days')) };
    make.mutate({ body }, { onSuccess: onMade });
  };
  return (
    <form className="form pad inset wide-form" onSubmit={submit}>
      <Field label={text.name} name="name" required maxLength={60} />
      <Choose
        label={text.tenant}
        value={tenant}
        onChange={(event) => setTenant(event.target.value)}
        options={[
          ...tenants.map(({ id, name }) => ({ value: id, label: name })),
          ...(everywhere.length > 0 ? [{ value: '*', label: text.all }] : []),
        ]}
      />
      <Field label={text.days} name="days" type="number" min={1} max={366} defaultValue={90} required />
      <fieldset>
        <legend>{text.may}</legend>
        <Button small onClick={() => choose(new Set(possible.filter((one) => one.endsWith('.read'))))}>
          {text.readOnly}
        </Button>
        <div className="checks">
          {possible.map((permission) => (
            <label key={permission}>
              <input type="checkbox" checked={chosen.has(permission)} onChange={() => toggle(permission)} />{' '}
              {permission}
            </label>
          ))}
        </div>
      </fieldset>
      {make.error && <Fault problem={make.error} />}
      <div className="row">
        <Button look="primary" type="submit" busy={make.isPending} disabled={permissions.length === 0}>
          {text.add}
        </Button>
        <Button onClick={onClose}>{words.common.cancel}</Button>
      </div>
    </form>
  );
}
