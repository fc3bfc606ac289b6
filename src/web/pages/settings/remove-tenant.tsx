import { useState } from 'react';
import { removeTenant } from '../../../api/tenants.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Field } from '../../components/field.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.connections;

/** Takes a tenant away from here; its name is typed, so that it is the right one. */
export function RemoveTenant() {
  const { id: tenant, name } = useTenant();
  const remove = useWrite(removeTenant, ['me', 'tenants']);
  const [asking, ask] = useState(false);
  const [typed, type] = useState('');
  return (
    <p>
      <Button look="danger" onClick={() => ask(true)}>
        {text.remove}
      </Button>
      {asking && (
        <Confirm
          {...{ title: text.removeTitle(name), go: `${text.remove}: ${name}`, danger: true, busy: remove.isPending }}
          problem={remove.error}
          blocked={typed.trim() !== name}
          onClose={() => ask(false)}
          onGo={() =>
            remove.mutate({ path: { tenant }, body: { name: typed.trim() } }, { onSuccess: () => location.assign('/') })
          }
        >
          <div className="form">
            <p className="m">{text.removeText}</p>
            <Field label={`${text.removeName}: ${name}`} value={typed} onChange={(event) => type(event.target.value)} />
          </div>
        </Confirm>
      )}
    </p>
  );
}
