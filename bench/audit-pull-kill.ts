import { startAuditBench } from '../test/audit-bench.ts';
import { killPulls } from '../test/audit-kill.ts';

/**
 * `node bench/audit-pull-kill.ts [kills]`: `wardline audit pull` against the simulator over HTTPS, killed with -9 at
 * random moments from its first request to its end, while the log grows; then everything is counted.
 */
const kills = Number(process.argv[2] ?? 200);
const bench = await startAuditBench();
try {
  const from = performance.now();
  const run = await killPulls(bench, kills, (line) => process.stderr.write(`${line}\n`));
  const seconds = (performance.now() - from) / 1000;
  process.stdout.write(
    `${run.kills} pulls, ${run.kills - run.ended} killed with -9, in ${seconds.toFixed(0)} s: ${run.records} records, ${run.lost} lost, ${run.twice} twice, ${run.raised} alerts raised\n`,
  );
  process.exitCode = run.lost + run.twice === 0 ? 0 : 1;
} finally {
  await bench.close();
}
