import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Simulator, startSimulator } from '../../src/simulator/start.ts';
import { texasClinic } from '../../src/simulator/tenants/texas-clinic.ts';
import { type Answer, type Json, call, graph, scopes, signedIn } from './client.ts';
import { checkTrace } from './conformance.ts';

const clinic = texasClinic();
const tenant = clinic.prefix!;
const helen = 'helen.aguirre@larkmeadow.example.com';
let simulator: Simulator;
let token: string;
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  call(simulator, path.startsWith('https:') ? path : graph(path), { token, headers });
const json = async (path: string): Promise<Json> => {
  const { status, json: body, text } = await get(path);
  assert.equal(status, 200, text);
  return body;
};
/** The tenant and the hour as they were at the start: tokens end after an hour. */
let began: string;
function fresh(): void {
  simulator.control.clock.set(began);
  simulator.control.faults.clear();
  simulator.control.tenants.reset(tenant, { keepApps: true });
}
/** All of a delta: its items, and the link for next time. */
async function delta(start: string): Promise<{ items: Json[]; link: string; pages: number }> {
  const items: Json[] = [];
  let next = start;
  for (let pages = 1; ; pages += 1) {
    const page = await json(next);
    items.push(...page.value);
    if (page['@odata.deltaLink']) return { items, link: page['@odata.deltaLink'], pages };
    next = page['@odata.nextLink'];
  }
}

