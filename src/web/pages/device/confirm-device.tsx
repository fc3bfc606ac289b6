import type { FormEvent } from 'react';
import type { z } from 'zod';
import { confirmDevice, refuseDevice } from '../../../api/device.ts';
import { roleWords } from '../../../core/permission.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { ago, day } from '../../components/dates.ts';
import { formText } from '../../components/form-text.ts';
import { Fault } from '../../components/state.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import type { Waiting } from './waiting.ts';

const text = words.device.look;

/** What asks, from where, and what it would get: read before it is confirmed. */
export function ConfirmDevice({
  waiting,
  onConfirmed,
  onRefused,
}: {
  waiting: Waiting;
  onConfirmed: (made: z.output<(typeof confirmDevice)['answer']>) => void;
  onRefused: () => void;
}) {
  const { tenants } = useSession();
  const confirm = useWrite(confirmDevice, ['me']);
  const refuse = useWrite(refuseDevice, []);
  const { code, machine, address, sameAddress, begunAt, roles } = waiting;
  const where = (id: string) => (id === '*' ? text.everywhere : (tenants.find((one) => one.id === id)?.name ?? id));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const may = formText(form, 'may') === 'read' ? 'read' : 'all';
    confirm.mutate(
      { body: { code, may, tenant: formText(form, 'tenant'), hours: Number(formText(form, 'hours')) } },
      { onSuccess: onConfirmed },
    );
  };
  const problem = confirm.error ?? refuse.error;
  return (
    <form className="form" onSubmit={submit}>
      <h2>{text.title}</h2>
      <dl className="kv">
        <dt>{text.machine}</dt>
        <dd className="b">{machine}</dd>
        <dt>{text.address}</dt>
        <dd>
          <span className="code">{address}</span>, {sameAddress ? text.same : text.other}
        </dd>
        <dt>{text.begun}</dt>
        <dd>{ago(begunAt)}</dd>
        <dt>{text.roles}</dt>
        <dd>
          {roles.length === 0 && text.nothing}
          <ul>
            {roles.map(({ role, tenant, until }) => (
              <li key={`${role} ${tenant}`}>
                <b>{roleWords[role].title}</b>, {where(tenant)}
                {until && `, ${text.until(day(until))}`}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      {!sameAddress && <p className="note bad">{text.warning}</p>}
      <Choose
        label={text.tenant}
        name="tenant"
        options={[{ value: '*', label: text.all }, ...tenants.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Choose
        label={text.may}
        name="may"
        options={[
          { value: 'all', label: text.mayAll },
          { value: 'read', label: text.mayRead },
        ]}
      />
      <Choose label={text.hours} name="hours" options={text.choices} />
      {problem && <Fault problem={problem} />}
      <div className="row">
        <Button look="primary" type="submit" busy={confirm.isPending}>
          {text.go}
        </Button>
        <Button busy={refuse.isPending} onClick={() => refuse.mutate({ body: { code } }, { onSuccess: onRefused })}>
          {text.refuse}
        </Button>
      </div>
    </form>
  );
}
