import { loadavg } from 'node:os';
import { millis } from '../src/core/clock.ts';
import { leaver, startHospital, untilRaised } from '../test/simulated-hospital.ts';

/**
 * `node bench/florida.ts [people]`: scenario A2 at full size. So many people of the hospital live for a week; then somebody
 * who left takes 62,318 files in three nights. Everything goes through HTTP: feed, pull, log, watch, alerts.
 */
const people = Number(process.argv[2] ?? 100);
const files = 62_318;
const minute = 60_000;

function check(holds: boolean, words: string): void {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${words}`);
  if (!holds) process.exitCode = 1;
}

const began = process.hrtime.bigint();
const seconds = (): string => (Number(process.hrtime.bigint() - began) / 1e9).toFixed(0);
const hospital = await startHospital();
try {
  hospital.simulator.control.live(hospital.tenantId, people);
  for (let day = 0; day < 7; day += 1) {
    hospital.advance('1d');
    await hospital.pull();
  }
  const before = await hospital.alerts();
  const grave = before.filter(({ severity }) => severity === 'high' || severity === 'critical');
  console.log(`a week of ${people} people: ${before.length} alerts, ${seconds()} s`);
  check(grave.length === 0, `${grave.length} of them high or critical`);

  const { exit, err } = await hospital.run(
    ...['simulator', '--tenant', 'florida-hospital', '--file', 'simulator.json', '--attack', 'leaver', '--speed', '1'],
  );
  if (exit !== 0) throw new Error(err);
  const raised = await untilRaised(hospital, 'sharepoint.leaver-downloads', 24);
  // Sixty minutes of Microsoft's delay.
  const waited = (millis(raised.raisedAt) - millis(raised.lastAt)) / minute - 60;
  check(
    waited <= 10,
    `first alert ${waited.toFixed(1)} minutes after delivery: at most 5 until the blob is whole, at most 5 until the pull`,
  );
  check(raised.actor.toLowerCase() === leaver, `it names ${raised.actor}`);

  for (let hours = 0; hours < 72; hours += 6) {
    hospital.advance('6h');
    await hospital.pull();
  }
  const own = (await hospital.alerts()).filter(({ actor }) => actor.toLowerCase() === leaver);
  check(
    own.length <= 3,
    `${own.length} alerts in all: ${own
      .map(({ detection }) => detection)
      .sort()
      .join(', ')}`,
  );
  const taken = own.find(({ detection }) => detection === 'sharepoint.leaver-downloads');
  check(taken?.count === files, `${taken?.count} files`);
  check(
    /^62,318 different files within 3 days.*KATE-HOME from 203\.0\.113\.71.*203\.0\.113\.99/.test(taken?.why ?? ''),
    taken?.why ?? 'no alert',
  );
  const verified = await hospital.run('audit', 'verify');
  check(verified.exit === 0, 'the log verifies');
  console.log(
    `${seconds()} s, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, load ${loadavg()[0]!.toFixed(1)}`,
  );
} finally {
  await hospital.close();
}
