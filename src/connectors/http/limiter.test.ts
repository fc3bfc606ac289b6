import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fastTimer } from '../../../test/https-server.ts';
import { type Limit, createLimiter } from './limiter.ts';
import { limitsOf } from './limits.ts';

/** Moments, in seconds from the first, at which `count` requests that last `lasting` ms may leave. */
async function departures(limits: readonly Limit[], count: number, lasting = 0): Promise<number[]> {
  const timer = fastTimer();
  const limiter = createLimiter(timer);
  const begin = timer.now();
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      const leave = await limiter.enter(limits);
      times.push((timer.now() - begin) / 1000);
      if (lasting > 0) await timer.sleep(lasting);
      leave();
    }),
  );
  return times;
}

/** Most requests in any window of that many seconds. */
function busiest(times: readonly number[], window: number): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + window).length));
}

describe('limiter', () => {
  it('lets one conditional access request leave per second', async () => {
    const times = await departures(limitsOf('graph', { id: 't' }, 'GET', '/identity/conditionalAccess/policies'), 5);
    assert.deepEqual(
      times,
      [0, 1.05, 2.1, 3.15, 4.2].map((time) => Math.round(time * 1000) / 1000),
    );
  });

  it('shares that second between conditional access and Identity Protection', async () => {
    const timer = fastTimer();
    const limiter = createLimiter(timer);
    const begin = timer.now();
    (await limiter.enter(limitsOf('graph', { id: 't' }, 'GET', '/identity/conditionalAccess/namedLocations')))();
    (await limiter.enter(limitsOf('graph', { id: 't' }, 'GET', '/identityProtection/riskyUsers')))();
    assert.equal(timer.now() - begin, 1050);
    (await limiter.enter(limitsOf('graph', { id: 'other tenant' }, 'GET', '/identityProtection/riskyUsers')))();
    assert.equal(timer.now() - begin, 1050);
  });

  for (const [name, service, path, tokens, window] of [
    ['audit reports: 5 in 10 s', 'graph', '/auditLogs/signIns?$top=1000', 5, 10],
    ['eDiscovery: 5 a minute', 'graph', '/security/cases/ediscoveryCases', 5, 60],
    ['security alerts: 150 a minute', 'graph', '/security/alerts_v2', 150, 60],
    ['usage reports: 14 in 10 minutes', 'graph', "/reports/getMailboxUsageDetail(period='D7')", 14, 600],
    ['SharePoint units: 600 calls of 2 a minute', 'sharepoint', 'SPO.Tenant', 600, 60],
    ['file permissions: 240 calls of 5 units a minute', 'graph', '/drives/d/items/i/permissions', 240, 60],
    ['Management Activity: 2,000 a minute', 'management-activity', '/subscriptions/content', 2000, 60],
  ] as const) {
    it(`keeps ${name}, and uses all of it`, async () => {
      const times = await departures(limitsOf(service, { id: 't' }, 'GET', path), tokens * 2 + 1, 1);
      assert.equal(busiest(times, window), tokens);
      assert.ok(times.at(-1)! < window * 2.2, String(times.at(-1)));
    });
  }

  it('counts resource units of SharePoint together, through Graph and through its own API', () => {
    const keys = [
      limitsOf('sharepoint', { id: 't' }, 'GET', 'SPO.Tenant'),
      limitsOf('graph', { id: 't' }, 'GET', '/sites/root/lists'),
      limitsOf('graph', { id: 't' }, 'GET', '/users/u/drives'),
      limitsOf('graph', { id: 't' }, 'GET', '/users/u/drive?$select=id,quota'),
      limitsOf('graph', { id: 't' }, 'GET', '/drives/d/items/i/permissions'),
      limitsOf('graph', { id: 't' }, 'GET', '/drives/d/items/i/content'),
      limitsOf('graph', { id: 't' }, 'GET', '/drives/d/root/delta?token=x'),
    ].map(([narrow]) => [narrow?.key, narrow?.cost]);
    assert.deepEqual(keys, [
      ['t/sharepoint-units', 2],
      ['t/sharepoint-units', 2],
      ['t/sharepoint-units', 2],
      ['t/sharepoint-units', 1],
      ['t/sharepoint-units', 5],
      ['t/sharepoint-units', 1],
      ['t/sharepoint-units', 1],
    ]);
  });

  it('knows what directory reads cost, and how much larger tenants allow', () => {
    const narrow = (path: string, users?: number) => {
      const [limit] = limitsOf('graph', { id: 't', users }, 'GET', path);
      return [limit?.cost, limit?.tokens];
    };
    assert.deepEqual(narrow('/users/u'), [1, 3500]);
    assert.deepEqual(narrow('/users?$top=999', 50), [2, 5000]);
    assert.deepEqual(narrow('/users?$top=999&$select=id', 501), [1, 8000]);
    assert.deepEqual(narrow('/users/delta?$deltatoken=x'), [2, 3500]);
    assert.deepEqual(narrow('/groups/g/members?$expand=x'), [4, 3500]);
    assert.deepEqual(narrow('/groups/g/transitiveMembers/microsoft.graph.user'), [5, 3500]);
    const units = [1000, 1001, 50_001].map(
      (licenses) => limitsOf('sharepoint', { id: 't', licenses }, 'GET', '')[0]?.tokens,
    );
    assert.deepEqual(units, [1200, 2400, 6000]);
  });

  it('runs four requests per mailbox at a time', async () => {
    const path = '/users/anna@example.com/messages';
    const times = await departures(limitsOf('graph', { id: 't' }, 'GET', path), 12, 1000);
    assert.deepEqual(
      [0, 1, 2].map((second) => times.filter((time) => time === second).length),
      [4, 4, 4],
    );
    const other = limitsOf('graph', { id: 't' }, 'GET', '/users/ben@example.com/messages')[0]?.key;
    assert.notEqual(other, limitsOf('graph', { id: 't' }, 'GET', path)[0]?.key);
  });

  it('counts directory writes apart from reads', () => {
    const keys = (method: string) => limitsOf('graph', { id: 't' }, method, '/users/u').map(({ key }) => key);
    assert.deepEqual(keys('GET'), ['t/directory', 't/graph']);
    assert.deepEqual(keys('PATCH'), ['t/directory', 't/directory-writes', 't/graph']);
  });

  it('serves first come, first served, and lets others pass that need something else', async () => {
    const timer = fastTimer();
    const limiter = createLimiter(timer);
    const order: string[] = [];
    const enter = async (name: string, key: string) => {
      const leave = await limiter.enter([{ key, tokens: 1, window: 1000 }]);
      order.push(name);
      leave();
    };
    await Promise.all([enter('a1', 'a'), enter('a2', 'a'), enter('a3', 'a'), enter('b1', 'b')]);
    assert.deepEqual(order, ['a1', 'b1', 'a2', 'a3']);
  });

  it('does not let cheap requests starve a dear one', async () => {
    const limiter = createLimiter(fastTimer());
    const order: string[] = [];
    const enter = async (name: string, cost: number) => {
      const leave = await limiter.enter([{ key: 'a', tokens: 5, window: 1000, cost }]);
      order.push(name);
      leave();
    };
    await Promise.all([enter('first', 4), enter('dear', 5), enter('cheap', 1)]);
    assert.deepEqual(order, ['first', 'dear', 'cheap']);
  });

  it('lets nobody in while a limit is paused', async () => {
    const timer = fastTimer();
    const limiter = createLimiter(timer);
    const begin = timer.now();
    limiter.pause('a', 5000);
    limiter.pause('a', 100);
    (await limiter.enter([{ key: 'a' }]))();
    assert.equal(timer.now() - begin, 5000);
  });

  it('forgets who gave up waiting', async () => {
    const timer = fastTimer();
    const limiter = createLimiter(timer);
    const limits = [{ key: 'a', concurrent: 1 }];
    const leave = await limiter.enter(limits);
    const stop = new AbortController();
    const given = limiter.enter(limits, stop.signal);
    const next = limiter.enter(limits);
    stop.abort();
    await assert.rejects(given);
    leave();
    (await next)();
    await assert.rejects(limiter.enter(limits, AbortSignal.abort()));
  });

  it('does not wait for hours after the clock was set back', async () => {
    let shift = 0;
    const timer = fastTimer();
    const limiter = createLimiter({ now: () => timer.now() + shift, sleep: timer.sleep });
    const limits = [{ key: 'a', tokens: 1, window: 1000 }];
    (await limiter.enter(limits))();
    shift = -3_600_000;
    const begin = timer.now();
    (await limiter.enter(limits))();
    assert.ok(timer.now() - begin <= 1100);
  });
});
