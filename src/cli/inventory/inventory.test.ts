import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ContentBench, startContentBench } from '../../../test/content.ts';
import { dermatology } from '../../simulator/tenants/dermatology.ts';

interface Found {
  outcome: string;
  breach: string;
  path: string;
  owner: string;
  store: string;
  incidentQuestion: boolean;
  steps: string[];
}

const policy = `placement:
  phi: ehr-only
  ehr: { name: DermaChart, owner: Paula Reyes }
  stores:
    - { match: "onedrive:*", purpose: non-phi }
`;

describe('wardline inventory and placement of the dermatology practice', () => {
  let bench: ContentBench;
  before(async () => {
    bench = await startContentBench(dermatology());
    writeFileSync(join(bench.cwd, 'wardline.yaml'), policy);
  });
  after(() => bench.close());
  const truth = () => bench.simulator.control.groundTruth(bench.tenantId);

  it('says that nothing was scanned, and never that nothing was found', async () => {
    for (const argv of [['inventory'], ['placement', 'check']]) {
      const { exit, err } = await bench.run(...argv);
      assert.notEqual(exit, 0);
      assert.match(err, /was not scanned yet/);
    }
    await bench.run('scan', '--tenant', '--teams');
  });

  it('S0-51: items, classes and patients are the ground truth', async () => {
    const { out, err } = await bench.run('inventory', '-o', 'json');
    const { total, stores } = JSON.parse(out) as {
      total: { items: number; phi: number; patients: number; classes: Record<string, number> };
      stores: { store: { id: string }; phi: number; items: number }[];
    };
    const planted = truth();
    const phi = planted.filter(({ class: kind }) => kind === 'PHI' || kind === 'PHI_SENSITIVE');
    assert.equal(total.items, planted.length, err);
    assert.equal(total.phi, phi.length);
    // The photo's patient by record number, in three places, and the one of the consent form.
    assert.equal(total.patients, 2);
    for (const { store, phi: counted } of stores)
      assert.equal(counted, phi.filter((entry) => entry.store === store.id).length, store.id);
  });

  it('S0-57, S0-58: under the hybrid policy each item with PHI is a violation, and no staff schedule is', async () => {
    const { exit, out } = await bench.run('placement', 'check', '-o', 'json');
    assert.equal(exit, 3);
    const { findings } = JSON.parse(out) as { findings: Found[] };
    const violations = findings.filter(({ outcome }) => outcome === 'violation');
    const photos = violations.filter(({ path }) => /IMG_\d+ MRN 0042\.png$/.test(path));
    assert.equal(photos.length, 2);
    for (const photo of photos) {
      assert.equal(photo.breach, 'ehr-only');
      assert.match(photo.owner, /doctor7/);
      assert.match(photo.steps.join(' '), /DermaChart \(ask Paula Reyes\).*recycle bins.*sync/s);
      assert.equal(photo.incidentQuestion, false);
    }
    assert.ok(violations.some(({ path, store }) => store.startsWith('chats:') && path !== undefined));
    assert.ok(!findings.some(({ path }) => /Schedules|Policies|Contracts|prices/.test(path)));
    // The pictures beside the consent form: what they show has to be looked at.
    const looked = findings.filter(({ outcome }) => outcome === 'review').map(({ path }) => path);
    assert.deepEqual(looked.toSorted(), [
      'Marketing/Before and after/after-01.png',
      'Marketing/Before and after/before-01.png',
    ]);
  });

  it('S0-57: a record dropped in the marketing folder is found, and when it is gone the finding is', async () => {
    const { control } = bench.simulator;
    const own = await bench.run('inventory', '-o', 'json');
    const { stores } = JSON.parse(own.out) as { stores: { store: { id: string; kind: string; owner: string } }[] };
    const { store: marketing } = stores.find(
      ({ store }) => store.kind === 'onedrive' && store.owner.startsWith('jun.okada@'),
    )!;
    const count = async () => {
      await bench.run('scan', '--drive', marketing.id.slice('drive:'.length));
      const { out } = await bench.run('placement', 'check', '-o', 'json');
      return (JSON.parse(out) as { findings: Found[] }).findings.filter(({ outcome }) => outcome === 'violation')
        .length;
    };
    const before = await count();
    const note =
      'Patient: Rosa Delgado\nDate of birth: 01/31/1985\nMRN: 4410021\nDiagnosis: basal cell carcinoma, left cheek.\n';
    control.putFile(bench.tenantId, 'jun.okada@saguaroderm.example.com', 'Marketing/note.txt', note);
    control.share(bench.tenantId, 'jun.okada@saguaroderm.example.com', 'Marketing/note.txt', { kind: 'anonymous' });
    assert.equal(await count(), before + 1);
    const { out } = await bench.run('placement', 'check', '-o', 'json');
    const dropped = (JSON.parse(out) as { findings: Found[] }).findings.find(
      ({ path }) => path === 'Marketing/note.txt',
    )!;
    assert.equal(dropped.incidentQuestion, true);
    assert.match(dropped.steps[0]!, /privacy officer/);
    const { out: text } = await bench.run('inventory', '-o', 'table');
    assert.match(text, /critical/);
    control.removeFile(bench.tenantId, 'jun.okada@saguaroderm.example.com', 'Marketing/note.txt');
    assert.equal(await count(), before);
  });

  it('S0-51: one store item by item, with kind and place and no value', async () => {
    const drive = truth().find(({ path }) => /MRN 0042/.test(path))!.store;
    const { exit, out, err } = await bench.run('inventory', 'show', drive, '-o', 'json');
    assert.equal(exit, 0, err);
    const { items } = JSON.parse(out) as {
      items: { path: string; class: string; matches: { sample: string; value?: string }[] }[];
    };
    assert.equal(items.length, 2);
    for (const { class: kind, matches } of items) {
      assert.equal(kind, 'PHI');
      assert.ok(matches.length > 0);
      for (const match of matches) assert.ok(!('value' in match) && !match.sample.includes('0042'));
    }
  });

  it('S0-51: a store that was not read is named as unknown', async () => {
    const { withTenant } = await import('../../store/scope.ts');
    const { moveContentStore } = await import('../../store/content-stores.ts');
    const { store } = truth()[0]!;
    await withTenant(bench.store, bench.tenantId, (scope) =>
      moveContentStore(scope, store, { state: 'no-access', detail: 'No permission.' }),
    );
    const { exit, out, err } = await bench.run('inventory', '-o', 'table');
    assert.equal(exit, 6);
    assert.match(out, /no access/);
    assert.match(err, /1 stores were not read/);
  });
});
