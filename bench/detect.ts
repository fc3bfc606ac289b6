import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { replay } from '../src/cli/alerts/replay.ts';
import { normalizeRecord } from '../src/connectors/audit-records/normalize.ts';
import { momentOf, millis } from '../src/core/clock.ts';
import { noOrganization } from '../src/core/organization.ts';
import { detections } from '../src/detections/index.ts';
import { Detector } from '../src/engine/detect.ts';
import {
  entraRecord,
  exchangeAdminRecord,
  fileRecord,
  loginRecord,
  mailAccessRecord,
  type RawRecord,
} from '../test/audit-records.ts';

/**
 * `node bench/detect.ts [events]`: decode, normalize and all detections against JSON.parse on the same bytes, then a replay
 * of 2,000,000 events from a file: time and peak memory.
 */
const total = Number(process.argv[2] ?? 2_000_000);
const sample = 100_000;
const start = millis('2026-03-02T00:00:00Z');
const people = 400;

/** One of the records of ordinary work, in the shares of a clinic's log, near 1.35 KB as delivered. */
function record(index: number, of: number): RawRecord {
  const at = momentOf(start + (index / of) * 30 * 86_400_000).slice(0, 19);
  const person = (index * 7919) % people;
  const common = { at, user: `person${person}@clinic.example.com`, ip: `192.0.2.${person % 250}` };
  const kind = index % 100;
  const site = `https://clinic.sharepoint.com/sites/team${person % 40}`;
  if (kind < 45)
    return padded(
      fileRecord(kind < 3 ? 'FileDownloaded' : kind < 6 ? 'FileModified' : 'FileAccessed', {
        ...common,
        site,
        file: `note-${index % 5000}.docx`,
      }),
    );
  if (kind < 75) return padded(mailAccessRecord({ ...common, owner: common.user, count: (index % 4) + 1 }));
  if (kind < 95) return padded(loginRecord({ ...common, error: index % 900 === 80 ? 50126 : 0 }));
  if (kind < 98)
    return padded(entraRecord('Update user.', { ...common, changes: [['LastDirSyncTime', '["x"]', '["y"]']] }));
  return padded(
    exchangeAdminRecord(
      'Set-Mailbox',
      { Identity: common.user, AuditEnabled: 'True' },
      { at, user: 'NT AUTHORITY\\SYSTEM (w3wp)' },
    ),
  );
}

function padded(raw: RawRecord): RawRecord {
  const missing = 1_320 - JSON.stringify(raw).length;
  const fields = Math.max(0, Math.floor(missing / 60));
  const extra = Array.from({ length: fields }, (_, at) => [
    `AdditionalField${at}`,
    'c2f1a7d09e3b4856a1d2c3e4f5061728a9b',
  ]);
  return { ...raw, ...Object.fromEntries(extra) };
}

function seconds(run: () => void): number {
  const from = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - from) / 1e9;
}

function ratio(): void {
  const lines = Array.from({ length: sample }, (_, index) => Buffer.from(JSON.stringify(record(index, sample))));
  const bytes = lines.reduce((sum, line) => sum + line.length, 0);
  const parse = () => {
    for (const line of lines) JSON.parse(line.toString('utf8'));
  };
  const whole = () => {
    const detector = new Detector({ detections, organization: noOrganization });
    for (const line of lines) {
      const event = normalizeRecord(JSON.parse(line.toString('utf8')));
      if (typeof event !== 'string') detector.take(event);
    }
    detector.finish();
  };
  // In turns, so that both meet a warm engine and the same load; the best of each counts.
  const times = { parse: Infinity, whole: Infinity };
  for (let turn = 0; turn < 5; turn += 1) {
    times.parse = Math.min(times.parse, seconds(parse));
    times.whole = Math.min(times.whole, seconds(whole));
  }
  const rate = (time: number) => `${Math.round(sample / time).toLocaleString('en-US')} records/s`;
  const times4 = times.whole / times.parse;
  console.log(
    `${sample.toLocaleString('en-US')} records of ${Math.round(bytes / sample)} bytes, ${detections.length} detections, load ${loadavg()[0]!.toFixed(1)}`,
  );
  console.log(`JSON.parse                          ${times.parse.toFixed(2)} s  ${rate(times.parse)}`);
  console.log(`decode + normalize + all detections ${times.whole.toFixed(2)} s  ${rate(times.whole)}`);
  console.log(`ratio ${times4.toFixed(2)}  ${times4 <= 4 ? 'yes' : 'NO'} (4)`);
}

/** `jq -c .` over the same bytes, where it is installed: a tool that does nothing but read and write JSON. */
function beside(): void {
  const text = Array.from({ length: sample }, (_, index) => `${JSON.stringify(record(index, sample))}\n`).join('');
  const from = process.hrtime.bigint();
  const { status } = spawnSync('jq', ['-c', '.'], { input: text, stdio: ['pipe', 'ignore', 'ignore'] });
  const time = Number(process.hrtime.bigint() - from) / 1e9;
  console.log(
    status === 0
      ? `jq -c .                             ${time.toFixed(2)} s  ${Math.round(sample / time).toLocaleString('en-US')} records/s`
      : 'jq -c .                             not installed here',
  );
}

async function whole(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wardline-bench-'));
  try {
    const file = join(folder, 'log.ndjson');
    const out = createWriteStream(file, { highWaterMark: 1 << 22 });
    for (let index = 0; index < total; index += 1000) {
      let text = '';
      for (let at = index; at < Math.min(index + 1000, total); at += 1)
        text += `${JSON.stringify(record(at, total))}\n`;
      if (!out.write(text)) await once(out, 'drain');
    }
    out.end();
    await once(out, 'finish');
    let peak = 0;
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 200);
    const from = process.hrtime.bigint();
    const { alerts, counts } = await replay({
      files: [file],
      input: Readable.from([]),
      cwd: folder,
      detections,
      organization: noOrganization,
    });
    clearInterval(watch);
    const time = Number(process.hrtime.bigint() - from) / 1e9;
    console.log(
      `replay of ${counts.events.toLocaleString('en-US')} events (${(statSync(file).size / 1e9).toFixed(2)} GB): ${time.toFixed(1)} s ${time <= 75 ? 'yes' : 'NO'} (75 s), ` +
        `peak ${(peak / 2 ** 20).toFixed(0)} MB ${peak <= 2 ** 30 ? 'yes' : 'NO'} (1,024 MB), ${alerts.length} alerts`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[3] !== 'replay') {
  ratio();
  beside();
}
await whole();
