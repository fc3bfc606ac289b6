import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SectionReader } from '../core/reading.ts';
import { recordsBefore } from '../core/reading.ts';
import { asList } from '../core/shape.ts';
import type { SectionName } from '../core/snapshot.ts';
import { type Keeper, collectInto } from './collect-into.ts';

const tenant = { id: 't-1', name: 'Larkmeadow', cloud: 'commercial' as const };
const now = () => '2026-11-20T00:00:00.000Z';
const reader = (
  section: SectionName,
  read: SectionReader['read'],
  extra: Partial<SectionReader> = {},
): SectionReader => ({ id: section, api: 'graph', sections: [section], missingRoles: [], read, ...extra });
/** A reader that must not be read as a whole. */
const streaming = (section: SectionName, records: SectionReader['records'], extra: Partial<SectionReader> = {}) =>
  reader(section, async () => assert.fail('read as a whole'), { records: records!, ...extra });

/** A keeper that tells what it was given; a list counts once it came to its end. */
function keeper() {
  const kept = new Map<SectionName, unknown>();
  const events: string[] = [];
  const made: Keeper = {
    async keep(name, section) {
      events.push(`${name} ${section.status}`);
      if (section.status === 'read') kept.set(name, section.data);
    },
    async keepRecords(name, records) {
      const data: unknown[] = [];
      for await (const record of records) data.push(record);
      events.push(`${name} records`);
      kept.set(name, data);
    },
    load: async (name) => kept.get(name),
    async *records(name) {
      yield* asList(kept.get(name));
    },
  };
  return { kept, events, made };
}

describe('collecting into a keeper', () => {
  it('hands records on decoded, one by one, and gives them to who builds on them', async () => {
    let [given, most] = [0, 0];
    const { kept, made } = keeper();
    const slow: Keeper = {
      ...made,
      async keepRecords(name, records) {
        const data: unknown[] = [];
        for await (const record of records) {
          data.push(record);
          if (name === 'users') most = Math.max(most, given - data.length);
        }
        kept.set(name, data);
      },
    };
    const users = streaming('users', async function* () {
      for (const name of ['ana', 'ben', 'carla']) {
        given += 1;
        yield { Id: name, AccountEnabled: 'True' };
      }
    });
    const later = streaming(
      'perUserMfa',
      async function* (context) {
        assert.equal(context.read('users'), undefined, 'it is not in memory');
        for await (const { id } of recordsBefore(context, 'users')!) yield { id, perUserMfaState: 'disabled' };
      },
      { after: ['users'] },
    );
    const outcomes = await collectInto({ tenant, readers: [later, users], now, keeper: slow });
    assert.deepEqual(outcomes.get('users'), { status: 'read' });
    assert.deepEqual(kept.get('users'), [
      { id: 'ana', accountEnabled: true },
      { id: 'ben', accountEnabled: true },
      { id: 'carla', accountEnabled: true },
    ]);
    assert.deepEqual(
      (kept.get('perUserMfa') as { id: string }[]).map(({ id }) => id),
      ['ana', 'ben', 'carla'],
    );
    assert.equal(most, 0, 'no record waits in memory for another');
  });

  it('I-4: half a list is none: what breaks off is unavailable with its reason, and nothing of it is kept', async () => {
    const { kept, events, made } = keeper();
    const broken = streaming('users', async function* () {
      yield { id: 'ana' };
      throw Object.assign(new Error('Microsoft said no (request 1).'), { code: 'forbidden' });
    });
    const strange = streaming('groups', async function* () {
      yield { id: 'g1' };
      yield 'Invented Person';
    });
    const outcomes = await collectInto({ tenant, readers: [broken, strange], now, keeper: made });
    const users = outcomes.get('users');
    assert.ok(users?.status === 'unavailable' && users.reason === 'no-permission');
    assert.match(users.detail, /request 1/);
    const groups = outcomes.get('groups');
    assert.ok(groups?.status === 'unavailable' && groups.reason === 'unparsable');
    assert.match(groups.detail, /\[1\]: expected an object/);
    assert.doesNotMatch(groups.detail, /Invented/);
    assert.equal(kept.size, 0);
    assert.ok(events.includes('users unavailable'));
  });

  it('a place that keeps nothing any more ends the run: it is no fault of the tenant', async () => {
    const { made } = keeper();
    let begun = 0;
    const full: Keeper = {
      ...made,
      async keepRecords(_name, records) {
        await records[Symbol.asyncIterator]().next();
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      },
    };
    const users = streaming('users', async function* () {
      yield { id: 'ana' };
    });
    const later = reader('acceptedDomains', async () => ((begun += 1), { acceptedDomains: [] }), { after: ['users'] });
    await assert.rejects(collectInto({ tenant, readers: [users, later], now, keeper: full }), { code: 'ENOSPC' });
    assert.equal(begun, 0);
  });

  it('I-4: goes on after an interruption: reads nothing twice and begins a list anew that was under way', async () => {
    const { kept, events, made } = keeper();
    const stop = new AbortController();
    const domains = reader('remoteDomains', async () => ({ remoteDomains: [{ DomainName: '*' }] }));
    const half = streaming(
      'users',
      async function* () {
        yield { id: 'ana' };
        stop.abort();
        yield { id: 'ben' };
      },
      { after: ['remoteDomains'] },
    );
    const options = { tenant, now, keeper: made };
    await assert.rejects(collectInto({ ...options, readers: [domains, half], signal: stop.signal }), {
      name: 'AbortError',
    });
    assert.deepEqual(events, ['remoteDomains read']);
    const again = reader('remoteDomains', async () => assert.fail('read twice'));
    const whole = streaming('users', async function* () {
      yield { id: 'ana' };
      yield { id: 'ben' };
    });
    const later = reader(
      'acceptedDomains',
      async (context) => ({ acceptedDomains: asList(context.read('remoteDomains')) }),
      { after: ['remoteDomains'] },
    );
    const outcomes = await collectInto({ ...options, readers: [again, whole, later], prior: ['remoteDomains'] });
    assert.equal(outcomes.get('remoteDomains')?.status, 'read');
    assert.deepEqual(kept.get('users'), [{ id: 'ana' }, { id: 'ben' }]);
    assert.deepEqual(kept.get('acceptedDomains'), [{ domainName: '*' }], 'what was read before is there to build on');
  });

  it('begins a reader as soon as what it builds on is there, a few of each API side by side', async () => {
    let [busy, most] = [0, 0];
    const counted = (section: SectionName) =>
      reader(section, async () => {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise((resolve) => void setTimeout(resolve, 5));
        busy -= 1;
        return { [section]: [] };
      });
    const names = ['acceptedDomains', 'remoteDomains', 'transportRules', 'mailboxes', 'casMailboxes', 'inboxRules'];
    const { made } = keeper();
    await collectInto({ tenant, readers: names.map((name) => counted(name as SectionName)), now, keeper: made });
    assert.equal(most, 4);
    const [one, other] = ['acceptedDomains', 'remoteDomains'] as const;
    const circle = [
      reader(one, async () => ({}), { after: [other] }),
      reader(other, async () => ({}), { after: [one] }),
    ];
    await assert.rejects(collectInto({ tenant, readers: circle, now, keeper: made }), /waits for itself/);
  });
});
