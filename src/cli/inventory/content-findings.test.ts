import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ContentBench, startContentBench } from '../../../test/content.ts';
import { generateTenant } from '../../simulator/tenants/generate.ts';
import { type Finding, decideFinding, findingHistory, listFindings } from '../../store/findings.ts';
import { withTenant } from '../../store/scope.ts';

const note = 'Patient: Rosa Delgado, MRN 4400021, date of birth 01/31/1985, seen on 03/02/2026 for asthma.\n';
const policy = `placement:
  phi: declared
  stores:
    - { match: "library:*", purpose: non-phi }
`;

describe('findings of content', () => {
  let bench: ContentBench;
  let drive: string;
  let people: string[];
  before(async () => {
    bench = await startContentBench(generateTenant({ name: 'found', users: 3, sites: 1, filesPerDrive: 0 }));
    writeFileSync(join(bench.cwd, 'wardline.yaml'), policy);
    const { drives, users } = bench.simulator.control.state(bench.tenantId);
    drive = String(Object.values(drives!).find(({ driveType }) => driveType === 'documentLibrary')!['id']);
    people = Object.values(users!).map((user) => String(user['userPrincipalName']));
  });
  after(() => bench.close());
  const control = () => bench.simulator.control;
  const put = (path: string, text = note) => control().putFile(bench.tenantId, `drive:${drive}`, path, text);
  const findings = async (kind: string): Promise<Finding[]> =>
    withTenant(bench.store, bench.tenantId, (scope) => listFindings(scope, { controls: [kind] }));
  const scan = async (...more: string[]) => {
    const { exit, err } = await bench.run('scan', ...(more.length > 0 ? more : ['--drive', drive]), '-o', 'json');
    assert.equal(exit, 0, err);
  };
  const history = async (id: string) =>
    (await withTenant(bench.store, bench.tenantId, (scope) => findingHistory(scope, id))).map(
      ({ from, to, reason }) => `${from ?? 'new'} > ${to}: ${reason}`,
    );

  it('S3-57: PHI in the wrong place opens a finding, is fixed when a scan no longer finds it, and reopens', async () => {
    const item = put('Notes/delgado.txt');
    await scan();
    const [found, ...others] = await findings('content.phi-placement');
    assert.equal(others.length, 0);
    assert.equal(found!.state, 'open');
    assert.equal(found!.resource, `drive:${drive}/${item}`);
    assert.ok(!JSON.stringify(found).toLowerCase().includes('delgado'), 'no name of a file');
    put('Notes/delgado.txt', 'The supply room is counted on Friday.\n');
    await scan();
    assert.equal((await findings('content.phi-placement'))[0]!.state, 'fixed');
    put('Notes/delgado.txt');
    await scan();
    control().removeFile(bench.tenantId, `drive:${drive}`, 'Notes/delgado.txt');
    await scan();
    assert.deepEqual(await history(found!.id), [
      'new > open: First seen.',
      'open > fixed: A scan found no PHI in the item any more.',
      'fixed > open: It was fixed and came back.',
      'open > fixed: A scan no longer found the item.',
    ]);
  });

  it('S3-57: what a person decided stays through scans, and what cannot be read any more is not called fixed', async () => {
    put('Notes/accepted.txt');
    put('Notes/false.txt');
    const locked = put('Notes/locked.txt');
    await scan();
    const isLocked = ({ resource }: Finding) => resource.endsWith(locked);
    const all = (await findings('content.phi-placement')).filter(({ state }) => state === 'open');
    assert.equal(all.length, 3);
    const open = all.filter((one) => !isLocked(one));
    const decide = (id: string, move: { to: 'accepted' | 'false-positive'; until?: string }) =>
      withTenant(bench.store, bench.tenantId, (scope) =>
        decideFinding(scope, id, { ...move, by: 'Dana Ortiz', reason: 'Moves next week.', at: '2026-11-20T10:00:00Z' }),
      );
    await decide(open[0]!.id, { to: 'accepted', until: '2099-01-31' });
    await decide(open[1]!.id, { to: 'false-positive' });
    put('Notes/locked.txt', `${note}More.`);
    const body = { error: { code: 'resourceLocked', message: 'no' } };
    control().faults.add({ kind: 'answer', status: 423, body, path: `${locked}/content$`, count: 9 });
    const { exit } = await bench.run('scan', '--drive', drive, '-o', 'json');
    control().faults.clear();
    assert.equal(exit, 6);
    assert.equal((await findings('content.phi-placement')).find(isLocked)!.state, 'open');
    const later = await findings('content.phi-placement');
    assert.deepEqual(
      open.map(({ id }) => later.find((one) => one.id === id)!.state),
      ['accepted', 'false-positive'],
    );
    // A rule that permits it ends what is open or accepted, with the reason.
    writeFileSync(join(bench.cwd, 'wardline.yaml'), 'placement: { phi: anywhere }\n');
    await scan();
    writeFileSync(join(bench.cwd, 'wardline.yaml'), policy);
    assert.equal(
      (await history(open[0]!.id)).at(-1),
      'accepted > fixed: The item may be where it is now, by wardline.yaml.',
    );
  });

  it("S0-49: PHI mailed outside is listed with its sender's own private mailbox first, and is a finding", async () => {
    const [from, colleague] = people;
    const name = from!.split('@')[0]!;
    const mail = (to: string[], subject: string, body = note) =>
      control().sendMail(bench.tenantId, { from: from!, to, subject, body });
    mail([colleague!], 'Inside');
    mail(['desk@practice.example.org'], 'Referral');
    mail([`${name.replace(/[^a-z]/g, '')}@gmail.com`], 'For tonight');
    mail(['desk@practice.example.org'], 'Menu', 'The cafeteria serves soup.');
    await scan('--mailbox', from!);
    const { exit, out, err } = await bench.run('inventory', 'mail', '-o', 'json');
    assert.equal(exit, 3, err);
    const { mails, sent } = JSON.parse(out) as {
      sent: number;
      mails: { reach: string; severity: string; to: string[]; path: string }[];
    };
    assert.equal(sent, 4);
    assert.deepEqual(
      mails.map(({ reach, severity, path }) => [reach, severity, path.split('/').at(-1)]),
      [
        ['own', 'critical', 'For tonight'],
        ['outside', 'medium', 'Referral'],
      ],
    );
    const kept = await findings('content.phi-mail-outside');
    assert.deepEqual(kept.map(({ state, severity }) => `${state} ${severity}`).toSorted(), [
      'open critical',
      'open medium',
    ]);
    assert.doesNotMatch(JSON.stringify(kept), /gmail|practice\.example|tonight|Referral/, 'no address and no subject');
    const { out: text } = await bench.run('inventory', 'mail', '--reach', 'own', '-o', 'table');
    assert.match(text, /not seen/);
  });
});
