import { useState } from 'react';
import { linkMe, unlinkMe } from '../../../api/single-sign-on.ts';
import { useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Card } from '../../components/page.tsx';
import { useSession } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.account.provider;

/** The identity provider that vouches for this account, where one is set up. */
export function SingleSignOnCard() {
  const { singleSignOn } = useSession();
  const link = useWrite(linkMe);
  const unlink = useWrite(unlinkMe, ['me']);
  const [asking, ask] = useState(false);
  if (!singleSignOn) return null;
  const { name, linked } = singleSignOn;
  const go = () => link.mutate({}, { onSuccess: ({ url }) => location.assign(url) });
  return (
    <Card title={text.title(name)} caption={linked ? text.linked : text.notLinked}>
      {link.error && (
        <p className="note bad" role="alert">
          {link.error.body.hint ?? link.error.message}
        </p>
      )}
      <p className="m">{linked ? text.linkedText(name) : text.text(name)}</p>
      <div className="row">
        {linked ? (
          <Button onClick={() => ask(true)}>{text.unlink}</Button>
        ) : (
          <Button busy={link.isPending} onClick={go}>
            {text.link(name)}
          </Button>
        )}
      </div>
      {asking && (
        <Confirm
          {...{ title: text.unlinkTitle(name), go: text.unlink, busy: unlink.isPending, problem: unlink.error }}
          onGo={() => unlink.mutate({}, { onSuccess: () => ask(false) })}
          onClose={() => ask(false)}
        >
          <p className="m">{text.unlinkText}</p>
        </Confirm>
      )}
    </Card>
  );
}
