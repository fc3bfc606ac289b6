import { useState } from 'react';
import { resetAccount, setRoles, setState } from '../../../api/accounts.ts';
import { useWrite } from '../../client/use-call.ts';
import { Confirm } from '../../components/confirm.tsx';
import { words } from '../../words/index.ts';
import type { Person } from './person.ts';
import { type Given, RoleRows, grantsOf } from './role-rows.tsx';

const text = words.settings.people;
export type PersonAct = 'roles' | 'disable' | 'enable' | 'reset';

/** What an owner does to one account, asked before it is done. */
export function PersonQuestion({
  act,
  person,
  onClose,
  onLink,
}: {
  act: PersonAct;
  person: Person;
  onClose: () => void;
  onLink: (made: { name: string; link: string }) => void;
}) {
  const { id, name } = person;
  const roles = useWrite(setRoles, ['accounts', 'me']);
  const state = useWrite(setState, ['accounts']);
  const reset = useWrite(resetAccount, ['accounts']);
  const [given, setGiven] = useState<readonly Given[]>(
    person.roles.map(({ role, tenant, until }) => ({ role, tenant, until: until ?? '' })),
  );
  const [secondSteps, setSecondSteps] = useState(false);
  const done = { onSuccess: onClose };
  if (act === 'roles')
    return (
      <Confirm
        {...{ title: text.rolesTitle(name), go: text.save, busy: roles.isPending, problem: roles.error, onClose }}
        onGo={() => roles.mutate({ path: { id }, body: { roles: grantsOf(given) } }, done)}
      >
        <RoleRows given={given} onChange={setGiven} />
      </Confirm>
    );
  if (act === 'reset')
    return (
      <Confirm
        {...{ title: text.resetTitle(name), go: text.resetGo, busy: reset.isPending, problem: reset.error, onClose }}
        onGo={() =>
          reset.mutate(
            { path: { id }, body: { secondSteps } },
            {
              onSuccess: ({ link }) => {
                onLink({ name, link });
                onClose();
              },
            },
          )
        }
      >
        <p className="m">{text.resetText}</p>
        <label className="check">
          <input type="checkbox" checked={secondSteps} onChange={(event) => setSecondSteps(event.target.checked)} />{' '}
          {text.resetSteps}
        </label>
      </Confirm>
    );
  const disable = act === 'disable';
  return (
    <Confirm
      {...{ title: disable ? text.disableTitle(name) : `${text.enable}: ${name}`, onClose, danger: disable }}
      go={`${disable ? text.disable : text.enable}: ${name}`}
      busy={state.isPending}
      problem={state.error}
      onGo={() => state.mutate({ path: { id }, body: { state: disable ? 'disabled' : 'active' } }, done)}
    >
      {disable && <p className="m">{text.disableText}</p>}
    </Confirm>
  );
}
