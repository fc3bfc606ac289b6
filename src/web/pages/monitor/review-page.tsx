import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type ReviewShown, listReviews, showReview, signReview } from '../../../api/log-review.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { day, exactMoment, monthWords } from '../../components/dates.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { formText } from '../../components/form-text.ts';
import { OutcomeBadge } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Empty, Fault, Loaded } from '../../components/state.tsx';
import { useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import { operationWords } from '../../words/en-operations.ts';
import { accountWords } from './account.tsx';
import { CoverageCard } from './coverage-card.tsx';
import { HoursCard, MoversCard } from './movers-card.tsx';
import { siteWords } from './site.ts';
import { SampleCard } from './sample-card.tsx';

const text = words.review;
const outcomes = { 'not-due': 'not-applicable', open: 'partial', overdue: 'fail', signed: 'pass' } as const;
/** By the clock of who looks, which the signature then names. */
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function ReviewPage() {
  const { id: tenant } = useTenant();
  const { month: asked } = useParams({ strict: false }) as { month?: string };
  const navigate = useNavigate();
  const reviews = useCall(listReviews, { path: { tenant } });
  // What is overdue comes first, the newest of it; the row of months shows all.
  const items = reviews.data?.items ?? [];
  const month =
    asked ??
    items.find(({ state }) => state === 'overdue')?.month ??
    (items.find(({ state }) => state !== 'not-due') ?? items[0])?.month;
  const review = useCall(
    showReview,
    { path: { tenant, month: month ?? '' }, query: { timeZone } },
    { enabled: month !== undefined },
  );
  const [signing, sign] = useState(false);
  const data = review.data;
  const signable = data && data.state !== 'not-due' && data.state !== 'signed';
  return (
    <Page
      title={text.title}
      provenance={month && text.provenance(monthWords(month))}
      actions={
        signable && (
          <Button look="primary" disabled={data.undecided > 0} onClick={() => sign(true)}>
            {text.sign}
          </Button>
        )
      }
    >
      <Loaded of={reviews} rows={3}>
        {() =>
          items.length === 0 ? (
            <Card>
              <Empty fact={text.nothing.fact} next={text.nothing.next} />
            </Card>
          ) : (
            <div className="chips" role="group" aria-label={text.month}>
              {items.map((item) => (
                <button
                  key={item.month}
                  type="button"
                  className="chip"
                  aria-pressed={item.month === month}
                  onClick={() => void navigate({ to: `/t/${tenant}/review/${item.month}` as '/' })}
                >
                  {monthWords(item.month)}
                  <OutcomeBadge outcome={outcomes[item.state]} words={text.states[item.state]} />
                </button>
              ))}
            </div>
          )
        }
      </Loaded>
      {month !== undefined && (
        <Loaded of={review} rows={12}>
          {(shown) => <Digest review={shown} />}
        </Loaded>
      )}
      {signing && data && <Sign month={data.month} onClose={() => sign(false)} />}
    </Page>
  );
}

function Digest({ review }: { review: ReviewShown }) {
  const { events, state, due, signOff, retention, notes } = review;
  return (
    <>
      <Card>
        <div className="row" style={{ flexWrap: 'wrap' }}>
          <OutcomeBadge outcome={outcomes[state]} words={text.states[state]} tint />
          <span className="b">{text.events(events.records, events.before)}</span>
          <span className="s">{text.due(day(due))}</span>
          <span className="sp" />
          <span>{text.undecided(review.undecided)}</span>
        </div>
        {state === 'overdue' && <p className="note bad">{text.overdue(day(due))}</p>}
        {signOff && (
          <p className="c wrap">{`${text.signedBy(signOff.by, exactMoment(signOff.at))}: ${signOff.note}`}</p>
        )}
        {[...notes, retention.warning ?? text.retention(retention.tenantDays, retention.requiredDays)].map((note) => (
          <p key={note} className="c s">
            {note}
          </p>
        ))}
      </Card>
      <div className="two">
        <MoversCard title={text.movers.who} counts={review.who.moved} shown={accountWords} />
        <MoversCard
          title={text.movers.what}
          counts={review.what.moved}
          shown={(name) => operationWords(name) ?? name}
        />
        <MoversCard title={text.movers.sites} counts={review.where.sites} shown={siteWords} />
        <MoversCard title={text.movers.ips} counts={review.where.top} />
      </div>
      <SampleCard review={review} />
      <HoursCard review={review} />
      <CoverageCard families={review.families} />
    </>
  );
}

function Sign({ month, onClose }: { month: string; onClose: () => void }) {
  const { id: tenant } = useTenant();
  const write = useWrite(signReview, ['reviews']);
  const navigate = useNavigate();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = formText(new FormData(event.currentTarget), 'note');
    const signed = () => {
      onClose();
      // What was signed stays on the page; the next one that is due would come up otherwise.
      void navigate({ to: `/t/${tenant}/review/${month}` as '/' });
    };
    write.mutate({ path: { tenant, month }, body: { note, timeZone } }, { onSuccess: signed });
  };
  return (
    <Dialog title={`${text.sign}: ${monthWords(month)}`} open onClose={onClose} actions={null}>
      <form className="form" onSubmit={submit}>
        <p className="m">{text.signText}</p>
        <Field label={text.signNote} name="note" required minLength={3} maxLength={2_000} autoFocus />
        {write.error && <Fault problem={write.error} />}
        <div className="foot">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" busy={write.isPending}>
            {text.sign}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
