import { useState } from 'react';
import { showSingleSignOn, testSingleSignOn, unlinkAccount } from '../../../api/single-sign-on.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card } from '../../components/page.tsx';
import { Loaded } from '../../components/state.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.provider;

/** The identity provider: what to register there, whether it answers, and for whom it vouches. */
export function SingleSignOnCard({ mayWrite }: { mayWrite: boolean }) {
  const state = useCall(showSingleSignOn);
  const test = useWrite(testSingleSignOn);
  const unlink = useWrite(unlinkAccount, ['single-sign-on', 'accounts']);
  const [asked, ask] = useState<{ id: string; name: string }>();
  const configured = state.data?.provider !== undefined;
  return (
    <Card
      title={text.title}
      caption={text.caption}
      actions={
        mayWrite &&
        configured && (
          <Button small busy={test.isPending} onClick={() => test.mutate({})}>
            {text.test}
          </Button>
        )
      }
    >
      <Loaded of={state} rows={3}>
        {({ provider, people }) => (
          <>
            {!provider && <p className="m">{text.none}</p>}
            {provider && (
              <dl className="kv">
                <dt>{text.name}</dt>
                <dd className="b">{provider.name}</dd>
                <dt>{text.issuer}</dt>
                <dd className="code">{provider.issuer}</dd>
                <dt>{text.clientId}</dt>
                <dd className="code">{provider.clientId}</dd>
                <dt>{text.redirect}</dt>
                <dd className="code">{provider.redirect}</dd>
                <dt>{text.people}</dt>
                <dd>
                  {people.length === 0 && text.nobody}
                  <ul>
                    {people.map(({ id, name, email }) => (
                      <li key={id}>
                        <b>{name}</b> <span className="s c">{email}</span>{' '}
                        {mayWrite && (
                          <Button
                            look="quiet"
                            small
                            aria-label={`${text.unlink}: ${name}`}
                            onClick={() => ask({ id, name })}
                          >
                            {text.unlink}
                          </Button>
                        )}
                      </li>
                    ))}
                  </ul>
                </dd>
              </dl>
            )}
            {test.data && (
              <p role="status">
                <OutcomeBadge
                  outcome={test.data.works ? 'pass' : 'fail'}
                  words={test.data.works ? text.works : text.fails}
                />{' '}
                {`${test.data.says} ${test.data.next}`}
              </p>
            )}
          </>
        )}
      </Loaded>
      {asked && (
        <Confirm
          {...{ title: text.unlinkTitle(asked.name), go: text.unlink, busy: unlink.isPending, problem: unlink.error }}
          onGo={() => unlink.mutate({ path: { id: asked.id } }, { onSuccess: () => ask(undefined) })}
          onClose={() => ask(undefined)}
        >
          <p className="m">{text.unlinkText}</p>
        </Confirm>
      )}
    </Card>
  );
}
