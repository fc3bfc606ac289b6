import { type FormEvent, useId, useState } from 'react';
import { tenantActivity } from '../../../api/accounts.ts';
import { saveOrganization, showOrganization } from '../../../api/settings.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { exactMoment } from '../../components/dates.ts';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { Card } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';

const text = words.settings.organization;

/** wardline.yaml as it is, changed as text and kept only when it is valid. */
export function OrganizationPart() {
  const { id: tenant } = useTenant();
  const organization = useCall(showOrganization, { path: { tenant } });
  const mayWrite = useMay('settings.write');
  const [draft, setDraft] = useState<{ text: string; revision: string }>();
  const [saved, setSaved] = useState(false);
  const edit = (begun: { text: string; revision: string }) => {
    setSaved(false);
    setDraft(begun);
  };
  return (
    <>
      <Loaded of={organization}>
        {({ exists, text: content, revision, example }) =>
          draft ? (
            <Editor
              draft={draft}
              onClose={() => setDraft(undefined)}
              onSaved={() => {
                setDraft(undefined);
                setSaved(true);
              }}
            />
          ) : (
            <Card
              title={words.settings.parts.organization}
              caption={text.caption}
              actions={
                exists &&
                mayWrite && (
                  <Button small onClick={() => edit({ text: content, revision })}>
                    {text.edit}
                  </Button>
                )
              }
            >
              {saved && (
                <p className="note" role="status">
                  {text.saved}
                </p>
              )}
              {exists ? (
                <pre className="code" tabIndex={0} aria-label={text.text}>
                  {content}
                </pre>
              ) : (
                <Empty
                  fact={text.none}
                  action={
                    mayWrite && <Button onClick={() => edit({ text: example, revision: '' })}>{text.start}</Button>
                  }
                />
              )}
            </Card>
          )
        }
      </Loaded>
      <History />
    </>
  );
}

function Editor({
  draft,
  onSaved,
  onClose,
}: {
  draft: { text: string; revision: string };
  onSaved: () => void;
  onClose: () => void;
}) {
  const { id: tenant, name } = useTenant();
  const save = useWrite(saveOrganization, ['organization', 'deliveries', 'keeping', 'due', 'activity']);
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const body = {
      // A form sends line breaks as CR LF; the file keeps its own.
      text: formText(data, 'text').replaceAll('\r\n', '\n'),
      revision: draft.revision,
      reason: formText(data, 'reason'),
    };
    save.mutate({ path: { tenant }, body }, { onSuccess: onSaved });
  };
  return (
    <Card title={words.settings.parts.organization} caption={text.caption}>
      <form className="form wide-form" onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>{text.text}</label>
          <textarea
            id={id}
            name="text"
            className="code"
            rows={24}
            spellCheck={false}
            defaultValue={draft.text}
            aria-invalid={save.error ? true : undefined}
            aria-describedby={save.error ? `${id}-fault` : undefined}
          />
        </div>
        {save.error && (
          <pre className="code note bad" role="alert" id={`${id}-fault`}>
            {[save.error.message, save.error.body.hint].filter(Boolean).join('\n')}
          </pre>
        )}
        <Field label={text.reason} name="reason" required minLength={3} />
        <div className="row">
          <Button look="primary" type="submit" busy={save.isPending}>
            {text.save(name)}
          </Button>
          <Button onClick={onClose}>{words.common.cancel}</Button>
        </div>
      </form>
    </Card>
  );
}

function History() {
  const { id: tenant } = useTenant();
  const maySee = useMay('activity.read');
  const changes = useCall(
    tenantActivity,
    { path: { tenant }, query: { action: 'organization.save', limit: 50 } },
    { enabled: maySee },
  );
  if (!maySee || !changes.data) return null;
  const done = changes.data.items.filter(({ outcome }) => outcome === 'done');
  return (
    <Card title={text.history}>
      {done.length === 0 && <p className="m">{text.noHistory}</p>}
      <ul className="col" style={{ gap: 6 }}>
        {done.map(({ seq, at, actor, detail }) => (
          <li key={seq}>
            <b>{actor}</b>, {exactMoment(at)}: {String(detail['reason'] ?? '')}{' '}
            <span className="s c code">{`${String(detail['before'] ?? '') || '–'} → ${String(detail['after'] ?? '')}`}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
