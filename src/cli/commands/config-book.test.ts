import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type LiveBench, startLiveBench } from '../../../test/live.ts';
import type { ConfigurationBook } from '../../core/configuration.ts';

describe('wardline config-book', () => {
  let bench: LiveBench;
  before(async () => {
    bench = await startLiveBench();
    await bench.connect('read-settings', 'change');
    await bench.run('collect');
    const plan = JSON.parse((await bench.run('plan', '--only', 'EX-01')).out).id;
    const { exit, err } = await bench.run(
      'apply',
      '--plan-id',
      plan,
      '--yes',
      '--reason',
      'No mail leaves <unseen> | at all.',
    );
    assert.equal(exit, 0, err);
  });
  after(() => bench.close());

  const book = async () => JSON.parse((await bench.run('config-book', '-o', 'json')).out) as ConfigurationBook;
  const sectionIn = ({ services }: ConfigurationBook, name: string) =>
    services.flatMap(({ sections }) => sections).find(({ section }) => section === name)!;

  it('S0-128: holds every section with its settings, the controls that judge them and their citations', async () => {
    const made = await book();
    const remote = sectionIn(made, 'remoteDomains');
    const setting = remote.objects[0]!.settings.find(({ words }) => words === 'Auto forward enabled');
    assert.equal(setting?.value, false);
    assert.deepEqual(setting?.controls, ['exchange.remote-domain-forwarding-off']);
    assert.ok(remote.controls.find(({ id }) => id === 'exchange.remote-domain-forwarding-off')!.citations.length > 0);
    assert.equal(sectionIn(made, 'meetingPolicies').readAt, undefined);
    assert.match(sectionIn(made, 'meetingPolicies').unavailable ?? '', /\w/);
    const sections = made.services.flatMap((entry) => entry.sections);
    assert.equal(new Set(sections.map(({ section }) => section)).size, sections.length);
    assert.ok(sections.length > 100);
  });

  it('S0-89: shows reason, author and date beside the setting that was applied', async () => {
    const setting = sectionIn(await book(), 'remoteDomains').objects[0]!.settings.find(
      ({ words }) => words === 'Auto forward enabled',
    );
    const [decision] = setting!.decisions;
    assert.deepEqual(
      [decision?.reason, decision?.source, decision?.from, decision?.to],
      ['No mail leaves <unseen> | at all.', 'applied', true, false],
    );
    assert.match(decision!.author, /\w/);
    assert.match(decision!.at, /^20\d\d-\d\d-\d\dT/);
  });

  it('S0-60: names what is inherited from Microsoft with the evidence: encryption at rest and in transit', async () => {
    const { inherited } = await book();
    const of = (citation: string) => inherited.filter(({ citations }) => citations.includes(citation));
    assert.ok(of('164.312(a)(2)(iv)').some(({ says }) => /AES 256-bit/.test(says)));
    assert.ok(of('164.312(e)(2)(ii)').length >= 2);
    for (const { evidence } of inherited)
      for (const address of evidence) assert.match(address, /^https:\/\/(learn|servicetrust)\.microsoft\.com/);
  });

  it('S0-128: is the same twice, lists no people, and one changed setting changes its own lines', async () => {
    const first = await bench.run('config-book', '-o', 'md');
    assert.equal((await bench.run('config-book', '-o', 'md')).out, first.out);
    const users = sectionIn(await book(), 'users');
    assert.ok(users.count! > 5);
    assert.deepEqual(users.objects, []);
    const [id] = Object.keys(bench.simulator.control.state(bench.tenantId)['remoteDomains']!);
    const values = { AutoForwardEnabled: true };
    bench.simulator.control.change(bench.tenantId, { collection: 'remoteDomains', id: id!, values });
    await bench.run('collect');
    const second = (await bench.run('config-book', '-o', 'md')).out.split('\n');
    const known = new Set(first.out.split('\n'));
    const fresh = second.filter((line) => !known.has(line) && !/^Read |^Tenant /.test(line));
    assert.equal(fresh.length, 1, fresh.join('\n'));
    assert.match(fresh[0]!, /^\| Auto forward enabled \| yes \|.+It is no longer as decided\. Applied/);
  });

  it('S0-128: prints as one HTML file that needs no network and trusts nothing from the tenant', async () => {
    const { exit, err } = await bench.run('config-book', '--out', join(bench.cwd, 'book.html'));
    assert.equal(exit, 0, err);
    const page = readFileSync(join(bench.cwd, 'book.html'), 'utf8');
    assert.match(page, /No mail leaves &lt;unseen&gt; \| at all\./);
    assert.doesNotMatch(page, /<unseen>/);
    assert.match(page, /default-src &#39;none&#39;|default-src 'none'/);
    assert.doesNotMatch(page, /(src|href)="https?:\/\/(?!learn\.microsoft\.com|servicetrust\.microsoft\.com)/);
    const markdown = (await bench.run('config-book', '-o', 'md')).out;
    assert.match(markdown, /No mail leaves \\<unseen\\> \\\| at all\./);
  });

  it('says what to do where nothing was collected', async () => {
    const empty = await startLiveBench();
    await empty.run('tenant', 'add', empty.tenantId, '--name', empty.name);
    const { exit, err } = await empty.run('config-book');
    await empty.close();
    assert.equal(exit, 64);
    assert.match(err, /wardline collect/);
  });
});
