import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { z } from 'zod';
import { showDigest } from '../../../api/digest.ts';
import { startJob } from '../../../api/jobs.ts';
import { useCall, useWrite } from '../../client/use-call.ts';
import { Button } from '../../components/button.tsx';
import { day, dayShort, exactMoment } from '../../components/dates.ts';
import { Icon } from '../../components/icon.tsx';
import { OutcomeBadge, SeverityMark } from '../../components/outcome.tsx';
import { Card, Page } from '../../components/page.tsx';
import { Fault, Loaded } from '../../components/state.tsx';
import { useMay, useTenant } from '../../shell/session.tsx';
import { words } from '../../words/index.ts';
import './digest.css';
import { SignDuty } from '../calendar/sign-duty.tsx';

const text = words.digest;
type Digest = z.output<typeof showDigest.answer>;

/** What happened in a week and what is due: read it, follow it up, sign it. */
export function DigestPage() {
  const { id: tenant } = useTenant();
  const { week = 'latest' } = useParams({ strict: false }) as { week?: string };
  const navigate = useNavigate();
  const [signing, sign] = useState(false);
  const digest = useCall(showDigest, { path: { tenant, week } });
  const send = useWrite(startJob, ['digest', 'jobs']);
  const mayRun = useMay('jobs.run');
  const maySign = useMay('log.review');
  const go = (to: string) => void navigate({ to: `/t/${tenant}/digest/${to}` as '/' });
  const { data } = digest;
  return (
    <Page
      title={text.title}
      provenance={data && text.provenance(data.week, day(data.from), day(data.to))}
      actions={
        data && (
          <>
            <Button aria-label={text.before} onClick={() => go(data.weeks.before)}>
              <Icon name="left" />
            </Button>
            <Button
              aria-label={text.after}
              disabled={!data.weeks.after}
              onClick={() => data.weeks.after && go(data.weeks.after)}
            >
              <Icon name="right" />
            </Button>
            <Button onClick={() => print()}>
              <Icon name="print" />
              {words.home.print}
            </Button>
            {mayRun && (
              <Button busy={send.isPending} onClick={() => send.mutate({ path: { tenant }, body: { kind: 'digest' } })}>
                {text.send}
              </Button>
            )}
            {maySign && !data.signed && (
              <Button look="primary" onClick={() => sign(true)}>
                {text.sign}
              </Button>
            )}
          </>
        )
      }
    >
      {send.data && (
        <p className="note" role="status">
          {text.sending}
        </p>
      )}
      {send.error && <Fault problem={send.error} />}
      <Loaded of={digest} rows={12}>
        {(shown) => <Week digest={shown} tenant={tenant} />}
      </Loaded>
      {signing && data && (
        <SignDuty
          duty={{
            ...{ key: `weekly-digest:${data.week}`, kind: 'standing', title: `${text.title} ${data.week}`, about: '' },
            ...{ state: 'open', page: '/digest', sign: { duty: 'weekly-digest', period: data.week } },
          }}
          onClose={() => sign(false)}
        />
      )}
    </Page>
  );
}

function Week({ digest, tenant }: { digest: Digest; tenant: string }) {
  const { score, due, alerts, phi, log, runs, decisions, signed, sent } = digest;
  return (
    <>
      <Card>
        <div className="row" style={{ gap: 28 }}>
          <div>
            <p className="c">{text.score}</p>
            {score ? (
              <>
                <p className="count">{score.today}</p>
                {score.before !== undefined && (
                  <p className={score.today < score.before ? 'b o-fail' : 'm'}>
                    {text.moved(score.today - score.before)}
                  </p>
                )}
              </>
            ) : (
              <p className="m">{text.noScore}</p>
            )}
          </div>
          <Fact name={text.phi} value={phi.scans > 0 ? text.phiText(phi.items, phi.before) : text.notScanned} />
          <Fact name={text.log} value={text.logText(log.records, log.before)} />
          <Fact name={text.other} value={text.counts(runs, decisions)} />
          <div>
            <OutcomeBadge
              tint
              outcome={signed ? 'pass' : 'partial'}
              words={signed ? text.signed(signed.by, exactMoment(signed.at)) : text.unsigned}
            />
            {signed && <p className="s c">{signed.note}</p>}
          </div>
        </div>
      </Card>
      <div className="two">
        <Changes digest={digest} tenant={tenant} regressed />
        <Changes digest={digest} tenant={tenant} regressed={false} />
        <Card title={text.due}>
          {due.length === 0 && <p className="m">{text.noDue}</p>}
          <ul className="digest-due">
            {due.map(({ title, due: by, state, page }) => (
              <li key={`${title} ${by ?? ''}`}>
                <span className={state === 'overdue' ? 'b o-fail' : 'b'}>
                  {by ? dayShort(by) : '—'}
                  {state === 'overdue' && (
                    <span className="c" style={{ display: 'block' }}>
                      {text.overdue}
                    </span>
                  )}
                </span>
                <Link className="anywhere" to={`/t/${tenant}${page}` as '/'}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
        <Card flush title={text.alerts}>
          <table className="digest-alerts">
            <thead>
              <tr>
                {text.alertHead.map((title, at) => (
                  <th key={title} scope="col" className={at === 0 ? undefined : 'r'}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {alerts.map(({ severity, open, oldestDays, raised, closed }) => (
                <tr key={severity}>
                  <th scope="row">
                    <SeverityMark severity={severity} />
                  </th>
                  {[open, oldestDays === undefined ? '–' : text.days(oldestDays), raised, closed].map((value, at) => (
                    <td key={at} className="r">
                      {value}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      </div>
      <Card title={text.sent}>
        {sent.length === 0 && <p className="m">{text.notSent}</p>}
        <ul className="col">
          {sent.map(({ route, at, answer }) => (
            <li key={route}>
              <b>{route}</b>, {exactMoment(at)} <span className="s c">{answer}</span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <p className="c">{name}</p>
      <p className="b">{value}</p>
    </div>
  );
}

function Changes({ digest: { changes }, tenant, regressed }: { digest: Digest; tenant: string; regressed: boolean }) {
  const own = changes.filter((one) => one.regressed === regressed);
  return (
    <Card title={regressed ? text.worse : text.other}>
      {own.length === 0 && <p className="m">{regressed ? text.noWorse : text.noOther}</p>}
      <ul className="col" style={{ gap: 8 }}>
        {own.map(({ control, title, before, after }) => (
          <li key={control} className="row" style={{ flexWrap: 'nowrap', alignItems: 'flex-start' }}>
            <OutcomeBadge outcome={before} words="" />
            <Icon name="right" />
            <OutcomeBadge outcome={after} words="" />
            <Link to={`/t/${tenant}/findings/${control}` as '/'}>
              {title}
              <span className="sr">{` ${before} to ${after}`}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
