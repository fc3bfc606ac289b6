import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emlFile } from '../test/documents/mail-files.ts';
import { docxFile, xlsxFile } from '../test/documents/office-files.ts';

/**
 * `node bench/scan-drive.ts [megabytes]`: a generated drive of text, mail and Office files, scanned by one program with
 * two workers and by two programs with one worker and half of the drive each. 2000 is the drive of the issue.
 */
const megabytes = Number(process.argv[2] ?? 300);
const program = fileURLToPath(new URL('../bin/wardline.js', import.meta.url));
const drive = mkdtempSync(join(tmpdir(), 'wardline-drive-'));

const prose =
  'Minutes of the building committee. The new parking deck opens in May and the east entrance stays closed until then. ';

try {
  await fill();
  const halves = [join(drive, 'a'), join(drive, 'b')];
  const together = await timed([[drive, '--workers', '2']]);
  const apart = await timed(halves.map((half) => [half, '--workers', '1']));
  const share = apart.seconds / together.seconds;
  console.log(
    `${megabytes} MB: one program with two workers ${(megabytes / together.seconds).toFixed(1)} MB/s, two programs ${(megabytes / apart.seconds).toFixed(1)} MB/s, share ${share.toFixed(2)} (target 0.80)`,
  );
  console.log(
    `memory at most ${together.memory} MB (target 700); load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`,
  );
} finally {
  rmSync(drive, { recursive: true, force: true });
}

async function fill(): Promise<void> {
  const [docx, xlsx] = [await docxFile(), await xlsxFile()];
  const mail = emlFile({ name: 'chart.docx', bytes: docx });
  let written = 0;
  for (let file = 0; written < megabytes * 1_000_000; file++) {
    const folder = join(drive, file % 2 === 0 ? 'a' : 'b', `folder ${file % 40}`);
    mkdirSync(folder, { recursive: true });
    const text = Buffer.from(
      Array.from({ length: 4_000 }, (_, line) =>
        line % 400 === 0 ? `Patient: Rosa Delgado, MRN ${4_400_000 + file}, seen for asthma.\n` : `${line}. ${prose}\n`,
      ).join(''),
    );
    const files: [string, Uint8Array][] = [[`notes ${file}.txt`, text]];
    if (file % 4 < 2)
      files.push([`mail ${file}.eml`, mail], [`chart ${file}.docx`, docx], [`table ${file}.xlsx`, xlsx]);
    for (const [name, bytes] of files) {
      writeFileSync(join(folder, name), bytes);
      written += bytes.length;
    }
  }
}

/** Seconds until all of the programs end, and the most memory that the first one held. */
async function timed(runs: readonly (readonly string[])[]): Promise<{ seconds: number; memory: number }> {
  const begun = performance.now();
  const peaks = await Promise.all(runs.map((run) => scanned(run)));
  return { seconds: (performance.now() - begun) / 1_000, memory: peaks[0]! };
}

async function scanned(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [program, 'scan', ...args, '-o', 'csv', '--no-ocr', '--quiet'], {
    stdio: 'ignore',
  });
  let peak = 0;
  const look = setInterval(() => {
    try {
      const [, held] = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      peak = Math.max(peak, Math.round(Number(held ?? 0) / 1_024));
    } catch {
      // Where there is no /proc the memory is not told.
    }
  }, 100);
  await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(look);
  return peak;
}
