import { mySessions } from '../../../api/sign-in.ts';
import { useCall } from '../../client/use-call.ts';
import { ButtonLink } from '../../components/button.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty } from '../../components/state.tsx';
import { Tiles } from '../../components/tiles.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.mine;

/** An employee's own page: what is theirs, and nobody else's. */
export function MyPage() {
  const { name, authenticators, recoveryCodesLeft } = useSession();
  const sessions = useCall(mySessions, {});
  return (
    <Page
      title={text.title}
      provenance={text.provenance(name)}
      actions={<ButtonLink to="/account">{words.shell.myAccount}</ButtonLink>}
    >
      <Tiles
        tiles={[
          { title: text.steps, value: authenticators.length.toLocaleString(), note: text.stepsNote },
          {
            title: text.codes,
            value: recoveryCodesLeft.toLocaleString(),
            note: recoveryCodesLeft === 0 ? text.noCodes : text.codesNote,
          },
          { title: text.devices, value: sessions.data?.items.length.toLocaleString() ?? '', note: text.devicesNote },
        ]}
      />
      <Card title={text.waiting}>
        <Empty fact={text.nothing.fact} next={text.nothing.next} />
      </Card>
      <Card title={text.odd}>
        <ul className="dots">
          {text.oddSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      </Card>
    </Page>
  );
}
