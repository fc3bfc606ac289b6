import { type Role, roleWords, roles } from '../../../core/permission.ts';
import { Button } from '../../components/button.tsx';
import { Choose } from '../../components/choose.tsx';
import { Field } from '../../components/field.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.people;

export interface Given {
  role: Role;
  tenant: string;
  /** Empty for no end. */
  until: string;
}

/** Roles of one person, each for one tenant or for all, some with an end date. */
export function RoleRows({
  given,
  onChange,
}: {
  given: readonly Given[];
  onChange: (given: readonly Given[]) => void;
}) {
  const { tenants } = useSession();
  const set = (at: number, change: Partial<Given>) =>
    onChange(given.map((one, place) => (place === at ? { ...one, ...change } : one)));
  return (
    <div className="col">
      {given.map(({ role, tenant, until }, at) => (
        <div key={at} className="role-row">
          <Choose
            label={text.role}
            value={role}
            onChange={(event) => set(at, { role: event.target.value as Role })}
            options={roles.map((value) => ({ value, label: roleWords[value].title }))}
          />
          <Choose
            label={text.where}
            value={tenant}
            onChange={(event) => set(at, { tenant: event.target.value })}
            options={[
              ...tenants.map(({ id, name }) => ({ value: id, label: name })),
              { value: '*', label: text.everywhere },
            ]}
          />
          <Field
            label={text.until}
            type="date"
            required={role === 'auditor'}
            hint={role === 'auditor' ? text.auditorUntil : undefined}
            value={until}
            onChange={(event) => set(at, { until: event.target.value })}
          />
          <Button small look="quiet" onClick={() => onChange(given.filter((_, place) => place !== at))}>
            {text.dropRole}
          </Button>
        </div>
      ))}
      <div>
        <Button
          small
          onClick={() => onChange([...given, { role: 'it-admin', tenant: tenants[0]?.id ?? '*', until: '' }])}
        >
          {text.addRole}
        </Button>
      </div>
    </div>
  );
}

/** As the API takes them. */
export function grantsOf(given: readonly Given[]) {
  return given.map(({ role, tenant, until }) => ({ role, tenant, ...(until && { until }) }));
}
