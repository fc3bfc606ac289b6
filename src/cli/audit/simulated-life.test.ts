import assert from 'node:assert/strict';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Hospital, leaver, startHospital, untilRaised } from '../../../test/simulated-hospital.ts';
import { millis } from '../../core/clock.ts';
import { eventLogOf } from '../../store/events/log-place.ts';
import { decodePack, encodePack } from '../../store/events/pack.ts';
import { decodeSegment, encodeSegment } from '../../store/events/segment.ts';
import { openKeyring } from '../../store/master-key.ts';

const minute = 60_000;

describe('scenario A2 through the feeds: a hospital lives, and somebody who left takes its records', () => {
  let hospital: Hospital;
  before(async () => {
    hospital = await startHospital();
    hospital.simulator.control.live(hospital.tenantId, 10);
  });
  after(() => hospital.close());

  const place = () => eventLogOf(hospital.store, openKeyring(hospital.store.home, {}), hospital.tenantId);
  const verified = async () => {
    const { exit, out } = await hospital.run('audit', 'verify', '-o', 'json');
    return { exit, ...(JSON.parse(out) as { records: number; problems?: unknown[] }) };
  };

  it('S0-83: a week of life comes through the pull whole and raises nothing high', async () => {
    for (let part = 0; part < 4; part += 1) {
      hospital.advance('42h');
      await hospital.pull();
    }
    const alerts = await hospital.alerts();
    assert.deepEqual(
      alerts
        .filter(({ severity }) => severity === 'high' || severity === 'critical')
        .map(({ detection, why }) => `${detection} ${why}`),
      [],
    );
    assert.ok(alerts.length <= 3, `${alerts.length}`);
  });

  it('I-4, I-5: everything that was delivered is in the log once, and the log verifies', async () => {
    hospital.advance('2h');
    await hospital.pull();
    const { unifiedAudit } = hospital.simulator.control.logs(hospital.tenantId);
    const latest = hospital.now() - 70 * minute;
    const delivered = unifiedAudit
      .filter((record) => record['RecordType'] !== undefined && millis(`${String(record['CreationTime'])}Z`) < latest)
      .filter((record) => /^(?:File|MailItems)/.test(String(record['Operation'])))
      .map((record) => String(record['Id']));
    assert.ok(delivered.length > 2_000, `${delivered.length}`);
    const known = new Set<string>();
    for (let from = 0; from < delivered.length; from += 5_000)
      for (const id of await place().index.known(delivered.slice(from, from + 5_000))) known.add(id);
    assert.equal(known.size, new Set(delivered).size);
    const { exit, records } = await verified();
    assert.equal(exit, 0);
    assert.ok(records >= delivered.length);
  });

  it('S0-81, S0-68: the first alert stands five minutes after the delivery of the file that made it', async () => {
    const { exit, err } = await hospital.run(
      ...[
        'simulator',
        '--tenant',
        'florida-hospital',
        '--file',
        'simulator.json',
        '--attack',
        'leaver-small',
        '--speed',
        '1',
      ],
    );
    assert.equal(exit, 0, err);
    // Nothing is delivered before.
    hospital.advance('55m');
    const raised = await untilRaised(hospital, 'sharepoint.leaver-downloads', 24);
    assert.equal(raised.actor.toLowerCase(), leaver);
    assert.equal(raised.severity, 'critical');
    // Sixty minutes of Microsoft's delay, at most five until the blob is whole, at most five until the next pull.
    assert.ok(millis(raised.raisedAt) - millis(raised.lastAt) <= 70 * minute, JSON.stringify(raised));
  });

  it('S0-81, S3-53: three nights later it is one group of at most three alerts, with the files, the device and the addresses', async () => {
    for (let night = 0; night < 3; night += 1) {
      hospital.advance('1d');
      await hospital.pull();
    }
    const alerts = (await hospital.alerts()).filter(({ actor }) => actor.toLowerCase() === leaver);
    assert.deepEqual(alerts.map(({ detection }) => detection).sort(), [
      'entra.sign-in-after-leaving',
      'sharepoint.leaver-downloads',
      'sharepoint.unmanaged-device-download',
    ]);
    const taken = alerts.find(({ detection }) => detection === 'sharepoint.leaver-downloads')!;
    assert.equal(taken.count, 3116);
    assert.match(taken.why, /^3,116 different files within 3 days.*KATE-HOME from 203\.0\.113\.71.*203\.0\.113\.99/);
    const others = (await hospital.alerts()).filter(
      ({ actor, severity }) => actor.toLowerCase() !== leaver && severity !== 'low' && severity !== 'medium',
    );
    assert.deepEqual(others, []);
  });

  describe('S0-82: each tampering with the log of that week is found', () => {
    const folder = () => join(place().folder, 'segments');
    const names = () => readdirSync(folder()).sort();
    /** A week of pulls: packs of small segments, and after them segments of their own. */
    const packed = () =>
      join(
        folder(),
        names().find((name) => name.endsWith('.pack'))!,
      );
    const path = (index: number) =>
      join(
        folder(),
        names()
          .filter((name) => name.endsWith('.segment'))
          .at(index)!,
      );
    const forged = (change: (lines: string[]) => string[]) => {
      const { key } = place();
      const [first, ...rest] = decodePack(key, readFileSync(packed()));
      writeFileSync(packed(), Buffer.concat(encodePack(key, [{ ...first!, lines: change(first!.lines) }, ...rest])));
    };
    const flip = (file: string) => {
      const bytes = readFileSync(file);
      bytes[bytes.length - 100]! ^= 1;
      writeFileSync(file, bytes);
    };
    const cases: [string, () => void][] = [
      ['a flipped bit', () => flip(path(1))],
      ['a removed segment', () => rmSync(path(1))],
      [
        'two segments in each other’s place',
        () => {
          const [one, two] = [path(0), path(1)];
          renameSync(one, `${one}.aside`);
          renameSync(two, one);
          renameSync(`${one}.aside`, two);
        },
      ],
      [
        'a record taken out by who holds the key',
        () => {
          const { key } = place();
          const { header, lines } = decodeSegment(key, readFileSync(path(1)));
          writeFileSync(path(1), Buffer.concat(encodeSegment(key, header, lines.toSpliced(3, 1)).pieces));
        },
      ],
      ['a flipped bit in a pack', () => flip(packed())],
      ['a removed pack', () => rmSync(packed())],
      ['a record taken out of a pack by who holds the key', () => forged((lines) => lines.toSpliced(0, 1))],
      ['records of a pack in another order', () => forged((lines) => lines.toReversed())],
      [
        'a record rewritten by who holds the key',
        () => {
          const { key } = place();
          const { header, lines } = decodeSegment(key, readFileSync(path(1)));
          const other = lines.map((line, index) =>
            index === 4 ? line.replaceAll('user', 'nobody').replace('File', 'Page') : line,
          );
          writeFileSync(path(1), Buffer.concat(encodeSegment(key, header, other).pieces));
        },
      ],
    ];
    for (const [what, tamper] of cases)
      it(what, async () => {
        const kept = new Map(names().map((name) => [name, readFileSync(join(folder(), name))]));
        tamper();
        const { exit } = await hospital.run('audit', 'verify', '-o', 'json');
        for (const [name, bytes] of kept) writeFileSync(join(folder(), name), bytes);
        assert.notEqual(exit, 0);
        assert.equal((await verified()).exit, 0, 'put back as it was, it verifies');
      });
  });
});
