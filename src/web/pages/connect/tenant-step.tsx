import type { FormEvent } from 'react';
import { addTenant } from '../../../api/tenants.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Card } from '../../components/page.tsx';
import { Empty, Fault } from '../../components/state.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.connect.tenant;
type Cloud = keyof typeof text.clouds;
/** Each at least 3:1 on the card in both themes. */
const colors = ['#1f6f78', '#2c6e8f', '#4a5fa8', '#7a4fa3', '#a04482', '#a8452c', '#8a5a14', '#5c6b1e', '#2f7a45'];

/** The tenant's id and name. Nothing is sent to it yet. */
export function TenantStep({ onChosen }: { onChosen: (id: string) => void }) {
  const { tenants, everywhere } = useSession();
  const add = useWrite(addTenant, ['tenants']);
  const queries = useQueryClient();
  const own = tenants.filter(({ permissions }) => permissions.includes('tenants.connect'));
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const domain = formText(data, 'domain').trim();
    const body = {
      id: formText(data, 'id').trim(),
      name: formText(data, 'name'),
      cloud: formText(data, 'cloud') as Cloud,
      color: colors[tenants.length % colors.length]!,
      ...(domain && { domain }),
    };
    add.mutate(
      { body },
      // The list of tenants comes with the session: it is read anew before the next step needs it.
      { onSuccess: ({ id }) => void queries.invalidateQueries().then(() => onChosen(id)) },
    );
  };
  return (
    <Card title={text.title}>
      {everywhere.includes('tenants.connect') ? (
        <form className="form" onSubmit={submit}>
          <Field
            label={text.id}
            name="id"
            hint={text.text}
            required
            pattern="\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\s*"
            placeholder="00000000-0000-0000-0000-000000000000"
          />
          <Field label={text.name} name="name" required maxLength={120} />
          <Field label={text.domain} name="domain" placeholder="clinic.example.com" />
          <Choose
            label={text.cloud}
            name="cloud"
            options={(Object.keys(text.clouds) as Cloud[]).map((value) => ({ value, label: text.clouds[value] }))}
          />
          {add.error && <Fault problem={add.error} />}
          <div>
            <Button look="primary" type="submit" busy={add.isPending}>
              {text.go}
            </Button>
          </div>
        </form>
      ) : (
        <Empty fact={words.shell.notPermitted} />
      )}
      {own.length > 0 && (
        <div className="row" style={{ marginTop: 16 }}>
          <span className="m">{text.or}</span>
          {own.slice(0, 12).map(({ id, name }) => (
            <Button key={id} small onClick={() => onChosen(id)}>
              {name}
            </Button>
          ))}
        </div>
      )}
    </Card>
  );
}
