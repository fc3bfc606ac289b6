import { useEffect, useEffectEvent, useState } from 'react';
import type { z } from 'zod';
import { type LogFound, exportLog, proveLog, searchLog } from '../../../api/audit-log.ts';
import { daysAfter, now } from '../../../core/clock.ts';
import { useWrite } from '../../client/use-call.ts';
import { saveFile } from '../../client/save-file.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { formText } from '../../components/form-text.ts';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Fault } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { ExplorerForm, type Kind } from './explorer-form.tsx';
import { ExplorerResults } from './explorer-results.tsx';

const text = words.explorer;
type Question = Omit<z.input<NonNullable<(typeof searchLog)['body']>>, 'after' | 'limit'>;

/** Rows a page. */
const rows = 100;

/** Ready questions. Days are counted from today. */
const samples: readonly { id: keyof Omit<typeof text.samples, 'title'>; question: Question }[] = [
  {
    id: 'downloads',
    question: { operation: 'FileDownloaded', from: daysAfter(now(), -7).slice(0, 10) },
  },
  { id: 'anonymous', question: { operation: 'AnonymousLinkCreated' } },
  { id: 'failed', question: { operation: 'UserLoginFailed' } },
  { id: 'mailbox', question: { operation: 'MailItemsAccessed' } },
];

/** Who touched what. The question goes in the body of a call, so that no address and no history holds a patient. */
export function ExplorerPage() {
  const { id: tenant } = useTenant();
  const search = useWrite(searchLog);
  const prove = useWrite(proveLog);
  const [asked, setAsked] = useState<Question>();
  const [found, setFound] = useState<LogFound>();
  const [saving, setSaving] = useState(false);
  const [fault, setFault] = useState<typeof prove.error>(null);
  const [busy, setBusy] = useState(false);
  const mayProve = useMay('log.open');
  const ask = (question: Question, after?: string) => {
    if (after === undefined) setFound(undefined);
    setAsked(question);
    search.mutate(
      { path: { tenant }, body: { ...question, limit: rows, ...(after !== undefined && { after }) } },
      {
        onSuccess: (page) =>
          setFound((before) => {
            if (after === undefined || !before) return page;
            const { next: _next, ...kept } = before;
            return {
              ...kept,
              rows: [...before.rows, ...page.rows],
              ...(page.next !== undefined && { next: page.next }),
            };
          }),
      },
    );
  };
  // Another page may name an account behind the #, which is never sent; a patient or a file stands in no address.
  const begin = useEffectEvent(() => {
    const user = new URLSearchParams(window.location.hash.slice(1)).get('user');
    if (user) ask({ user });
  });
  useEffect(() => begin(), []);
  const save = (endpoint: typeof exportLog | typeof proveLog, more: object) => {
    setBusy(true);
    setFault(null);
    saveFile(endpoint, { tenant }, { ...asked, ...more })
      .then(() => setSaving(false), setFault)
      .finally(() => setBusy(false));
  };
  return (
    <Page
      title={text.title}
      provenance={text.provenance}
      actions={
        found &&
        found.rows.length > 0 && (
          <>
            <Button busy={busy} onClick={() => save(exportLog, { form: 'csv' })}>
              {text.export}
            </Button>
            {mayProve && (
              <Button look="primary" onClick={() => setSaving(true)}>
                {text.evidence}
              </Button>
            )}
          </>
        )
      }
    >
      <Card>
        <ExplorerForm busy={search.isPending} onAsk={(form, kind) => ask(questionOf(form, kind))} />
      </Card>
      {(search.error ?? (saving ? null : fault)) && (
        <div className="card">
          <Fault problem={(search.error ?? fault)!} />
        </div>
      )}
      {!asked && (
        <Card title={text.samples.title}>
          <div className="chips">
            {samples.map(({ id, question }) => (
              <button key={id} type="button" className="chip" onClick={() => ask(question)}>
                {text.samples[id]}
              </button>
            ))}
          </div>
        </Card>
      )}
      {found &&
        (found.rows.length === 0 ? (
          <Card>
            <Empty
              fact={text.none.fact}
              next={[
                ...(found.items === undefined ? [] : [text.items(found.items)]),
                ...found.notes,
                text.none.next,
              ].join(' ')}
            />
          </Card>
        ) : (
          <ExplorerResults
            found={found}
            busy={search.isPending}
            onMore={() => asked && ask(asked, found.next)}
            onFile={(file) => ask({ file })}
          />
        ))}
      {saving && (
        <Confirm
          title={text.evidence}
          go={text.evidence}
          onGo={() => save(proveLog, {})}
          onClose={() => setSaving(false)}
          busy={busy}
          problem={fault}
        >
          <p>{text.evidenceText}</p>
        </Confirm>
      )}
    </Page>
  );
}

function questionOf(form: FormData, kind: Kind): Question {
  const given = (name: string) => formText(form, name).trim();
  const time = Object.fromEntries(
    ['from', 'to'].map((name) => [name, given(name)]).filter(([, value]) => value !== ''),
  );
  const more = kind !== 'operation' && given('operation') !== '' ? { operation: given('operation') } : {};
  if (kind === 'patient') return { ...time, ...more, patient: { name: given('name'), birthDate: given('birthDate') } };
  if (kind === 'mrn') return { ...time, ...more, patient: { number: given('number') } };
  return { ...time, ...more, [kind]: given(kind) };
}
