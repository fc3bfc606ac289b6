import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { endToken, myTokens } from '../../../api/sign-in.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ago, day } from '../../components/dates.ts';
import { Card } from '../../components/page.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { AddToken } from './add-token.tsx';

const text = words.account.tokens;

/** Tokens by which programs act for this person. */
export function TokensCard() {
  const { tenants } = useSession();
  const tokens = useCall(myTokens);
  const end = useWrite(endToken, ['me']);
  const [adding, add] = useState(false);
  const [made, setMade] = useState<{ name: string; token: string }>();
  const [ending, ask] = useState<{ id: string; name: string }>();
  const addButton = (
    <Button small onClick={() => add(true)}>
      {text.add}
    </Button>
  );
  return (
    <Card
      flush
      title={text.title}
      caption={
        <>
          {text.caption} <Link to="/api">{words.shell.apiReference}</Link>
        </>
      }
      actions={tokens.data && tokens.data.items.length > 0 && !adding && addButton}
    >
      {made && <ShownOnce what={text.shown(made.name)} lines={[made.token]} onKept={() => setMade(undefined)} />}
      {adding && (
        <AddToken
          onClose={() => add(false)}
          onMade={(token) => {
            setMade(token);
            add(false);
          }}
        />
      )}
      <Loaded of={tokens} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            !adding && <Empty fact={text.none.fact} next={text.none.next} action={addButton} />
          ) : (
            <table className="stack">
              <thead>
                <tr>
                  <th scope="col">{text.columns.name}</th>
                  <th scope="col">{text.columns.tenant}</th>
                  <th scope="col">{text.columns.permissions}</th>
                  <th scope="col">{text.columns.ends}</th>
                  <th scope="col">{text.columns.used}</th>
                  <th scope="col">
                    <span className="sr">{text.columns.act}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ id, name, tenant, permissions, endsAt, usedAt }) => (
                  <tr key={id}>
                    <td className="b">{name}</td>
                    <td data-h={text.columns.tenant}>
                      {tenant === '*' ? text.all : (tenants.find((one) => one.id === tenant)?.name ?? tenant)}
                    </td>
                    <td data-h={text.columns.permissions} className="c">
                      {permissions.join(', ')}
                    </td>
                    <td data-h={text.columns.ends}>{day(endsAt)}</td>
                    <td data-h={text.columns.used}>{usedAt ? ago(usedAt) : words.common.never}</td>
                    <td className="r">
                      <Button small aria-label={`${text.end}: ${name}`} onClick={() => ask({ id, name })}>
                        {text.end}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
      {ending && (
        <Confirm
          {...{ title: text.endTitle(ending.name), go: text.end, danger: true, busy: end.isPending }}
          problem={end.error}
          onClose={() => ask(undefined)}
          onGo={() => end.mutate({ path: { id: ending.id } }, { onSuccess: () => ask(undefined) })}
        >
          <p className="m">{text.endText}</p>
        </Confirm>
      )}
    </Card>
  );
}
