import { endMySession, mySessions } from '../../../api/sign-in.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { ago, exactMoment } from '../../components/dates.ts';
import { Card } from '../../components/page.tsx';
import { Fault, Loaded } from '../../components/state.tsx';
import { words } from '../../words/index.ts';

const text = words.account.devices;

/** Where the account is open. One that is not the person's own ends by one press. */
export function DevicesCard() {
  const sessions = useCall(mySessions);
  const end = useWrite(endMySession, ['me']);
  return (
    <Card flush title={text.title} caption={text.caption}>
      {end.error && <Fault problem={end.error} />}
      <Loaded of={sessions} rows={2}>
        {({ items }) => (
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{text.columns.device}</th>
                <th scope="col">{text.columns.since}</th>
                <th scope="col">{text.columns.seen}</th>
                <th scope="col">{text.columns.from}</th>
                <th scope="col">
                  <span className="sr">{text.columns.act}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ id, agent, current, createdAt, seenAt, address }) => (
                <tr key={id}>
                  <td className="b">{deviceOf(agent)}</td>
                  <td data-h={text.columns.since}>{exactMoment(createdAt)}</td>
                  <td data-h={text.columns.seen}>{ago(seenAt)}</td>
                  <td data-h={text.columns.from} className="code">
                    {address}
                  </td>
                  <td className="r">
                    {current ? (
                      <span className="s">{text.current}</span>
                    ) : (
                      <Button
                        small
                        aria-label={`${text.end}: ${deviceOf(agent)}, ${exactMoment(createdAt)}`}
                        busy={end.isPending && end.variables?.path?.['id'] === id}
                        onClick={() => end.mutate({ path: { id } })}
                      >
                        {text.end}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </Card>
  );
}

/** "Firefox, Windows" out of what a browser says of itself. */
function deviceOf(agent: string): string {
  const browser = /Edg|Firefox|Chrome|Safari/.exec(agent)?.[0].replace('Edg', 'Edge');
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(agent)?.[0];
  return [browser, system].filter(Boolean).join(', ') || text.unknown;
}
