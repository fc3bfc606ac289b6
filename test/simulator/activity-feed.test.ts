import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { millis, momentOf } from '../../src/core/clock.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, call, scopes, signedIn } from './client.ts';

const { id: tenant } = texasClinic();
const feed = `https://manage.office.com/api/v1.0/${tenant}/activity/feed`;

describe("the simulator's activity feed", () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator({
      tenants: [texasClinic()],
      clock: { start: '2026-03-02T09:00:00Z', frozen: true },
    });
  });
  after(() => simulator.stop());

  /** A new one each time: the clock jumps further than a token lives. */
  const tokenOf = async (...more: string[]) =>
    (await signedIn(simulator, tenant, scopes.activity, { roles: { activity: ['ActivityFeed.Read', ...more] } })).token;
  const send = async (method: string, path: string, ...more: string[]): Promise<Answer> =>
    call(simulator, path.startsWith('https://') ? path : `${feed}${path}`, { method, token: await tokenOf(...more) });
  const now = () => millis(simulator.control.clock.now());
  const at = (minutes: number) => momentOf(now() + minutes * 60_000).slice(0, 19);
  const content = async (type: string, hours = 24) => {
    const answer = await send(
      'GET',
      `/subscriptions/content?contentType=${type}&startTime=${at(-60 * hours)}&endTime=${at(0)}`,
    );
    assert.equal(answer.status, 200, answer.text);
    return answer.json as { contentUri: string; contentId: string; contentCreated: string }[];
  };
  const recordsOf = async (type: string, ...more: string[]) => {
    const found: Record<string, unknown>[] = [];
    for (const { contentUri } of await content(type))
      found.push(...((await send('GET', contentUri, ...more)).json as Record<string, unknown>[]));
    return found;
  };
  const mail = (minutes: number, id: string) => ({
    ...{ Id: id, CreationTime: at(minutes), Operation: 'Send', RecordType: 2, Workload: 'Exchange', UserId: 'a' },
  });

  it('delivers nothing of the time before the subscription, and later what happens, with a delay', async () => {
    simulator.control.record(tenant, [mail(0, 'before')]);
    simulator.control.clock.advance('3h');
    await send('POST', '/subscriptions/start?contentType=Audit.Exchange');
    simulator.control.record(tenant, [mail(0, 'one'), mail(0, 'two')]);
    assert.deepEqual(await content('Audit.Exchange'), []);
    simulator.control.clock.advance('100m');
    const found = await recordsOf('Audit.Exchange');
    assert.deepEqual(new Set(found.map(({ Id }) => Id)), new Set(['one', 'two']));
    assert.equal(found[0]!['OrganizationId'], tenant);
  });

  it('puts a record that is written late into content that no list has passed', async () => {
    const before = new Set((await content('Audit.Exchange')).map(({ contentId }) => contentId));
    const seenAt = simulator.control.clock.now();
    simulator.control.record(tenant, [mail(-600, 'late')]);
    simulator.control.clock.advance('10m');
    const fresh = (await content('Audit.Exchange')).find(({ contentId }) => !before.has(contentId));
    assert.ok(fresh!.contentCreated > seenAt);
    assert.deepEqual(
      ((await send('GET', fresh!.contentUri)).json as { Id: string }[]).map(({ Id }) => Id),
      ['late'],
    );
  });

  it('refuses windows as the API does', async () => {
    const cases: [string, string, string][] = [
      ['more than a day', `startTime=${at(-1500)}&endTime=${at(0)}`, 'AF20030'],
      ['more than a week ago', `startTime=${at(-8 * 1440)}&endTime=${at(-7.5 * 1440)}`, 'AF20030'],
      ['half a window', `startTime=${at(-60)}`, 'AF20030'],
      ['a zone', `startTime=${at(-60)}Z&endTime=${at(0)}Z`, 'AF20002'],
      ['a page of its own', 'nextPage=zzz', 'AF20031'],
    ];
    for (const [name, query, code] of cases) {
      const answer = await send('GET', `/subscriptions/content?contentType=Audit.Exchange&${query}`);
      assert.deepEqual([name, answer.status, answer.json.error.code], [name, 400, code]);
    }
    assert.equal((await send('GET', '/subscriptions/content?contentType=DLP.All')).json.error.code, 'AF20022');
    assert.equal((await send('GET', '/audit/none$none')).json.error.code, 'AF20050');
  });

  it('gives matched values of DLP to who may see them', async () => {
    await send('POST', '/subscriptions/start?contentType=DLP.All');
    const SensitiveInformationDetections = { DetectedValues: [{ Name: 'matched', Value: 'x' }] };
    const record = { Operation: 'DLPRuleMatch', RecordType: 13, Workload: 'Exchange', UserId: 'DlpAgent' };
    const PolicyDetails = [
      { Rules: [{ ConditionsMatched: { SensitiveInformation: [{ Count: 2, SensitiveInformationDetections }] } }] },
    ];
    simulator.control.record(tenant, [{ ...record, PolicyDetails }]);
    simulator.control.clock.advance('3h');
    assert.doesNotMatch(JSON.stringify(await recordsOf('DLP.All')), /matched"|DetectedValues/);
    assert.match(JSON.stringify(await recordsOf('DLP.All', 'ActivityFeed.ReadDlp')), /DetectedValues/);
  });

  it('knows no such tenant while auditing is off, and forgets what happened meanwhile', async () => {
    const set = (value: boolean) =>
      simulator.control.change(tenant, {
        collection: 'auditLogConfig',
        values: { UnifiedAuditLogIngestionEnabled: value },
      });
    set(false);
    assert.equal((await send('POST', '/subscriptions/start?contentType=Audit.General')).json.error.code, 'AF20012');
    simulator.control.record(tenant, [mail(0, 'unseen')]);
    set(true);
    simulator.control.record(tenant, [mail(0, 'seen')]);
    simulator.control.clock.advance('3h');
    const ids = new Set((await recordsOf('Audit.Exchange')).map(({ Id }) => Id));
    assert.deepEqual([ids.has('unseen'), ids.has('seen')], [false, true]);
  });

  it('fails while it is down, and content expires after a week', async () => {
    simulator.control.feed(tenant, { trouble: { kind: 'down', until: momentOf(now() + 3_600_000) } });
    assert.equal((await send('GET', '/subscriptions/list')).json.error.code, 'AF50000');
    simulator.control.clock.advance('2h');
    const [first] = await content('Audit.Exchange');
    simulator.control.clock.advance('8d');
    assert.equal((await send('GET', first!.contentUri)).json.error.code, 'AF20051');
  });

  it('counts calls by publisher', async () => {
    const token = await tokenOf();
    const list = (publisher: string) =>
      call(simulator, `${feed}/subscriptions/list?PublisherIdentifier=${publisher}`, { token });
    simulator.control.throttle({ speed: 0.01 });
    for (let index = 0; index < 2000; index += 1) await list('one');
    let refused = await list('one');
    for (let index = 0; index < 50 && refused.status === 200; index += 1) refused = await list('one');
    assert.deepEqual([refused.status, refused.json.error.code], [429, 'AF429']);
    assert.equal((await list('two')).status, 200);
  });
});
