import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { quickXorHash } from '../../src/simulator/content/quick-xor-hash.ts';
import type { GroundTruth } from '../../src/simulator/content/hand.ts';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import type { TenantSeed } from '../../src/simulator/tenant.ts';
import { dermatology } from '../../src/simulator/tenants/dermatology.ts';
import { floridaHospital } from '../../src/simulator/tenants/florida-hospital.ts';
import { generateTenant } from '../../src/simulator/tenants/generate.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { call, graph, scopes, signedIn } from './client.ts';

const generated = generateTenant({ users: 3, sites: 2, filesPerDrive: 600 });
const tenants = [texasClinic(), floridaHospital(), dermatology(), generated];
let simulator: Simulator;
describe('content seeds', () => {
  before(async () => {
    simulator = await startSimulator({ tenants, throttle: { on: false } });
  });
  after(() => simulator.stop());

  function counted(truth: readonly GroundTruth[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const entry of truth) counts[entry.class] = (counts[entry.class] ?? 0) + 1;
    return counts;
  }

  describe('what the seeds planted', () => {
    const numbers = {
      'larkmeadow-example': { PHI: 44, PHI_SENSITIVE: 3, NONE: 29, UNREADABLE: 4, PII_ONLY: 3, HEALTH_ONLY: 1 },
      'mangrovebay-example': { PHI: 53, PHI_SENSITIVE: 1, NONE: 2 },
      'saguaroderm-example': { NONE: 16, PHI: 5, PII_ONLY: 4 },
      generated: { PHI: 120 },
    };
    for (const [name, expected] of Object.entries(numbers))
      it(`S0-51: ${name} holds what it says`, () =>
        assert.deepEqual(counted(simulator.control.groundTruth(name)), expected));

    it('every planted file is served with the size and the hash that it has', async () => {
      for (const { id, prefix } of tenants.slice(0, 3)) {
        const { token } = await signedIn(simulator, id, scopes.graph, { roles: { graph: ['Files.Read.All'] } });
        for (const { store, item, path } of simulator.control
          .groundTruth(prefix!)
          .filter((entry) => entry.store.startsWith('drive:') && entry.unreadable !== 'too-large')) {
          const place = `/drives/${store.slice('drive:'.length)}/items/${item}`;
          const { json } = await call(simulator, graph(place), { token });
          assert.equal(`${path.split('/').at(-1)}`, json.name);
          const { headers } = await call(simulator, graph(`${place}/content`), { token });
          const { headers: served } = await call(simulator, headers['location']!);
          assert.equal(Number(served['content-length']), json.size);
          assert.match(json.file.hashes.quickXorHash, /^[\w+/]{27}=$/);
        }
      }
    });
    it('S0-40: texas-clinic has 25 open links, each in the log with when it was made', () => {
      const links = Object.entries(simulator.control.state('larkmeadow-example'))
        .filter(([name]) => name.startsWith('driveItems/'))
        .flatMap(([, items]) => Object.values(items))
        .flatMap(({ permissions }) => permissions as { link?: { scope: string } }[])
        .filter(({ link }) => link?.scope === 'anonymous');
      assert.equal(links.length, 25);
      const { unifiedAudit } = simulator.control.logs('larkmeadow-example');
      const urls = (operation: string): Set<unknown> =>
        new Set(unifiedAudit.filter((record) => record['Operation'] === operation).map((record) => record['ObjectId']));
      assert.equal(urls('AnonymousLinkCreated').size, 25);
      assert.equal(urls('AnonymousLinkUsed').size, 16);
    });
    it('S0-45: some of the open links were last opened more than 90 days ago, with patients behind them', () => {
      const { unifiedAudit } = simulator.control.logs('larkmeadow-example');
      const old = unifiedAudit.filter(
        (record) => record['Operation'] === 'AnonymousLinkUsed' && String(record['CreationTime']) < '2026-08-20',
      );
      assert.deepEqual(old.map((record) => String(record['SourceRelativeUrl'])).toSorted(), [
        'Clinical/Billing',
        'Clinical/Referrals/Cardiology',
        'Clinical/Referrals/Cardiology',
        'Clinical/Referrals/Cardiology',
      ]);
    });
    it('everybody in the hospital can change the records: each chart says so', async () => {
      const { token } = await signedIn(simulator, tenants[1]!.id, scopes.graph, {
        roles: { graph: ['Files.Read.All'] },
      });
      const chart = simulator.control
        .groundTruth('mangrovebay-example')
        .find(({ path }) => path === '2007/Charts/chart-1.docx')!;
      const path = `/drives/${chart.store.slice('drive:'.length)}/items/${chart.item}/permissions`;
      const { json } = await call(simulator, graph(path), { token });
      const everyone = json.value.find(
        ({ grantedToV2 }: { grantedToV2: { siteUser?: object } }) => grantedToV2.siteUser,
      );
      assert.deepEqual(
        [everyone.roles, everyone.grantedToV2.siteUser.loginName],
        [['write'], `c:0-.f|rolemanager|spo-grid-all-users/${tenants[1]!.id}`],
      );
    });
    it('S0-57, S0-58: the practice of A3 has schedules and marketing, and a lesion photo in a OneDrive and in a chat', () => {
      const truth = simulator.control.groundTruth('saguaroderm-example');
      const photos = truth.filter(({ path }) => path.includes('MRN 0042'));
      assert.deepEqual(photos.map(({ path }) => path).toSorted(), [
        'Microsoft Teams Chat Files/IMG_20261119 MRN 0042.png',
        'Pictures/IMG_20261118 MRN 0042.png',
      ]);
      assert.ok(photos.every((photo) => photo.class === 'PHI'));
      const schedules = truth.filter(({ path }) => path.startsWith('Schedules/'));
      assert.deepEqual([schedules.length, new Set(schedules.map((entry) => entry.class))], [4, new Set(['PII_ONLY'])]);
    });
    it('names no patient twice as somebody else: record numbers are of one patient each', () => {
      for (const { prefix } of tenants.slice(0, 3)) {
        const numbers = new Map<string, string>();
        for (const { values } of simulator.control.groundTruth(prefix!))
          for (
            let at = 0;
            at + 2 < values.length && values.length % 3 === 0 && /^\d{8}$/.test(values[at + 1]!);
            at += 3
          ) {
            assert.equal(numbers.get(values[at + 1]!) ?? values[at], values[at]);
            numbers.set(values[at + 1]!, values[at]!);
          }
      }
    });
  });

  describe('content is made when it is looked at', () => {
    it('starting makes none of it, and the first look all of it, once', async () => {
      const seed = texasClinic();
      let made = 0;
      const counting = {
        ...seed,
        content: (own: TenantSeed) => {
          made += 1;
          return seed.content!(own);
        },
      };
      const own = await startSimulator({ tenants: [counting] });
      assert.equal(made, 0);
      assert.ok(own.control.groundTruth(seed.id).length > 0);
      assert.ok(own.control.state(seed.id)['drives']);
      assert.equal(made, 1);
      await own.stop();
    });
    it('a generated drive has as many files as were asked for, each with the bytes that its size says', async () => {
      const { token } = await signedIn(simulator, generated.id, scopes.graph, { roles: { graph: ['Files.Read.All'] } });
      const [first] = simulator.control.groundTruth('generated');
      const drive = first!.store.slice('drive:'.length);
      let files = 0;
      let next: string | undefined = graph(`/drives/${drive}/root/delta?$select=id,name,size,file&$top=500`);
      while (next !== undefined) {
        const { json }: Awaited<ReturnType<typeof call>> = await call(simulator, next, { token });
        files += json.value.filter((item: { file?: object }) => item.file).length;
        next = json['@odata.nextLink'];
      }
      assert.equal(files, 600);
      const { json: item } = await call(simulator, graph(`/drives/${drive}/items/${first!.item}`), { token });
      const { headers } = await call(simulator, graph(`/drives/${drive}/items/${first!.item}/content`), { token });
      const { text } = await call(simulator, headers['location']!);
      assert.equal(text.length, item.size);
      for (const value of first!.values) assert.ok(text.includes(value));
    });
  });

  describe('quickXorHash', () => {
    // The second is Microsoft's algorithm worked by hand: one byte in place 0, the length 1 in place 12 of 20.
    for (const [text, hash] of [
      ['hello world', 'aCgDG9jwBhDc4Q1yawMZAAAAAAA='],
      ['A', 'QQAAAAAAAAAAAAAAAQAAAAAAAAA='],
      ['', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ] as const)
      it(`of ${JSON.stringify(text)}`, () => assert.equal(quickXorHash(Buffer.from(text)), hash));
  });
});
