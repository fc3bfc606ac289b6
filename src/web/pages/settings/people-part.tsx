import { useState } from 'react';
import { listAccounts } from '../../../api/accounts.ts';
import { roleWords } from '../../../core/permission.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { type Column, DataGrid } from '../../components/data-grid.tsx';
import { ago, day } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { Menu } from '../../components/menu.tsx';
import { Card } from '../../components/page.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { InviteForm } from './invite-form.tsx';
import type { Person } from './person.ts';
import { SingleSignOnCard } from './single-sign-on-card.tsx';
import { type PersonAct, PersonQuestion } from './person-question.tsx';

const text = words.settings.people;

/** Everybody who may sign in, with their roles; an owner invites and changes them. */
export function PeoplePart() {
  const { everywhere, tenants, id: own } = useSession();
  const maySee = everywhere.includes('accounts.read');
  const mayWrite = everywhere.includes('accounts.write');
  const people = useCall(listAccounts, {}, { enabled: maySee });
  const [inviting, invite] = useState(false);
  const [link, setLink] = useState<{ name: string; link: string }>();
  const [asked, ask] = useState<{ act: PersonAct; person: Person }>();
  if (!maySee) return <Empty fact={text.closed} />;
  const where = (tenant: string) =>
    tenant === '*' ? text.everywhere : (tenants.find(({ id }) => id === tenant)?.name ?? tenant);
  const columns: Column<Person>[] = [
    {
      id: 'person',
      title: text.columns.person,
      value: ({ name }) => name,
      cell: ({ name, email }) => (
        <>
          <span className="b">{name}</span>
          <span className="c s">{email}</span>
        </>
      ),
    },
    {
      id: 'roles',
      title: text.columns.roles,
      value: ({ roles }) => roles.map(({ role, tenant }) => `${role} ${where(tenant)}`).join('; '),
      cell: ({ roles }) => (
        <ul>
          {roles.map(({ role, tenant, until }) => (
            <li key={`${role} ${tenant}`}>
              {`${roleWords[role].title}, ${where(tenant)}${until ? `, ${words.account.who.until(day(until))}` : ''}`}
            </li>
          ))}
        </ul>
      ),
    },
    { id: 'state', title: text.columns.state, value: ({ state }) => state, cell: ({ state }) => text.states[state] },
    {
      id: 'steps',
      title: text.columns.steps,
      number: true,
      value: ({ secondSteps }) => secondSteps,
      cell: ({ secondSteps }) => secondSteps,
    },
    {
      id: 'seen',
      title: text.columns.seen,
      value: ({ lastSeenAt }) => lastSeenAt ?? '',
      cell: ({ lastSeenAt }) => (lastSeenAt ? ago(lastSeenAt) : words.common.never),
    },
    ...(mayWrite
      ? [
          {
            id: 'act',
            title: text.columns.act,
            value: () => '',
            cell: (person: Person) => <PersonMenu person={person} own={person.id === own} onAct={ask} />,
          },
        ]
      : []),
  ];
  return (
    <>
      {link && <ShownOnce what={text.link(link.name)} lines={[link.link]} onKept={() => setLink(undefined)} />}
      {inviting && (
        <InviteForm
          onClose={() => invite(false)}
          onMade={(made) => {
            setLink(made);
            invite(false);
          }}
        />
      )}
      <Card
        flush
        title={words.settings.parts.people}
        caption={text.caption}
        actions={
          mayWrite &&
          !inviting && (
            <Button look="primary" small onClick={() => invite(true)}>
              {text.invite}
            </Button>
          )
        }
      >
        <Loaded of={people}>
          {({ items }) => (
            <DataGrid
              label={words.settings.parts.people}
              rows={items}
              columns={columns}
              keyOf={({ id }) => id}
              empty={<Empty fact={text.none.fact} next={text.none.next} />}
              file="users"
            />
          )}
        </Loaded>
      </Card>
      <SingleSignOnCard mayWrite={mayWrite} />
      {asked && <PersonQuestion {...asked} onClose={() => ask(undefined)} onLink={setLink} />}
    </>
  );
}

function PersonMenu({
  person,
  own,
  onAct,
}: {
  person: Person;
  own: boolean;
  onAct: (asked: { act: PersonAct; person: Person }) => void;
}) {
  const choice = (act: PersonAct, label: string) => ({ id: act, label, act: () => onAct({ act, person }) });
  const choices = [
    choice('roles', text.changeRoles),
    ...(person.state === 'disabled' ? [choice('enable', text.enable)] : [choice('reset', text.reset)]),
    ...(person.state === 'disabled' || own ? [] : [choice('disable', text.disable)]),
  ];
  return (
    <Menu label={`${text.columns.act}: ${person.name}`} groups={[{ choices }]}>
      <button type="button" className="btn q sm" aria-label={`${text.columns.act}: ${person.name}`}>
        <Icon name="more" />
      </button>
    </Menu>
  );
}