describe('content', () => {
  before(async () => {
    simulator = await startSimulator({ tenants: [clinic], throttle: { on: false } });
    began = simulator.control.clock.now();
    const roles = { graph: ['Sites.Read.All', 'Files.Read.All'] };
    ({ token } = await signedIn(simulator, clinic.id, scopes.graph, { roles }));
  });
  after(() => simulator.stop());

  describe('sites and drives', () => {
    it('S0-51: getAllSites gives the sites and, as personal ones, the OneDrives', async () => {
      const { value } = await json('/sites/getAllSites()');
      assert.equal(value.length, 16);
      assert.equal(value.filter((site: Json) => site.isPersonalSite).length, 14);
      const pages = await json('/sites/getAllSites()?$top=10');
      assert.equal(pages.value.length, 10);
      assert.equal((await json(pages['@odata.nextLink'])).value.length, 6);
    });
    it('a site is found by its id, its address and as the root', async () => {
      const [root, company] = (await json('/sites/getAllSites()')).value;
      for (const key of [root.id, 'root', 'larkmeadow-example.sharepoint.com'])
        assert.equal((await json(`/sites/${key}`)).id, root.id);
      const byAddress = await json('/sites/larkmeadow-example.sharepoint.com:/sites/allcompany');
      assert.equal(byAddress.id, company.id);
      const drives = await json('/sites/larkmeadow-example.sharepoint.com:/sites/allcompany:/drives');
      assert.deepEqual(
        drives.value.map((drive: Json) => drive.name),
        ['Clinical', 'Documents'],
      );
      assert.equal((await get('/sites/nobody')).status, 404);
    });
    it('a person has one drive, and a guest none', async () => {
      const drive = await json(`/users/${helen}/drive`);
      assert.equal(drive.driveType, 'business');
      assert.equal((await json(`/users/${helen}/drives`)).value[0].id, drive.id);
      assert.equal(
        (
          await get(
            `/users/${encodeURIComponent('victor_nash-it.example.com#EXT#@larkmeadow-example.onmicrosoft.com')}/drive`,
          )
        ).status,
        404,
      );
    });
    it('each path wants its permission', async () => {
      const [site] = (await json('/sites/getAllSites()')).value;
      const { id } = await json(`/users/${helen}/drive`);
      const { token: poor } = await signedIn(simulator, clinic.id, scopes.graph, {
        roles: { graph: ['User.Read.All'] },
      });
      for (const path of [
        '/sites/getAllSites()',
        `/sites/${site.id}/drives`,
        `/drives/${id}/root/delta`,
        `/drives/${id}/root`,
        `/users/${helen}/mailFolders`,
      ]) {
        const { status, json: body } = await call(simulator, graph(path), { token: poor });
        assert.equal(status, 403, path);
        assert.match(body.error.code, /accessDenied|ErrorAccessDenied/);
      }
    });
  });

  describe('delta of a drive', () => {
    let drive: string;
    beforeEach(async () => {
      fresh();
      drive = (await json(`/users/${helen}/drive`)).id;
    });
    it('gives folders before what is in them, page by page, and then only what changed', async () => {
      const { items, link, pages } = await delta(`/drives/${drive}/root/delta?$top=2`);
      assert.equal(pages, 3);
      assert.deepEqual(
        items.map(({ name }) => name),
        ['root', 'Desktop', 'kellerman-leopold-visit.docx', 'Documents', 'journal-club.pptx'],
      );
      assert.equal(items[2].parentReference.path, `/drives/${drive}/root:/Desktop`);
      assert.ok(items[0].root && items[1].folder && items[2].file && !('file' in items[1]) && !('deleted' in items[2]));
      assert.deepEqual((await delta(link)).items, []);
    });
    it('tells a new file with its folders, a changed one with another cTag, and a deleted one as deleted', async () => {
      let { link } = await delta(`/drives/${drive}/root/delta`);
      const id = simulator.control.putFile(tenant, helen, 'New/note.txt', 'one');
      let round = await delta(link);
      assert.deepEqual(
        round.items.map(({ name }) => name),
        ['root', 'New', 'note.txt'],
      );
      const { cTag, eTag, size } = round.items[2];
      assert.equal(size, 3);
      ({ link } = round);
      simulator.control.putFile(tenant, helen, 'New/note.txt', 'two and more');
      round = await delta(link);
      const changed = round.items.at(-1);
      assert.equal(changed.id, id);
      assert.notEqual(changed.cTag, cTag);
      assert.notEqual(changed.eTag, eTag);
      simulator.control.share(tenant, helen, 'New/note.txt', { kind: 'anonymous' });
      round = await delta(round.link);
      assert.equal(round.items.at(-1).cTag, changed.cTag);
      assert.notEqual(round.items.at(-1).eTag, changed.eTag);
      assert.equal(round.items.at(-1).shared.scope, 'anonymous');
      simulator.control.removeFile(tenant, helen, 'New/note.txt');
      round = await delta(round.link);
      assert.equal(round.items.at(-1).id, id);
      assert.deepEqual(round.items.at(-1).deleted, { state: 'deleted' });
      assert.equal('name' in round.items.at(-1), false);
    });
    it('keeps what changed between two pages for the next round', async () => {
      const first = await json(`/drives/${drive}/root/delta?$top=2`);
      simulator.control.putFile(tenant, helen, 'late.txt', 'late');
      const rest = await delta(first['@odata.nextLink']);
      const next = await delta(rest.link);
      assert.ok(next.items.some(({ name }) => name === 'late.txt'));
    });
    it('forgets a link after 7 days: 410 resyncRequired with where to start again', async () => {
      const { link } = await delta(`/drives/${drive}/root/delta`);
      simulator.control.clock.advance('8d');
      const { token: later } = await signedIn(simulator, clinic.id, scopes.graph, {
        roles: { graph: ['Files.Read.All'] },
      });
      const gone = await call(simulator, link, { token: later });
      assert.equal(gone.status, 410);
      assert.equal(gone.json.error.code, 'resyncRequired');
      assert.equal((await call(simulator, gone.headers['location']!, { token: later })).json.value.length, 5);
    });
    it('answers token=latest with a link alone', async () => {
      const latest = await json(`/drives/${drive}/root/delta?token=latest`);
      assert.deepEqual(latest.value, []);
      simulator.control.putFile(tenant, helen, 'later.txt', 'later');
      assert.equal((await delta(latest['@odata.deltaLink'])).items.at(-1).name, 'later.txt');
    });
  });

  describe('a file', () => {
    let drive: string;
    let item: Json;
    beforeEach(async () => {
      fresh();
      drive = (await json(`/users/${helen}/drive`)).id;
      simulator.control.putFile(tenant, helen, 'Desktop/a b.txt', 'hello world');
      item = await json(`/drives/${drive}/root:/Desktop/a%20b.txt`);
    });
    const location = async (): Promise<string> => {
      const { status, headers } = await get(`/drives/${drive}/items/${item.id}/content`);
      assert.equal(status, 302);
      return headers['location']!;
    };
    it('is found by id, by path and among the children of its folder', async () => {
      assert.equal((await json(`/drives/${drive}/items/${item.id}`)).name, 'a b.txt');
      const children = await json(`/drives/${drive}/root:/Desktop:/children`);
      assert.deepEqual(
        children.value.map((child: Json) => child.name),
        ['kellerman-leopold-visit.docx', 'a b.txt'],
      );
      assert.equal((await json(`/drives/${drive}/items/${item.parentReference.id}/children`)).value.length, 2);
      assert.equal((await json(`/drives/${drive}/items/root/children`)).value.length, 2);
      assert.equal((await get(`/drives/${drive}/items/01NOBODY`)).json.error.code, 'itemNotFound');
    });
    it('has the hash that Microsoft computes', () => {
      assert.equal(item.file.hashes.quickXorHash, 'aCgDG9jwBhDc4Q1yawMZAAAAAAA=');
    });
    it('is fetched at an address on another host, without a token', async () => {
      const address = await location();
      assert.match(address, /^https:\/\/larkmeadow-example-my\.sharepoint\.com\//);
      const { status, text } = await call(simulator, address);
      assert.deepEqual([status, text], [200, 'hello world']);
    });
    it('shows a leaked token: the address refuses it', async () => {
      assert.equal((await call(simulator, await location(), { token })).status, 401);
    });
    it('refuses an address that is old, changed, or of a file that is gone', async () => {
      const address = await location();
      assert.equal((await call(simulator, address.replace('tempauth=v1.', 'tempauth=v1.x'))).status, 401);
      simulator.control.removeFile(tenant, helen, 'Desktop/a b.txt');
      assert.equal((await call(simulator, address)).status, 404);
      simulator.control.clock.advance('6m');
      assert.equal((await call(simulator, address)).status, 401);
    });
    for (const [range, status, text] of [
      ['bytes=0-4', 206, 'hello'],
      ['bytes=6-', 206, 'world'],
      ['bytes=-3', 206, 'rld'],
      ['bytes=99-', 416, ''],
      ['lines=1-2', 200, 'hello world'],
    ] as const)
      it(`answers Range: ${range} with ${status}`, async () => {
        const answer = await call(simulator, await location(), { headers: { range } });
        assert.deepEqual([answer.status, answer.text], [status, text]);
        if (range === 'bytes=0-4') assert.equal(answer.headers['content-range'], 'bytes 0-4/11');
      });
    it('keeps what it was before as versions', async () => {
      simulator.control.putFile(tenant, helen, 'Desktop/a b.txt', 'second');
      const { value } = await json(`/drives/${drive}/items/${item.id}/versions`);
      assert.deepEqual(
        value.map(({ id, size }: Json) => [id, size]),
        [
          ['2.0', 6],
          ['1.0', 11],
        ],
      );
      const old = await get(`/drives/${drive}/items/${item.id}/versions/1.0/content`);
      assert.equal((await call(simulator, old.headers['location']!)).text, 'hello world');
    });
    it('is not given when Defender holds it, and folders have no content', async () => {
      simulator.control.putFile(tenant, helen, 'bad.exe', 'x', { more: { malware: { description: 'EICAR' } } });
      const bad = await json(`/drives/${drive}/root:/bad.exe`);
      assert.equal(bad.malware.description, 'EICAR');
      assert.equal((await get(`/drives/${drive}/items/${bad.id}/content`)).json.error.code, 'malwareDetected');
      assert.equal((await get(`/drives/${drive}/root:/Desktop:/content`)).status, 400);
    });
    for (const labelRefusal of ['fileDoubleKeyEncrypted', 'fileDecryptionNotSupported', 'fileDecryptionDeferred'])
      it(`refuses its label with 423 ${labelRefusal}`, async () => {
        simulator.control.putFile(tenant, helen, 'locked.docx', 'x', { more: { labelRefusal } });
        const { id } = await json(`/drives/${drive}/root:/locked.docx`);
        const answer = await call(simulator, graph(`/drives/${drive}/items/${id}/extractSensitivityLabels`), {
          token,
          method: 'POST',
        });
        assert.deepEqual([answer.status, answer.json.error.code], [423, labelRefusal]);
      });
    it('gives its labels', async () => {
      const label = '7c1a5e00-0000-4000-8000-00000000aaaa';
      simulator.control.putFile(tenant, helen, 'labeled.docx', 'x', { labels: [label] });
      const { id } = await json(`/drives/${drive}/root:/labeled.docx`);
      const { json: body } = await call(simulator, graph(`/drives/${drive}/items/${id}/extractSensitivityLabels`), {
        token,
        method: 'POST',
      });
      assert.deepEqual(
        body.labels.map(({ sensitivityLabelId }: Json) => sensitivityLabelId),
        [label],
      );
    });
    it('tells how often it was opened, ever and in the last seven days', async () => {
      const now = simulator.control.clock.now();
      const views = [
        { at: '2026-07-01T00:00:00Z', by: 'a' },
        { at: now, by: 'a' },
        { at: now, by: 'b' },
      ];
      simulator.control.putFile(tenant, helen, 'seen.txt', 'x', { more: { views } });
      const { id } = await json(`/drives/${drive}/root:/seen.txt`);
      assert.deepEqual((await json(`/drives/${drive}/items/${id}/analytics/allTime`)).access, {
        actionCount: 3,
        actorCount: 2,
      });
      assert.equal((await json(`/drives/${drive}/items/${id}/analytics/lastSevenDays`)).access.actionCount, 2);
    });
  });

  describe('what goes wrong with files', () => {
    let drive: string;
    const name = 'Desktop/kellerman-leopold-visit.docx';
    beforeEach(async () => {
      fresh();
      drive = (await json(`/users/${helen}/drive`)).id;
    });
    const content = async (): Promise<Answer> => {
      const { headers, status } = await get(`/drives/${drive}/root:/${name}:/content`);
      assert.equal(status, 302);
      return call(simulator, headers['location']!);
    };
    it('a file is gone between the list and the fetch', async () => {
      simulator.control.faults.add({
        kind: 'meanwhile',
        do: 'remove',
        path: 'root/delta',
        tenant: clinic.id,
        store: helen,
        file: name,
      });
      const { items } = await delta(`/drives/${drive}/root/delta`);
      const listed = items.find((item) => item.name === 'kellerman-leopold-visit.docx');
      assert.equal((await get(`/drives/${drive}/items/${listed.id}/content`)).status, 404);
    });
    it('a file changes between its address and the fetch', async () => {
      simulator.control.faults.add({
        kind: 'meanwhile',
        do: 'change',
        path: 'content$',
        tenant: clinic.id,
        store: helen,
        file: name,
      });
      assert.equal((await content()).text, 'Changed in the meantime.');
    });
    it('a file is longer than its size says, is cut off, or is a web page', async () => {
      const { size } = await json(`/drives/${drive}/root:/${name}`);
      simulator.control.faults.add({ kind: 'longer', bytes: 1000, host: 'sharepoint' });
      const { headers } = await content();
      assert.equal(Number(headers['content-length']), size + 1000);
      simulator.control.faults.add({ kind: 'cut-middle', host: 'sharepoint' });
      await assert.rejects(content());
      simulator.control.faults.add({ kind: 'html', path: 'root/delta' });
      assert.match((await get(`/drives/${drive}/root/delta`)).text, /^<!DOCTYPE html>/);
    });
    it('a delta link is refused as a drive refuses it', async () => {
      simulator.control.faults.add({ kind: 'gone', path: 'root/delta' });
      const gone = await get(`/drives/${drive}/root/delta?token=old`);
      assert.deepEqual([gone.status, gone.json.error.code], [410, 'resyncRequired']);
      assert.equal((await get(gone.headers['location']!)).status, 200);
    });
    it('pages never end', async () => {
      simulator.control.faults.add({ kind: 'paging-loop', path: 'root/delta', count: 3 });
      const first = await json(`/drives/${drive}/root/delta?$top=1`);
      assert.equal(first['@odata.nextLink'], graph(`/drives/${drive}/root/delta?$top=1`));
    });
  });

  it('nothing that was accepted is wrong by the metadata', (t) => checkTrace(simulator, (why) => t.skip(why)));
});
