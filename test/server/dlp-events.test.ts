import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { millis, momentOf } from '../../src/core/clock.ts';
import { openKeyring } from '../../src/store/master-key.ts';
import { type AuditBench, startAuditBench } from '../audit-bench.ts';
import { type TestServer, ok, testServer } from './harness.ts';

type Item = { id: string; rule: string; person: string; toDomains: string[]; exception?: string; count: number };

/** A record of type 13 as Exchange writes it: `values` of SSNs at `confidence`. */
function match(id: number, at: string, values: number, confidence: number, overridden = false): object {
  return {
    ...{ Id: `00000000-0000-4000-8000-0000000d1${String(id).padStart(3, '0')}`, RecordType: 13, CreationTime: at },
    ...{ Operation: 'DLPRuleMatch', UserType: 4, UserKey: 'DlpAgent', UserId: 'DlpAgent', Workload: 'Exchange' },
    ...{ ObjectId: '<Ochoa-Maria@mail.example.com>', IncidentId: `i${id}` },
    PolicyDetails: [
      {
        ...{ PolicyId: 'p1', PolicyName: 'Protect PHI' },
        Rules: [
          {
            ...{ RuleId: 'r1', RuleName: 'PHI to outside', RuleMode: 'Enable', Severity: 'High' },
            Actions: ['NotifyUser', 'BlockAccess'],
            ...(overridden && { OverriddenActions: ['BlockAccess'] }),
            ConditionsMatched: {
              SensitiveInformation: [
                {
                  ...{ SensitiveType: 's', SensitiveInformationTypeName: 'U.S. Social Security Number (SSN)' },
                  ...{ Count: values, UniqueCount: values, Confidence: confidence },
                },
              ],
            },
          },
        ],
      },
    ],
    ExchangeMetaData: {
      ...{ From: 'nina@clinic.example.com', To: ['ochoa.maria@mail.example.net'], CC: [], BCC: [] },
      ...{ Subject: 'Ochoa biopsy', RecipientCount: 1 },
    },
  };
}

describe('DLP events over the API', () => {
  let live: AuditBench;
  let bench: TestServer;
  let t: string;

  before(async () => {
    live = await startAuditBench();
    t = live.tenantId;
    const clock = () => millis(live.simulator.control.clock.now());
    const at = (minutes: number) => momentOf(clock() + minutes * 60_000).slice(0, 19);
    live.simulator.control.feed(t, { delay: [1, 2], firstContent: 0, repeatEvery: 0 });
    await live.run('audit', 'pull', '--feed', 'unified.dlp', '--since', at(-5));
    live.advance('5m');
    const records = [
      match(1, at(0), 1, 65),
      match(2, at(1), 1, 75),
      match(3, at(1), 4, 85),
      match(4, at(2), 6, 85, true),
    ];
    live.simulator.control.record(
      t,
      records.map((record) => ({ ...record, OrganizationId: t })),
    );
    live.advance('10m');
    const pulled = await live.run('audit', 'pull', '--feed', 'unified.dlp');
    assert.equal(pulled.exit, 0, pulled.err);
    bench = testServer(live.store, { keyring: openKeyring(live.store.home, {}) });
  });
  after(() => live.close());

  it('S3-36: a match of the tenant stands in the inbox after the next pull, without a recipient, file or subject', async () => {
    const admin = await bench.signedIn(['it-admin', t]);
    const reply = ok(await admin.send('GET', `/t/${t}/dlp-events`));
    const { items, open, rules } = reply.body;
    assert.deepEqual([items.length, open, rules[0].events, rules[0].overridden], [4, 4, 4, 1]);
    const passed: Item = items.find(({ exception }: Item) => exception === 'override');
    assert.deepEqual(
      [passed.person, passed.toDomains, passed.count],
      ['nina@clinic.example.com', ['mail.example.net'], 6],
    );
    assert.doesNotMatch(reply.text, /ochoa/i);
    assert.equal((await (await bench.signedIn(['auditor', t])).send('GET', `/t/${t}/dlp-events`)).status, 403);
  });

  it('S3-38: verdicts give the precision of the rule; another threshold shows matches and verdicts before and after', async () => {
    const officer = await bench.signedIn(['privacy-officer', t]);
    const { items } = ok(await officer.send('GET', `/t/${t}/dlp-events`)).body;
    const of = (count: number, at: number) => items.filter((one: Item) => one.count === count)[at].id;
    const path = `/t/${t}/dlp-events/verdicts`;
    const judge = (ids: string[], verdict: string, reason: string) =>
      officer.send('POST', path, { ids, verdict, reason });
    assert.equal((await judge([of(6, 0)], 'true', ' ')).status, 400, 'a verdict says why');
    assert.equal((await judge(['0123456789ab'], 'true', 'It is one.')).status, 404);
    ok(await judge([of(1, 0), of(1, 1)], 'false', 'Part numbers of the pump.'));
    ok(await judge([of(4, 0), of(6, 0)], 'true', 'A list of patients.'));
    const after = ok(await officer.send('GET', `/t/${t}/dlp-events`)).body;
    assert.deepEqual([after.open, after.rules[0].judged, after.rules[0].now.precision], [0, 4, 0.5]);
    const tried = ok(
      await officer.send('GET', `/t/${t}/dlp-events/threshold?rule=phi%20to%20outside&confidence=75&count=2`),
    ).body;
    assert.deepEqual(tried.events, { before: 4, after: 2 });
    assert.deepEqual([tried.before.precision, tried.after.precision], [0.5, 1]);
    assert.deepEqual([tried.after.spared, tried.after.missed], [2, 0]);
    assert.equal((await officer.send('GET', `/t/${t}/dlp-events/threshold?rule=none`)).status, 404);
  });

  it('S3-36, S3-38: the command line lists, judges and exports the same', async () => {
    const listed = JSON.parse((await live.run('dlp', 'events', '-o', 'json')).out) as (Item & {
      verdict: { verdict: string };
    })[];
    assert.deepEqual(listed.map(({ verdict }) => verdict.verdict).toSorted(), ['false', 'false', 'true', 'true']);
    const one = listed.find(({ count }) => count === 4)!;
    const judged = await live.run('dlp', 'judge', one.id, 'false', '--reason', 'A training list.', '-o', 'json');
    assert.equal(judged.exit, 0, judged.err);
    const csv = await live.run('dlp', 'events', '-o', 'csv');
    assert.match(csv.out, /PHI to outside/);
    assert.doesNotMatch(csv.out, /ochoa/i);
    const open = JSON.parse((await live.run('dlp', 'events', '--open', '-o', 'json')).out) as unknown[];
    assert.equal(open.length, 0);
  });
});
